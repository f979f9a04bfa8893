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
  change?: store.Change
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

/**
 * Takes one step: locks the case, lets `decide` say what follows, writes it with its terms and records it as
 * `case.{event}` with the terms that it met or missed.
 */
export async function takeStep(
  work: Work,
  id: string,
  name: rules.StepName | ((one: rules.Standing) => rules.StepName),
  event: string,
  decide: (locked: LockedCase) => Effect | Promise<Effect> = () => ({})
): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const one = await store.lock(tx, actor, id)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  const step = rules.take(typeof name === 'string' ? name : name(one), one, actor)
  const terms = await store.termsOfCase(tx, id)
  const effect = await decide({ one, terms })
  const ended = await write(work, { one, terms }, effect)
  const dueOn = nextDueOn(await store.termsOfCase(tx, id))
  await store.update(tx, id, { ...step, ...effect.change, nextDueOn: dueOn })
  const to = { ...(step.state === undefined ? {} : { from: one.state, to: step.state }) }
  const place = {
    id,
    unitCode: effect.change?.unitCode ?? one.unitCode,
    path: effect.change?.path ?? one.path
  }
  work.record(`case.${event}`, place, { ...to, ...effect.details, terms: ended })
  // Whoever took the step is shown what came of it, even where the case has left his unit.
  return (await store.whole(tx, actor, id, today)) as store.Versioned
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
