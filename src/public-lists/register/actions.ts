import { type Hasher, programmeOf } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Reader } from '../../platform/database/prepared.ts'
import { present } from '../../platform/database/present.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { readTable, type TableOptions } from '../../platform/table/read.ts'
import { type Row, TableReader } from '../../platform/table/reader.ts'
import { dayOf } from '../../platform/table/values.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { actingOf, unitPlace } from '../../units/index.ts'
import { idNumberOf } from '../checks/age.ts'
import { type FaultCode, listFault } from '../fault-sentences.ts'
import { recipientKey } from '../keys.ts'
import { isKey, MOST_FAULTS } from '../lines.ts'
import { refuse } from '../vocabulary.ts'
import { columns } from './columns.ts'
import type { Protection } from './schema.ts'
import * as store from './store.ts'

export const MOST_BYTES = 16 * 1024 * 1024
/** More protected recipients than any county has. */
const MOST_LINES = 200_000

export interface RegisterFile extends TableOptions {
  body: Spooled
  allowEmpty: boolean
}

/**
 * Refuses everybody but people of the county itself, or of the county that acts for it since it has ended.
 *
 * @throws not-found, protection-of-others, protection-county-only
 */
export async function mustKeep(
  db: Reader,
  actor: Actor,
  code: string
): Promise<{ code: string; path: string }> {
  await placeOf(db, actor, 'protection', code, '{code}')
  const unit = present(await unitPlace(db, code))
  const keeper = actingOf(unit)
  if (actor.unitCode !== keeper) throw refuse('protection-of-others', { values: { unit: keeper } })
  const { level } = keeper === code ? unit : present(await unitPlace(db, keeper))
  if (unit.level !== 'county' || level !== 'county') throw refuse('protection-county-only')
  return { code, path: unit.path }
}

/**
 * Replaces the register of a county: all of it or nothing. Of each line only hashes are kept.
 *
 * @throws protection-rejected with the faults, by line and column; protection-empty, protection-of-others
 */
export async function replaceRegister(
  work: Work,
  code: string,
  file: RegisterFile,
  hashed: Hasher
): Promise<Protection & { version: number }> {
  const { tx, actor } = work
  const unit = await mustKeep(tx, actor, code)
  const { entries, faults, rejected } = await entriesOf(work, code, file, hashed)
  if (rejected > 0) throw refuse('protection-rejected', { faults, rejected, values: { rejected } })
  await oneAtATime(tx, `protected recipients of ${code}`)
  const before = await store.standing(tx, code)
  work.match(before?.version ?? 0)
  if (entries.length === 0 && (before?.lines ?? 0) > 0 && !file.allowEmpty) throw refuse('protection-empty')
  await store.replace(work, unit, entries)
  work.record('unit.protection-replaced', unit)
  return store.find(tx, code)
}

interface Line {
  line: number
  programme: string
  recipientNo: string
  identity: Buffer | null
  until: string | null
}

async function entriesOf(work: Work, code: string, file: RegisterFile, hashed: Hasher) {
  const found = await linesOf(file, hashed)
  const programmes = new Map<string, string | undefined>()
  for (const name of new Set(found.lines.map(({ programme }) => programme)))
    programmes.set(name, (await programmeOf(work.tx, code, name))?.id)
  const entries = new Map<string, store.Entry>()
  for (const { line, programme, recipientNo, identity, until } of found.lines) {
    const id = programmes.get(programme)
    if (id === undefined) {
      found.tell('protected-programme', line, 'programme')
      continue
    }
    const key = recipientKey(hashed, id, recipientNo)
    if (entries.has(key.toString('base64'))) found.tell('twice', line, 'recipientNo')
    else entries.set(key.toString('base64'), { key, identity, until })
  }
  const faults = found.faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MOST_FAULTS)
  return { entries: [...entries.values()], faults, rejected: found.rejected() }
}

/** The lines of a file, and what is wrong with it. Faults name the place, never the value. */
async function linesOf(file: RegisterFile, hashed: Hasher) {
  const lines: Line[] = []
  const faults: Fault[] = []
  const faulty = new Set<number>()
  const note = (one: Fault) => {
    faulty.add(one.line ?? 0)
    if (faults.length < MOST_FAULTS) faults.push(one)
  }
  const tell = (code: FaultCode, line: number, column: string) =>
    note(listFault(code, reader.at(column, line)))
  const onRow = ({ line, cells }: Row) => {
    const [programme = '', recipientNo = '', idNumber = '', until = ''] = cells
    const number = idNumber === '' ? undefined : idNumberOf(idNumber)
    const day = until === '' ? null : dayOf(until)
    if (!isKey(recipientNo)) tell('key-missing', line, 'recipientNo')
    if (idNumber !== '' && number === undefined) tell('protected-identity', line, 'idNumber')
    if (day === undefined) tell('protected-until', line, 'until')
    if (lines.length >= MOST_LINES) throw refuse('list-too-long', { values: { most: MOST_LINES } })
    const identity = number === undefined ? null : hashed(number)
    lines.push({ line, programme, recipientNo, identity, until: day ?? null })
    return undefined
  }
  const reader: TableReader = new TableReader(columns, { onRow, onFault: note })
  const { broken } = await readTable(file.body, file, columns, reader)
  if (broken.length > 0)
    throw refuse('protection-rejected', { faults: broken, rejected: 1, values: { rejected: 1 } })
  return { lines, faults, tell, rejected: () => faulty.size }
}
