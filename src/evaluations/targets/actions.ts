import { sql } from 'kysely'
import { attach } from '../../attachments/index.ts'
import { isOutside } from '../../platform/access/permissions.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { findAssigned, lockAssigned } from '../evaluators/assigned.ts'
import type { Indicator } from '../tables.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type {
  EvaluationObjectionDecision,
  EvaluationValueEntry,
  EvaluationVeto,
  NewEvaluationObjection
} from './schema.ts'
import { scoreAll } from './scoring.ts'
import * as store from './store.ts'
import * as writes from './writes.ts'

/** Enters the value of an indicator: the unit its own, or the evaluating unit the one that counts. */
export function putValue(work: Work, asked: store.Asked & { item: string }, wanted: EvaluationValueEntry) {
  const which = (one: store.Locked) => rules.entering(one, work.actor)
  return takeStep(kindOf(asked), work, asked.evaluationId, which, async (one, step) => {
    const item = itemOf(one, asked.item, '{item}')
    const before = await store.valueOfItem(work.tx, one.target.id, item)
    await attachAll(work, one, wanted.evidence ?? [])
    const { value, text = null, evidence, reason = null } = wanted
    const entry = { value, text, evidence, reason, targetId: one.target.id, itemCode: item.code }
    const entered = { ...entry, at: work.now.toISOString(), by: work.actor.sub }
    if (step === 'rate') {
      rules.checkMeasure(item, value)
      await writes.putExternal(work.tx, entered, one.evaluatorId)
    } else if (step === 'assess') {
      rules.assess(item, before, wanted)
      await writes.putSelf(work.tx, entered)
    } else {
      rules.judge(item, before, wanted)
      await writes.putVerified(work.tx, entered)
    }
    await updateRecord(work, 'evaluation_target', one.target.id)
    return { event: valueChanged(one, item.code, sides[step], value) }
  })
}

/** Objects to a value, in the name of the evaluated unit. */
export function object(work: Work, asked: store.Asked, wanted: NewEvaluationObjection) {
  return takeStep(kindOf(asked), work, asked.evaluationId, 'object', async (one) => {
    const { code } = itemOf(one, wanted.item, '/item')
    const targetId = one.target.id
    const n = sql<number>`(select count(*) + 1 from evaluation_objection where target_id = ${targetId})`
    const made = { madeAt: work.now.toISOString(), madeBy: work.actor.sub }
    await insertRecord(work.tx, 'evaluation_objection', {
      ...{ targetId, n, itemCode: code, text: wanted.text },
      ...made
    })
    await updateRecord(work, 'evaluation_target', targetId, { objections: one.openObjections + 1 })
    return { event: newEvent('evaluation.objected', { targetCode: one.target.unitCode, item: code }) }
  })
}

/** Decides on an objection. Where it is upheld, the new value counts; what was scored is scored again. */
export function decide(work: Work, asked: store.Asked & { n: number }, wanted: EvaluationObjectionDecision) {
  return takeStep(kindOf(asked, true), work, asked.evaluationId, 'decide', async (one) => {
    const { tx, now, actor } = work
    const targetId = one.target.id
    const objection = (await store.objectionsOf(tx, targetId)).find(({ n }) => n === asked.n)
    if (objection === undefined) throw refuse('evaluation-objection-not-found', { pointer: '{n}' })
    if (objection.outcome !== null) throw refuse('evaluation-objection-decided')
    const { outcome, reason, value } = wanted
    rules.decide({ outcome, ...(value !== undefined && { value }) })
    const decided = { at: now.toISOString(), by: actor.sub }
    await sql`
      update evaluation_objection set outcome = ${outcome}, reason = ${reason}, decided_at = ${decided.at},
        decided_by = ${decided.by}
      where target_id = ${targetId} and n = ${asked.n}`.execute(tx)
    if (value !== undefined) {
      const item = itemOf(one, objection.item, '{n}')
      rules.checkMeasure(item, value)
      const entry = { text: null, evidence: undefined, reason, targetId, itemCode: item.code }
      await writes.putVerified(tx, { ...entry, ...decided, value })
    }
    await updateRecord(work, 'evaluation_target', targetId, { objections: one.openObjections - 1 })
    if (value !== undefined && one.isScored) await scoreAll(work, one)
    const details = { targetCode: one.target.unitCode, item: objection.item, outcome }
    return { event: newEvent('evaluation.objection-decided', details) }
  })
}

/** A leader's veto: the unit is unqualified whatever its total, and all are ranked again. */
export function veto(work: Work, asked: store.Asked, { reason, clauseId }: EvaluationVeto) {
  return takeStep(kindOf(asked, true), work, asked.evaluationId, 'veto', async (one) => {
    const vetoed = { vetoedAt: work.now.toISOString(), vetoedBy: work.actor.sub }
    const result = { outcome: 'vetoed', grade: 'unqualified', rank: null } as const
    await updateRecord(work, 'evaluation_target', one.target.id, {
      ...vetoed,
      ...result,
      vetoReason: reason,
      vetoClause: clauseId ?? null
    })
    await scoreAll(work, one)
    return { event: newEvent('evaluation.vetoed', { targetCode: one.target.unitCode, reason }) }
  })
}

type Side = (typeof sides)[keyof typeof sides]
const sides = { assess: 'self', judge: 'verified', rate: 'external' } as const

function valueChanged(one: store.Locked, item: string, side: Side, value: string) {
  return newEvent('evaluation.value-changed', { targetCode: one.target.unitCode, item, side, value })
}

function itemOf({ items }: store.Locked, code: string, pointer: string): Indicator {
  const item = items.find((one) => one.code === code)
  if (item === undefined) throw refuse('evaluation-item-unknown', { pointer })
  return item
}

/** The files belong to the evaluated unit: of other units nobody sees them. */
async function attachAll(work: Work, { target }: store.Locked, evidence: readonly string[]): Promise<void> {
  if (evidence.length === 0) return
  const { path } = present(await unitPlace(work.tx, target.unitCode))
  for (const [n, id] of evidence.entries()) {
    await attach(work, id, { kind: 'evaluation-target', ...target, path }, `/evidence/${n}`)
  }
}

function kindOf(asked: store.Asked, forAll = false): StepKind<store.Locked, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing: () => refuse('evaluation-target-not-found'),
    lock: ({ tx, actor, today }) =>
      isOutside(actor) ? lockAssigned(tx, actor, asked, today) : store.lock(tx, actor, asked, today, forAll),
    read: ({ tx, actor, today }) =>
      isOutside(actor) ? findAssigned(tx, actor, asked, today) : store.find(tx, actor, asked, today)
  }
}
