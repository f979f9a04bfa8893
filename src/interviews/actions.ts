import { v7 as uuid } from 'uuid'
import { type Citables, cite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { yearOf } from '../platform/values/days.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { numbered } from '../platform/work/numbering.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../units/index.ts'
import * as commitments from './commitments/store.ts'
import * as rules from './rules.ts'
import type { Held, InterviewChange, NewInterview } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Calls the principal of a unit below to an interview. That unit sees the interview from now on. */
export async function callInterview(work: Work, citables: Citables, wanted: NewInterview) {
  const { tx, actor, now, today } = work
  const { intervieweeUnitCode: targetCode, causes, ...entered } = wanted
  const { unitCode, calledFor } = entered
  await placeOf(tx, actor, 'interview', unitCode, '/unitCode')
  const interviewee = await unitPlace(tx, targetCode)
  rules.call(wanted, interviewee, work)
  mustBeInOffice(interviewee, today, '/intervieweeUnitCode')
  const id = uuid({ msecs: now.getTime() })
  await cite(work, citables, { kind: 'interview', id }, causes)
  const { path } = present(await unitPlace(tx, unitCode))
  const { first, number } = numbered('interview', unitCode, yearOf(today))
  const called = { number, calledAt: now.toISOString(), calledBy: actor.sub }
  const row = { ...entered, ...called, id, path, targetCode, targetPath: interviewee.path }
  await insertRecord(tx, 'interview', row, first)
  const made = await shown(work, citables, id)
  work.record('interview.called', { id, unitCode, path }, { number: made.number, targetCode, calledFor })
  return made
}

export function changeInterview(work: Work, citables: Citables, id: string, wanted: InterviewChange) {
  return takeStep(interviewSteps(citables), work, id, 'change', async (one) => {
    const { calledFor } = wanted
    if (calledFor !== undefined) rules.checkCalledFor(calledFor, work.today)
    await updateRecord(work, 'interview', id, wanted)
    return { event: newEvent('interview.changed', { ...named(one), calledFor }) }
  })
}

/** Records the minutes and the commitments. */
export function holdInterview(work: Work, citables: Citables, id: string, held: Held) {
  return takeStep(interviewSteps(citables), work, id, 'hold', async (one) => {
    const change = rules.hold(one, held, work)
    const { heldAt, minutes, attendees } = held
    await commitments.insert(work.tx, id, held.commitments)
    await updateRecord(work, 'interview', id, {
      ...change,
      nextDueOn: change.nextDueOn ?? 'infinity',
      heldAt,
      minutes,
      attendees
    })
    const dueOn = held.commitments.map(({ dueOn }) => dueOn)
    return { event: newEvent('interview.held', { ...named(one), heldAt, dueOn }) }
  })
}

export function closeInterview(work: Work, citables: Citables, id: string) {
  return takeStep(interviewSteps(citables), work, id, 'close', async (one) => {
    const closed = { closedAt: work.now.toISOString(), closedBy: work.actor.sub }
    await updateRecord(work, 'interview', id, { state: rules.steps.close.to, ...closed })
    return { event: newEvent('interview.closed', named(one)) }
  })
}

export function cancelInterview(work: Work, citables: Citables, id: string, cancelReason: string) {
  return takeStep(interviewSteps(citables), work, id, 'cancel', async (one) => {
    const cancelled = { cancelledAt: work.now.toISOString(), cancelledBy: work.actor.sub, cancelReason }
    await updateRecord(work, 'interview', id, { state: rules.steps.cancel.to, ...cancelled })
    return { event: newEvent('interview.cancelled', named(one)) }
  })
}

/** The parts that all steps of an interview share. */
export function interviewSteps(citables: Citables): StepKind<store.Standing, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing: () => refuse('interview-not-found'),
    lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
    read: (work, id) => shown(work, citables, id)
  }
}

/** The details that every event of an interview has. */
export function named({ number, targetCode }: Pick<store.Standing, 'number' | 'targetCode'>) {
  return { number, targetCode }
}

async function shown({ tx, actor, today }: Work, citables: Citables, id: string): Promise<store.Shown> {
  return present(await store.find(tx, citables, actor, id, today))
}
