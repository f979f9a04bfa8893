import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Hasher, mustBeAtHand, programmeOf, refuseFunds } from '../../funds/index.ts'
import { subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord } from '../../platform/database/records.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { readLines, type TableOptions } from '../../platform/table/read.ts'
import type { Work } from '../../platform/work/work.ts'
import { publicWords } from '../../policy/index.ts'
import { unitPlace } from '../../units/index.ts'
import { CellCheck } from '../checks/cells.ts'
import { fileDigest } from '../keys.ts'
import { leftOut } from '../left-out.ts'
import type { Place } from '../lookup.ts'
import { registersOf } from '../register/store.ts'
import { knownOf } from '../surroundings.ts'
import { refuse } from '../vocabulary.ts'
import { isHeader } from './header.ts'
import { Scan, type Scanned } from './scan.ts'
import type { ScanQuery, ScanResult } from './schema.ts'
import * as store from './store.ts'

export interface ScanFile extends TableOptions {
  body: Spooled
}

/** With which roster a list is compared. */
interface Compared {
  programmeId: string | undefined
  programmes: readonly string[]
  period: string | undefined
  place: Place
  /** The unit whose roster it is. */
  payer: string | undefined
}

/**
 * Scans a list as it was found. Kept are counts and the digest of the file. Only the register of the caller's
 * own unit is asked: of another one the answer would say who is in it.
 *
 * @throws scan-unreadable with the faults, scan-month-incomplete, programme-unknown, not-found
 */
export async function scanList(
  work: Work,
  query: ScanQuery,
  file: ScanFile,
  hashed: Hasher
): Promise<ScanResult> {
  const { tx, actor, now, today } = work
  const { targetCode } = query
  const tree = await subtree(tx, actor, 'disclosure-scan', targetCode)
  await sql`set local statement_timeout = 0`.execute(tx)
  const compared = await comparedWith(work, query)
  const cells = new CellCheck(publicWords, await knownOf(tx, tree, compared.programmes))
  const scan = new Scan({ tx, cells, hashed, ...compared })
  const broken = await readLines(file.body, file, isHeader, (line, n) => scan.take(line, n))
  if (broken.length > 0) throw refuse('scan-unreadable', { faults: broken })
  const { faults, counts, numbers, ...figures } = await scan.end()
  const missing = await missingFrom(work, targetCode, compared, { numbers, hashed })
  const id = uuid({ msecs: now.getTime() })
  const { path } = present(await unitPlace(tx, actor.unitCode))
  await insertRecord(tx, 'disclosure_scan', {
    ...{ id, unitCode: actor.unitCode, path, targetCode, ...figures },
    programmeId: compared.programmeId,
    period: compared.period,
    asOf: compared.place.on,
    counts: JSON.stringify(counts),
    fileHash: fileDigest(hashed, file.body),
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  work.record('disclosure-scan.made', { id, unitCode: actor.unitCode, path }, { targetCode, ...figures })
  // Told once, and not kept: units above read the record, and with the roster could count who is protected.
  const withMissing = { ...counts, 'left-out': missing }
  const isCompared = compared.place.roster !== undefined
  const found = present(await store.find(tx, actor, id, today))
  return { ...found, ...(missing > 0 && { counts: withMissing }), compared: isCompared, faults }
}

async function comparedWith({ tx, actor, today }: Work, query: ScanQuery): Promise<Compared> {
  const { targetCode, programme, period: month, asOf = today } = query
  if ((programme === undefined) !== (month === undefined)) {
    throw refuse('scan-month-incomplete', { pointer: programme === undefined ? '?programme' : '?period' })
  }
  const registers = await registersOf(tx, actor.unitCode)
  const nothing: Place = { registers, on: asOf, roster: undefined, before: [] }
  if (programme === undefined || month === undefined) {
    return { programmeId: undefined, programmes: [], period: undefined, place: nothing, payer: undefined }
  }
  const named = await programmeOf(tx, targetCode, programme)
  if (named === undefined) throw refuseFunds('programme-unknown', { pointer: '?programme' })
  const period = `${month}-01`
  const found = await store.payerOf({ tx, actor }, targetCode, named.id, period)
  if (found !== undefined) await mustBeAtHand(tx, period)
  const roster = found && { uploadId: found.uploadId, period }
  const programmes = [await store.programmeName(tx, named.id)]
  return { programmeId: named.id, programmes, period, place: { ...nothing, roster }, payer: found?.unitCode }
}

/** Who was left out is told to the county alone: others could count from it who is protected. */
async function missingFrom(
  { tx, actor }: Work,
  targetCode: string,
  { programmeId, place, payer }: Compared,
  { numbers, hashed }: Pick<Scanned, 'numbers'> & { hashed: Hasher }
): Promise<number> {
  const isOwn = payer === actor.unitCode && targetCode === payer
  if (!isOwn || programmeId === undefined || numbers.size === 0) return 0
  return (await leftOut(tx, place, { numbers, programmeId, hashed })).count
}
