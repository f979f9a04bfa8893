import type { NewEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep as take } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, type StoredTerm, timetable } from '../../terms/index.ts'
import * as parts from '../parts.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { isRecorded, nextDueOn } from '../term-rules.ts'
import { refuse, type State } from '../vocabulary.ts'

/** A case that a step has locked, with its terms. */
export interface LockedCase {
  one: rules.Standing
  terms: readonly StoredTerm[]
}

/** The effects of a step in addition to the change of state. */
export interface Effect {
  change?: store.CaseChange
  /** Rules whose running terms end, by default today (`metOn`). */
  meet?: readonly string[]
  metOn?: string
  /** Terms that begin, for the unit that must keep them. */
  begin?: readonly { rule: string; startedOn: string; unitCode: string }[]
  decision?: rules.Decision
  /** The event of the step. It names codes and the reason, never the reporter. */
  event: (step: StepPayload) => NewEvent
  /** Further writes of the step. */
  also?: () => Promise<void>
}

/** The parts that all steps of a case share. */
const kind: StepKind<rules.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('case-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  // The answer shows the case to the person who took the step, even if it has left their unit.
  read: ({ tx, actor, today }, id) => store.whole(tx, actor, id, today)
}

/** What the event of a step says of the case: the states, where they differ, and the terms that ended. */
interface StepPayload {
  from?: State
  to?: State
  terms: { rule: string; dueOn: string; metOn: string; isMet: boolean }[]
}

/** Takes one step: `decide` returns the effects, which are written with the terms and the event. */
export function takeStep(
  work: Work,
  id: string,
  name: rules.StepName | ((one: rules.Standing) => rules.StepName),
  decide: (file: LockedCase) => Effect | Promise<Effect>
): Promise<store.Shown> {
  return take(kind, work, id, name, async (one, step) => {
    const terms = await store.termsOfCase(work.tx, id)
    const effect = await decide({ one, terms })
    const ended = await write(work, { one, terms }, effect)
    const dueOn = nextDueOn(await store.termsOfCase(work.tx, id))
    const after = rules.stateAfter(step)
    await store.update(work, id, { ...after, ...effect.change, nextDueOn: dueOn })
    const { unitCode = one.unitCode, path = one.path } = effect.change ?? {}
    const states = after.state === undefined ? {} : { from: one.state, to: after.state }
    return { event: effect.event({ ...states, terms: ended }), subject: { id, unitCode, path } }
  })
}

/** Writes the effects of a step. Returns the terms that it ended, each with whether it was met in time. */
async function write({ tx, actor, today }: Work, { one, terms }: LockedCase, effect: Effect) {
  const { meet = [], metOn = today, begin = [], decision } = effect
  const ended = terms.filter(({ rule, metOn }) => metOn === null && meet.includes(rule))
  if (ended.length > 0) await meetTerms(tx, 'case', one.id, meet, metOn)
  for (const { rule, startedOn, unitCode } of begin) {
    const table = await timetable(tx, unitCode)
    await insertTerms(tx, [table.begin(rule, startedOn)], { kind: 'case', id: one.id, unitCode })
  }
  if (decision !== undefined) await parts.insertDecision(tx, one.id, decision, today, actor.sub)
  await effect.also?.()
  return ended
    .filter((term) => isRecorded(term, metOn))
    .map(({ rule, dueOn }) => ({ rule, dueOn, metOn, isMet: metOn <= dueOn }))
}
