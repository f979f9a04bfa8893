import { type StepKind, takeStep as take } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, type StoredTerm, timetable } from '../../terms/index.ts'
import * as parts from '../parts.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { isTold, nextDueOn } from '../term-rules.ts'
import { refuse } from '../vocabulary.ts'

/** A case that a step has locked, with its terms. */
export interface LockedCase {
  one: rules.Standing
  terms: readonly StoredTerm[]
}

/** What a step changes, beside what the transition table says. */
export interface Effect {
  change?: store.CaseChange
  /** Rules whose running terms end, today unless `metOn` says another day. */
  meet?: readonly string[]
  metOn?: string
  /** Terms that begin, for the unit that must keep them. */
  begin?: readonly { rule: string; startedOn: string; unitCode: string }[]
  decision?: rules.Decision
  /** Goes into the audit line and the timeline: codes and the reason, never the reporter. */
  details?: Record<string, unknown>
  /** For those of the step's own writes that are not listed above. */
  also?: () => Promise<void>
}

/** What every step of a case has in common. */
const kind: StepKind<rules.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('case-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  // Whoever took the step is shown what came of it, even where the case has left their unit.
  read: async ({ tx, actor, today }, id) => (await store.whole(tx, actor, id, today)) as store.Shown
}

/**
 * Takes one step: `decide` says what follows; that is written with its terms, and recorded as `case.{event}`
 * with the terms that it met or missed.
 */
export function takeStep(
  work: Work,
  id: string,
  name: rules.StepName | ((one: rules.Standing) => rules.StepName),
  event: string,
  decide: (file: LockedCase) => Effect | Promise<Effect> = () => ({})
): Promise<store.Shown> {
  return take(kind, work, id, name, async (one, step) => {
    const terms = await store.termsOfCase(work.tx, id)
    const effect = await decide({ one, terms })
    const ended = await write(work, { one, terms }, effect)
    const dueOn = nextDueOn(await store.termsOfCase(work.tx, id))
    const after = rules.stateAfter(step)
    await store.update(work, id, { ...after, ...effect.change, nextDueOn: dueOn })
    const { unitCode = one.unitCode, path = one.path } = effect.change ?? {}
    const to = after.state === undefined ? {} : { from: one.state, to: after.state }
    return {
      event: `case.${event}`,
      subject: { id, unitCode, path },
      details: { ...to, ...effect.details, terms: ended }
    }
  })
}

/** Writes what belongs to the case; gives the terms that the step ended, and whether in time. */
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
    .filter((term) => isTold(term, metOn))
    .map(({ rule, dueOn }) => ({ rule, dueOn, metOn, isMet: metOn <= dueOn }))
}
