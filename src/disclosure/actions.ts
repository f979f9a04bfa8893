import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { programmeOf, refuseFunds } from '../funds/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { displayOn } from '../policy/index.ts'
import { listFor } from '../public-lists/index.ts'
import { timetable } from '../terms/index.ts'
import { mustBeInOffice, type Place, unitPlace } from '../units/index.ts'
import { boardFor } from './boards/store.ts'
import * as rules from './rules.ts'
import type { NewDisclosure } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'
import { settleWebsite } from './website/store.ts'

/** Puts on record that a unit shows something to the public. */
export async function post(work: Work, wanted: NewDisclosure): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, content, channel, postedOn } = wanted
  await placeOf(tx, actor, 'disclosure', unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, unitCode))
  mustBeInOffice(unit, today, '/unitCode')
  rules.check(wanted, today)
  const programme = await programmeFor(work, wanted)
  await checkBoard(work, wanted, unit)
  const term = await displayTerm(work, wanted, programme?.code ?? null)
  const id = uuid({ msecs: now.getTime() })
  const programmeId = programme?.id ?? null
  const month = wanted.period === undefined ? null : `${wanted.period}-01`
  const { path } = unit
  const { period, ...figures } = await figuresOf(work, wanted, { path, programmeId, period: month })
  const { programme: _, period: __, ...own } = wanted
  await insertRecord(tx, 'disclosure', {
    ...own,
    ...term,
    ...figures,
    id,
    period,
    path: sql`unit_path(${unitCode})`,
    programmeId,
    enteredAt: now.toISOString(),
    enteredBy: actor.sub
  })
  await settleWebsite(work, { unitCode, content, channel, programmeId, period })
  const details = {
    content,
    channel,
    programme: programme?.code ?? null,
    period: period?.slice(0, 7) ?? null
  }
  work.record('disclosure.posted', { id, unitCode, path: unit.path }, { ...details, postedOn })
  return present(await store.find(tx, actor, id, today))
}

/** What was shown has been taken down. */
export function remove(work: Work, id: string, on: string): Promise<store.Shown> {
  return takeStep(disclosureSteps, work, id, 'remove', async (one) => {
    rules.checkEnd(on, one, work.today)
    await updateRecord(work, 'disclosure', id, { state: rules.steps.remove.to, removedOn: on })
    const { content, channel, endsOn } = one
    const isTooShort = endsOn !== null && on <= endsOn
    return { event: newEvent('disclosure.removed', { content, channel, on, isTooShort }) }
  })
}

/** What was shown should not have been, or was entered by mistake: it counts for nothing. */
export function withdraw(
  work: Work,
  id: string,
  { on, reason }: { on: string; reason: string }
): Promise<store.Shown> {
  return takeStep(disclosureSteps, work, id, 'withdraw', async (one) => {
    rules.checkEnd(on, one, work.today)
    const withdrawn = { withdrawnOn: on, withdrawReason: reason }
    await updateRecord(work, 'disclosure', id, { state: rules.steps.withdraw.to, ...withdrawn })
    await settleWebsite(work, one)
    const { content, channel } = one
    return { event: newEvent('disclosure.withdrawn', { content, channel, on, reason }) }
  })
}

const disclosureSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('disclosure-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

async function programmeFor({ tx }: Work, { unitCode, programme }: NewDisclosure) {
  if (programme === undefined) return undefined
  const found = await programmeOf(tx, unitCode, programme)
  if (found === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  if (found.disclosure === 'forbidden') {
    throw refuseFunds('programme-not-shown', { pointer: '/programme', clause: rules.CLAUSE })
  }
  return found
}

async function checkBoard({ tx, actor }: Work, { boardId, postedOn }: NewDisclosure, unit: Place) {
  if (boardId === undefined) return
  rules.checkBoard({ board: await boardFor(tx, actor, boardId), unit, postedOn })
}

/** Figures and month of the finished list, as they are on the day of the entry. */
async function figuresOf(
  { tx }: Work,
  { listId, content, postedOn, fileHash, lines }: NewDisclosure,
  { path, programmeId, period }: { path: string; programmeId: string | null; period: string | null }
) {
  if (listId === undefined) return { period, fileHash, lines }
  const list = await listFor(tx, listId)
  const shown = rules.listShown({ list, path, wanted: { content, programmeId, period, postedOn } })
  const { rosterUploadId } = shown
  return { period: shown.period, fileHash: shown.fileHash, lines: shown.lines, rosterUploadId }
}

/** For how long it has to be shown at least, by the rules of the unit on the day of the posting. */
async function displayTerm(
  { tx }: Work,
  { unitCode, content, postedOn }: NewDisclosure,
  programme: string | null
) {
  const rule = displayOn(postedOn, content, programme)
  if (rule === undefined) return {}
  const { begin } = await timetable(tx, unitCode)
  const {
    days,
    dayUnit: unit,
    clauseId,
    localDefault,
    localRuleId,
    dueOn
  } = begin(rule, postedOn, {
    pointer: '/postedOn'
  })
  const term = { rule, days, unit, clauseId, localDefault, localRuleId }
  return { term: JSON.stringify(term), endsOn: dueOn }
}
