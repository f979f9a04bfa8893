import { v7 as uuid } from 'uuid'
import { type Citables, cite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { updateRecord } from '../platform/database/records.ts'
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
  const { unitCode, subjectUnitCode: targetCode, subject, person, share, nature, outcome } = wanted
  await placeOf(tx, actor, 'accountability-record', unitCode, '/unitCode')
  const failing = await unitPlace(tx, targetCode)
  rules.decide(wanted, failing, today)
  const id = uuid({ msecs: now.getTime() })
  await cite(work, citables, { kind: 'accountability-record', id }, wanted.causes)
  const { until, clauseId } = rules.until(outcome, sanctionOf(outcome.kind, outcome.decidedOn))
  const { path } = present(await unitPlace(tx, unitCode))
  await store.insert(tx, {
    id,
    unit_code: unitCode,
    path,
    target_code: targetCode,
    target_path: failing.path,
    subject,
    person,
    person_name: wanted.personName ?? null,
    share,
    nature,
    outcome: outcome.kind,
    measure: outcome.measure ?? null,
    decided_on: outcome.decidedOn,
    until,
    clause_id: clauseId,
    receiver: wanted.referral?.receiver ?? null,
    receiver_name: wanted.referral?.receiverName ?? null,
    referred_on: wanted.referral?.referredOn ?? null,
    facts: wanted.facts,
    created_at: now.toISOString(),
    created_by: actor.sub
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
