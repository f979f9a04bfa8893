import { v7 as uuid } from 'uuid'
import { type Citables, cite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { sanctionOf } from '../policy/index.ts'
import { unitPlace } from '../units/index.ts'
import * as rules from './rules.ts'
import type { Lift, NewRecord } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Records who is responsible for a failure, for how long a sanction lasts, and any referral. */
export async function decide(work: Work, citables: Citables, wanted: NewRecord): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { subjectUnitCode: targetCode, outcome, referral, causes, ...entered } = wanted
  const { unitCode, subject, person, share, nature } = entered
  await placeOf(tx, actor, 'accountability-record', unitCode, '/unitCode')
  const failing = await unitPlace(tx, targetCode)
  rules.decide(wanted, failing, today)
  const id = uuid({ msecs: now.getTime() })
  await cite(work, citables, { kind: 'accountability-record', id }, causes)
  const { until, clauseId } = rules.until(outcome, sanctionOf(outcome.kind, outcome.decidedOn))
  const { path } = present(await unitPlace(tx, unitCode))
  const { kind, measure, decidedOn } = outcome
  await insertRecord(tx, 'accountability_record', {
    ...entered,
    ...referral,
    id,
    path,
    targetCode,
    targetPath: failing.path,
    outcome: kind,
    measure,
    decidedOn,
    until,
    clauseId,
    createdAt: now.toISOString(),
    createdBy: actor.sub
  })
  const details = { targetCode, subject, person, share, nature, outcome: { ...outcome, until } }
  work.record('accountability-record.decided', { id, unitCode, path }, details)
  return present(await store.find(tx, citables, actor, id, today))
}

/** Lifts a decision. The record is kept and shows that it was lifted. */
export function lift(work: Work, citables: Citables, id: string, wanted: Lift) {
  return takeStep(recordSteps(citables), work, id, 'lift', async (one) => {
    await updateRecord(work, 'accountability_record', id, rules.lift(one, wanted, work.actor, work.today))
    const { targetCode } = one
    return { event: newEvent('accountability-record.lifted', { targetCode, on: wanted.on }) }
  })
}

function recordSteps(citables: Citables): StepKind<store.Standing, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing: () => refuse('accountability-record-not-found'),
    lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
    read: ({ tx, actor, today }, id) => store.find(tx, citables, actor, id, today)
  }
}
