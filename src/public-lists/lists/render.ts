import { sql } from 'kysely'
import type { Hasher } from '../../funds/index.ts'
import { subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Work } from '../../platform/work/work.ts'
import { publicWords } from '../../policy/index.ts'
import { organOf, unitPlace } from '../../units/index.ts'
import { CellCheck } from '../checks/cells.ts'
import { masked } from '../checks/names.ts'
import { listFault } from '../fault-sentences.ts'
import { leftOut } from '../left-out.ts'
import { MOST_FAULTS } from '../lines.ts'
import type { Place } from '../lookup.ts'
import { registersOf } from '../register/store.ts'
import { knownOf, phonesOfUnit, villagesBy } from '../surroundings.ts'
import { refuse } from '../vocabulary.ts'
import { type FinishedList, ordered, sumOf } from './layout.ts'
import type { Locked } from './store.ts'
import { rostersBefore } from './store.ts'
import { type ListFile, type Verified, verify } from './verify.ts'

export interface ListParts {
  hashed: Hasher
}

/** A list that passed all checks. */
export interface Rendered {
  list: FinishedList
  lines: number
  fen: number | null
  leftOut: { count: number; first: string[] }
}

const compoundSurnames: ReadonlySet<string> = new Set(publicWords.compoundSurnames)

interface Passed extends Verified {
  isCompared: boolean
  leftOut: Rendered['leftOut']
}

/** @throws list-rejected with the faults; list-empty */
export async function verified(
  { tx, actor, today }: Work,
  list: Locked,
  file: ListFile,
  { hashed }: ListParts
): Promise<Passed> {
  const { content, programmeId, unitCode, mask } = list
  await sql`set local statement_timeout = 0`.execute(tx)
  const place = await placeOfList({ tx, today }, list)
  const tree = await subtree(tx, actor, 'unit', unitCode)
  const found = await verify(tx, file, {
    ...{ content, programmeId, place, hashed },
    cells: new CellCheck(publicWords, await knownOf(tx, tree, [list.programmeName])),
    shown: (name) => masked(name, mask, compoundSurnames)
  })
  const isCompared = place.roster !== undefined
  const missing =
    isCompared && content !== 'ended'
      ? await leftOut(tx, place, { numbers: found.numbers, programmeId, hashed })
      : { count: 0, first: [] }
  if (found.rejected > 0) throw rejection(found, missing.count)
  if (found.count === 0) throw refuse('list-empty')
  return { ...found, isCompared, leftOut: missing }
}

/** What of the list is compared, and on which day. */
async function placeOfList({ tx, today }: Pick<Work, 'tx' | 'today'>, list: Locked): Promise<Place> {
  const { acting, payer, programmeId, content, rosterOn, standingRosterId } = list
  const hasRoster = rosterOn !== null && standingRosterId !== null
  return {
    registers: await registersOf(tx, acting),
    on: today,
    roster: hasRoster ? { uploadId: standingRosterId, period: rosterOn } : undefined,
    before: content === 'ended' ? await rostersBefore(tx, payer, programmeId, list.startsOn) : []
  }
}

/** Those who were left out are told as a number, next to the faults of the lines. */
function rejection({ faults, rejected }: Verified, missing: number) {
  const left = missing === 0 ? [] : [listFault('left-out', { pointer: '', values: { lines: missing } })]
  return refuse('list-rejected', {
    faults: [...faults.slice(0, MOST_FAULTS - left.length), ...left],
    rejected,
    values: { rejected }
  })
}

/** The list as it is shown. */
export async function finishedOf({ tx }: Work, list: Locked, found: Passed): Promise<Rendered> {
  const { programmeName, startsOn, content, showFrom, showUntil, unitCode } = list
  const { organName, sealName } = organOf(present(await unitPlace(tx, unitCode)))
  const { isCompared } = found
  const lines = ordered(found.lines, list.groupBy)
  const codes = isCompared ? [...new Set(lines.map(({ village }) => village))] : []
  const finished: FinishedList = {
    ...{ programmeName, organName, sealName, startsOn, content, showFrom, showUntil, lines, isCompared },
    phones: await phonesOfUnit(tx, unitCode),
    villages: await villagesBy(tx, codes)
  }
  const fen = content === 'ended' ? null : sumOf(lines)
  return { list: finished, lines: lines.length, fen, leftOut: found.leftOut }
}
