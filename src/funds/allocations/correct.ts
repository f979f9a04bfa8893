import { present } from '../../platform/database/present.ts'
import { yuanOf } from '../../platform/values/money.ts'
import type { Work } from '../../platform/work/work.ts'
import { restartTerm, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import * as arrivals from './arrivals.ts'
import { settle } from './flow.ts'
import { type Matching, rebudget } from './matching-rules.ts'
import * as read from './read.ts'
import * as rules from './rules.ts'
import type { AllocationChange } from './schema.ts'
import * as store from './store.ts'

/** Puts right what was typed wrong of a receipt; what is left and the terms follow, here and above. */
export async function correct(work: Work, id: string, change: AllocationChange): Promise<read.Versioned> {
  const { tx, actor, today } = work
  const { one, parent } = await store.lockWithWhole(tx, actor, id)
  if (one === undefined) throw refuse('allocation-not-found')
  rules.mayCorrect(actor, await unitPlace(tx, one.fromUnitCode ?? one.unitCode))
  work.match(one.version)
  const unit = present(await unitPlace(tx, one.unitCode))
  const decided = rules.correct({ one, parent, unit }, change, today)
  const share = change.matching === undefined ? undefined : await shareOf(work, one, change)
  const dueOn = await dueOnOf(work, one, decided)
  const after = await store.correct(tx, id, { ...decided, dueOn }, share)
  const ended = await settle(work, one, after)
  const { programme } = one
  work.record('allocation.corrected', one, { programme, before: pick(one, change), after: change, ...ended })
  if (parent !== undefined) await correctWhole(work, parent, one, decided)
  return present(await read.find(tx, actor, id, today))
}

async function shareOf(
  { tx }: Work,
  { id }: rules.Standing,
  { matching }: AllocationChange
): Promise<Matching> {
  const share = rebudget(matching, await arrivals.read(tx, id))
  if (share.budgeted === null) await arrivals.forget(tx, id)
  return share
}

/** Last day for handing it on: the term begins on the day of receipt. */
async function dueOnOf(
  { tx }: Work,
  { id, unitCode, receivedOn: before, dueOn }: rules.Standing,
  { receivedOn }: rules.Corrected
): Promise<string> {
  if (receivedOn === before) return dueOn
  const table = await timetable(tx, unitCode)
  const term = table.begin(rules.TERM, receivedOn, { pointer: '/receivedOn' })
  await restartTerm(tx, term, { kind: 'allocation', id, unitCode })
  return term.dueOn
}

/** Of the whole more or less was handed on, or the last of it on another day. */
async function correctWhole(
  work: Work,
  parent: rules.Standing,
  { id: partId, unitCode: toUnitCode, amount: before, receivedOn: on }: rules.Standing,
  { amount, more, receivedOn }: rules.Corrected
): Promise<void> {
  if (more === 0 && receivedOn === on) return
  const ended = await settle(work, parent, await store.handDown(work.tx, parent.id, more))
  work.record('allocation.part-corrected', parent, {
    ...{ programme: parent.programme, partId, toUnitCode, before: yuanOf(before), amount: yuanOf(amount) },
    ...ended
  })
}

function pick(one: rules.Standing, change: AllocationChange) {
  const { documentNo, amount, receivedOn, matchingBudgeted, matchingDueOn: dueOn } = one
  const matching = matchingBudgeted === null ? null : { budgeted: yuanOf(matchingBudgeted), dueOn }
  const all = { documentNo, amount: yuanOf(amount), receivedOn, matching }
  return Object.fromEntries(Object.keys(change).map((name) => [name, all[name as keyof AllocationChange]]))
}
