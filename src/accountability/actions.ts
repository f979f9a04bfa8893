import { v7 as uuid } from 'uuid'
import { type Citables, cite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import type { Work } from '../platform/work/work.ts'
import { sanctionOf } from '../policy/index.ts'
import { type Place, unitPlace } from '../units/index.ts'
import * as rules from './rules.ts'
import type { Lift, NewRecord } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Records who is responsible for a failure, for how long a sanction lasts, and any referral. */
export async function decide(work: Work, citables: Citables, wanted: NewRecord): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const { unitCode, subjectUnitCode: targetCode, subject, person, share, nature, outcome } = wanted
  await placeOf(tx, actor, 'accountability-record', unitCode, '/unitCode')
  const failing = await unitPlace(tx, targetCode)
  rules.decide(wanted, failing, today)
  const id = uuid({ msecs: now.getTime() })
  await cite(work, citables, { kind: 'accountability-record', id }, wanted.causes)
  const { until, clauseId } = rules.until(outcome, sanctionOf(outcome.kind, outcome.decidedOn))
  const { path } = (await unitPlace(tx, unitCode)) as Place
  await store.insert(tx, {
    id,
    unit_code: unitCode,
    path,
    target_code: targetCode,
    target_path: (failing as Place).path,
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
  return (await store.find(tx, citables, actor, id)) as store.Versioned
}

/** Lifts a decision. The record is kept and shows that it was lifted. */
export async function lift(work: Work, citables: Citables, id: string, wanted: Lift) {
  const { tx, actor, today } = work
  const one = await store.lock(tx, actor, id)
  if (one === undefined) throw refuse('accountability-record-not-found')
  work.match(one.version)
  await store.lift(tx, id, rules.lift(one, wanted, actor, today))
  const { unitCode, path, targetCode } = one
  work.record('accountability-record.lifted', { id, unitCode, path }, { targetCode, on: wanted.on })
  return (await store.find(tx, citables, actor, id)) as store.Versioned
}
