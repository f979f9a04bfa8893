import { v7 as uuid } from 'uuid'
import { type Citables, cite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { yearOf } from '../platform/values/days.ts'
import type { Work } from '../platform/work/work.ts'
import { mustBeInOffice, type Place, unitPlace } from '../units/index.ts'
import * as commitments from './commitments/store.ts'
import * as rules from './rules.ts'
import type { Held, InterviewChange, NewInterview } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Calls the principal of a unit below to an interview. From now on that unit sees it. */
export async function callInterview(work: Work, citables: Citables, wanted: NewInterview) {
  const { tx, actor, now, today } = work
  const { unitCode, intervieweeUnitCode: targetCode, reason, causes, calledFor } = wanted
  await placeOf(tx, actor, 'interview', unitCode, '/unitCode')
  const interviewee = await unitPlace(tx, targetCode)
  rules.call(wanted, interviewee, work)
  mustBeInOffice(interviewee as Place, today, '/intervieweeUnitCode')
  const id = uuid({ msecs: now.getTime() })
  await cite(work, citables, { kind: 'interview', id }, causes)
  const { path } = (await unitPlace(tx, unitCode)) as Place
  const { path: targetPath } = interviewee as Place
  const called = { calledAt: now.toISOString(), calledBy: actor.sub, year: yearOf(today) }
  const row = { id, unitCode, path, targetCode, targetPath, reason, calledFor, ...called }
  const number = await store.insert(tx, row)
  work.record('interview.called', { id, unitCode, path }, { number, targetCode, calledFor })
  return shown(work, citables, id)
}

export function changeInterview(work: Work, citables: Citables, id: string, wanted: InterviewChange) {
  return taken(work, citables, id, 'interview.changed', async (one) => {
    rules.change(one, wanted, work.actor, work)
    await store.update(work.tx, id, wanted)
    return { calledFor: wanted.calledFor }
  })
}

/** Puts on record what was said and promised. */
export function holdInterview(work: Work, citables: Citables, id: string, held: Held) {
  return taken(work, citables, id, 'interview.held', async (one) => {
    const change = rules.hold(one, held, work.actor, work)
    const { heldAt, minutes, attendees } = held
    await commitments.insert(work.tx, id, held.commitments)
    await store.update(work.tx, id, { ...change, heldAt, minutes, attendees })
    return { heldAt, dueOn: held.commitments.map(({ dueOn }) => dueOn) }
  })
}

export function closeInterview(work: Work, citables: Citables, id: string) {
  return taken(work, citables, id, 'interview.closed', async (one) => {
    await store.update(work.tx, id, rules.close(one, work.actor, work))
    return {}
  })
}

export function cancelInterview(work: Work, citables: Citables, id: string, reason: string) {
  return taken(work, citables, id, 'interview.cancelled', async (one) => {
    await store.update(work.tx, id, rules.cancel(one, reason, work.actor, work))
    return {}
  })
}

/** Takes one step: locks the interview, lets `decide` write what follows, and records what it tells. */
export async function taken(
  work: Work,
  citables: Citables,
  id: string,
  event: string,
  decide: (one: store.Standing) => Promise<Record<string, unknown>>
): Promise<store.Versioned> {
  const one = await store.lock(work.tx, work.actor, id)
  if (one === undefined) throw refuse('interview-not-found')
  work.match(one.version)
  const told = await decide(one)
  const { unitCode, path, number, targetCode } = one
  work.record(event, { id, unitCode, path }, { number, targetCode, ...told })
  return shown(work, citables, id)
}

async function shown({ tx, actor, today }: Work, citables: Citables, id: string): Promise<store.Versioned> {
  return (await store.find(tx, citables, actor, id, today)) as store.Versioned
}
