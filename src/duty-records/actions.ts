import { v7 as uuid } from 'uuid'
import { attach } from '../attachments/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../units/index.ts'
import * as rules from './rules.ts'
import type { DutyRecordChange, NewDutyRecord } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Puts on record what the caller's unit has done of a standing duty. */
export async function fileRecord(work: Work, wanted: NewDutyRecord): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, kind, year } = wanted
  await placeOf(tx, actor, 'duty-record', unitCode, '/unitCode')
  const { path, ...unit } = present(await unitPlace(tx, unitCode))
  if (actor.unitCode !== unitCode) throw refuse('duty-record-of-others', { values: { unit: unitCode } })
  mustBeInOffice(unit, today, '/unitCode')
  await check(work, wanted, { ...empty, ...wanted })
  const id = uuid({ msecs: now.getTime() })
  await attachTo(work, { id, unitCode, path }, wanted)
  await store.insert(tx, { ...wanted, id, filedAt: now.toISOString(), filedBy: actor.sub })
  work.record('duty-record.filed', { id, unitCode, path }, { kind, year })
  return present(await store.find(tx, actor, id, today))
}

/** Changes what the record says. It is then to be reviewed again. */
export function changeRecord(work: Work, id: string, wanted: DutyRecordChange): Promise<store.Shown> {
  return takeStep(recordSteps, work, id, 'change', async (one) => {
    await check(work, one, { ...one, ...wanted })
    await attachTo(work, one, wanted)
    const { from: fromOn, to: toOn, validYears, figures, assignments, ...rest } = wanted
    await updateRecord(work, 'duty_record', id, {
      ...rest,
      fromOn,
      toOn,
      firstYear: validYears?.from,
      lastYear: validYears?.to,
      figures: figures && JSON.stringify(figures),
      assignments: assignments && JSON.stringify(assignments),
      ...unreviewed
    })
    const changed = Object.keys(wanted)
    return { event: newEvent('duty-record.changed', { kind: one.kind, year: one.year, changed }) }
  })
}

export function withdrawRecord(work: Work, id: string, withdrawReason: string): Promise<store.Shown> {
  return takeStep(recordSteps, work, id, 'withdraw', async ({ kind, year }) => {
    const withdrawn = { withdrawnAt: work.now.toISOString(), withdrawnBy: work.actor.sub, withdrawReason }
    await updateRecord(work, 'duty_record', id, { state: rules.steps.withdraw.to, ...withdrawn })
    return { event: newEvent('duty-record.withdrawn', { kind, year, reason: withdrawReason }) }
  })
}

export function confirmRecord(work: Work, id: string): Promise<store.Shown> {
  return takeStep(recordSteps, work, id, 'confirm', async ({ kind, year }) => {
    await updateRecord(work, 'duty_record', id, {
      ...reviewed(work),
      review: 'confirmed',
      returnReason: null
    })
    return { event: newEvent('duty-record.confirmed', { kind, year }) }
  })
}

/** Returns a record to its unit. Until the unit changes it, it counts for nothing. */
export function returnRecord(work: Work, id: string, returnReason: string): Promise<store.Shown> {
  return takeStep(recordSteps, work, id, 'return', async ({ kind, year }) => {
    await updateRecord(work, 'duty_record', id, { ...reviewed(work), review: 'returned', returnReason })
    return { event: newEvent('duty-record.returned', { kind, year, reason: returnReason }) }
  })
}

/** The attachment that a record names belongs to it from then on. */
async function attachTo(
  work: Work,
  { id, unitCode, path }: { id: string; unitCode: string; path: string },
  { attachmentId }: Pick<DutyRecordChange, 'attachmentId'>
): Promise<void> {
  if (attachmentId === undefined) return
  await attach(work, attachmentId, { kind: 'duty-record', id, unitCode, path }, '/attachmentId')
}

const recordSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('duty-record-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

const empty = {
  issuedOn: null,
  from: null,
  to: null,
  validYears: null,
  localRuleId: null,
  topics: [],
  figures: {},
  assignments: []
}
const unreviewed = { review: 'open', reviewedAt: null, reviewedBy: null, returnReason: null } as const

function reviewed({ now, actor }: Work) {
  return { reviewedAt: now.toISOString(), reviewedBy: actor.sub }
}

async function check({ tx, today }: Work, { unitCode }: { unitCode: string }, content: rules.Content) {
  rules.check(content, today)
  const { localRuleId } = content
  if (localRuleId === null || (await store.hasLocalRule(tx, unitCode, localRuleId))) return
  throw refuse('duty-local-rule-unknown', { pointer: '/localRuleId' })
}
