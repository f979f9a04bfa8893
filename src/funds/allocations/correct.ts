import { present } from '../../platform/database/present.ts'
import { yuanOf } from '../../platform/values/money.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { restartTerm, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { allocationSteps } from './actions.ts'
import * as arrivals from './arrivals.ts'
import { settle } from './flow.ts'
import { type Matching, rebudget } from './matching-rules.ts'
import type * as read from './read.ts'
import * as rules from './rules.ts'
import type { AllocationChange } from './schema.ts'
import * as store from './store.ts'

/**
 * Corrects a receipt that was entered wrongly. The amounts left and the terms follow, here and in the whole.
 */
export function correct(work: Work, id: string, change: AllocationChange): Promise<read.Shown> {
  return takeStep(correctionSteps, work, id, 'correct', async (one) => {
    const { parent, programme } = one
    const unit = present(await unitPlace(work.tx, one.unitCode))
    const decided = rules.correct({ one, parent, unit }, change, work.today)
    const share = change.matching === undefined ? undefined : await shareOf(work, one, change)
    const dueOn = await dueOnOf(work, one, decided)
    const ended = await settle(work, one, await store.correct(work, one, { ...decided, dueOn }, share))
    if (parent !== undefined) await correctWhole(work, parent, one, decided)
    const details = { programme, before: pick(one, change), after: change, ...ended }
    return { event: newEvent('allocation.corrected', details) }
  })
}

/** A correction locks the whole as well, since its figures change. */
const correctionSteps: StepKind<store.WithWhole, rules.StepName, read.Shown> = {
  ...allocationSteps,
  lock: ({ tx, actor }, id) => store.lockWithWhole(tx, actor, id)
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

/** The last day for allocating it on: the term begins on the day of receipt. */
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

/** Corrects the whole: more or less was allocated on, or its last part left on another day. */
async function correctWhole(
  work: Work,
  parent: rules.Standing,
  { id: partId, unitCode: toUnitCode, amount: before, receivedOn: on }: rules.Standing,
  { amount, more, receivedOn }: rules.Corrected
): Promise<void> {
  if (more === 0 && receivedOn === on) return
  const ended = await settle(work, parent, await store.handDown(work, parent.id, more))
  work.record('allocation.part-corrected', parent, {
    programme: parent.programme,
    partId,
    toUnitCode,
    before: yuanOf(before),
    amount: yuanOf(amount),
    ...ended
  })
}

function pick(one: rules.Standing, change: AllocationChange) {
  const { documentNo, amount, receivedOn, matchingBudgeted, matchingDueOn: dueOn } = one
  const matching = matchingBudgeted === null ? null : { budgeted: yuanOf(matchingBudgeted), dueOn }
  const all = { documentNo, amount: yuanOf(amount), receivedOn, matching }
  return Object.fromEntries(Object.keys(change).map((name) => [name, all[name as keyof AllocationChange]]))
}
