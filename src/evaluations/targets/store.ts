import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { computedValue } from '../computing/rules.ts'
import { type Computed, computedOf } from '../computing/store.ts'
import { rounded } from '../scoring/fraction.ts'
import { setOf } from '../store.ts'
import type { Indicator } from '../tables.ts'
import { targetSeenBy } from '../visibility.ts'
import { details, type EnteredValue, item } from './fields.ts'
import * as rules from './rules.ts'

/** What is asked: the evaluation, and one of its units. */
export interface Asked {
  evaluationId: string
  unitCode: string
}

function rows(db: Db | Tx, actor: Actor, { evaluationId, unitCode }: Asked, today: string) {
  const viewer = { ...actor, today }
  return db
    .selectFrom('evaluation_target')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_target.evaluation_id')
    .innerJoin('unit', 'unit.code', 'evaluation_target.unit_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select(['evaluation_target.version', 'evaluation.state', 'evaluation.path'])
    .select(columnsOf('evaluation', ['setId', 'verificationAt', 'scoredAt']))
    .select([
      'evaluation.unit_code as keeperCode',
      sql<string>`unit_acting(evaluation.unit_code)`.as('acting'),
      sql<string>`unit_acting(evaluation_target.unit_code)`.as('targetActing')
    ])
    .where('evaluation_target.evaluation_id', '=', evaluationId)
    .where('evaluation_target.unit_code', '=', unitCode)
    .where(targetSeenBy(actor))
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>

const standingOf = (row: Row): rules.Standing => ({
  ...row,
  isVetoed: row.vetoedAt !== null,
  isScored: row.scoredAt !== null
})

/** An evaluated unit with the values that the actor may see. */
export async function find(db: Db | Tx, actor: Actor, asked: Asked, today: string) {
  const row = await rows(db, actor, asked, today).executeTakeFirst()
  if (row === undefined) return undefined
  const { keeps, state, path, setId, verificationAt, scoredAt, keeperCode, acting, targetActing, ...own } =
    row
  const { items } = await setOf(db, setId)
  const isVerifiedSeen = keeps || verificationAt !== null
  const values = new Map((await valuesOf(db, [row.id])).map((one) => [one.itemCode, one]))
  const computed = Map.groupBy(await computedOf(db, [row.id]), ({ itemCode }) => itemCode)
  return {
    ...own,
    values: items.map((one) =>
      shownValue(one, values.get(one.code), computed.get(one.code) ?? [], isVerifiedSeen)
    ),
    objections: await objectionsOf(db, row.id),
    actions: actionsOf(rules, standingOf(row), actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** What was verified and computed is shown to the unit once the verification has begun. */
function shownValue(
  { code, dimension, name, weight, minN }: Indicator,
  value: Value | undefined,
  computations: readonly Computed[],
  isVerifiedSeen: boolean
) {
  const verified = isVerifiedSeen ? value : undefined
  const computed = isVerifiedSeen ? computations : []
  const latest = computed[0] === undefined ? null : computedValue(computed[0], minN)
  const own = { selfValue: value?.selfValue ?? null, verifiedValue: verified?.verifiedValue ?? null }
  const counted = rules.countedOf(own, latest)
  return {
    ...{ item: code, dimension, name, weight },
    self: entered(value?.selfValue, value?.selfAt, value?.selfBy, value?.selfText, value?.selfEvidence),
    verified: entered(
      ...([verified?.verifiedValue, verified?.verifiedAt, verified?.verifiedBy] as const),
      verified?.verifiedText,
      verified?.verifiedEvidence,
      verified?.verifiedReason
    ),
    computed: computed.map(({ n: version, numerator, denominator, asOf, computedAt, contentHash }) => {
      const share = computedValue({ numerator, denominator }, minN)
      const numbers = { version, numerator: Number(numerator), denominator: Number(denominator) }
      return { ...numbers, value: share && rounded(share, 4), asOf, computedAt, contentHash }
    }),
    counted: counted && rules.shownValueOf(counted),
    score: value?.score ?? null
  }
}

type Maybe = string | null | undefined

function entered(
  value: Maybe,
  at: Maybe,
  by: Maybe,
  text: Maybe,
  evidence: string[] = [],
  reason: Maybe = null
): EnteredValue | null {
  if (value == null || at == null || by == null) return null
  return { value, at, by, text: text ?? null, evidence, reason: reason ?? null }
}

/**
 * Locks an evaluated unit for a step; its evaluation stays in its state meanwhile. `forAll`: the step scores
 * all units again, so no other step may hold one of them.
 */
export async function lock(tx: Tx, actor: Actor, asked: Asked, today: string, forAll: boolean) {
  const locked = await tx
    .selectFrom('evaluation')
    .select('id')
    .where('id', '=', asked.evaluationId)
    .$if(forAll, (query) => query.forUpdate())
    .$if(!forAll, (query) => query.forShare())
    .executeTakeFirst()
  if (locked === undefined) return undefined
  const row = await rows(tx, actor, asked, today).forUpdate('evaluation_target').executeTakeFirst()
  if (row === undefined) return undefined
  const { items } = await setOf(tx, row.setId)
  return {
    ...standingOf(row),
    ...{ id: asked.evaluationId, unitCode: row.keeperCode, version: row.version },
    target: { id: row.id, unitCode: row.unitCode },
    ...{ setId: row.setId, items, openObjections: row.openObjections }
  }
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The values of evaluated units, in no order. */
export function valuesOf(db: Db | Tx, targetIds: readonly string[]) {
  return db
    .selectFrom('evaluation_value')
    .select(columnsOf('evaluation_value', ['targetId', 'itemCode', 'score']))
    .select(columnsOf('evaluation_value', ['selfValue', 'selfText', 'selfEvidence', 'selfAt', 'selfBy']))
    .select(columnsOf('evaluation_value', ['verifiedValue', 'verifiedText', 'verifiedEvidence']))
    .select(columnsOf('evaluation_value', ['verifiedReason', 'verifiedAt', 'verifiedBy']))
    .where('target_id', '=', sql<string>`any(${[...targetIds]}::uuid[])`)
    .execute()
}

export type Value = Awaited<ReturnType<typeof valuesOf>>[number]

/** The values of one indicator so far. */
export async function valueOfItem(
  tx: Tx,
  targetId: string,
  { code, minN }: Indicator
): Promise<rules.Before> {
  const found = (await valuesOf(tx, [targetId])).find(({ itemCode }) => itemCode === code)
  const latest = (await computedOf(tx, [targetId])).find(({ itemCode }) => itemCode === code)
  const computed = latest === undefined ? null : computedValue(latest, minN)
  return { ...(found ?? { selfValue: null, selfEvidence: [], verifiedValue: null }), computed }
}

export interface Entry {
  targetId: string
  itemCode: string
  value: string
  text: string | null
  evidence: readonly string[] | undefined
  reason: string | null
  at: string
  by: string
}

/** Writes what the evaluated unit enters; evidence that is not named stays. */
export async function putSelf(
  tx: Tx,
  { targetId, itemCode, value, text, evidence, at, by }: Entry
): Promise<void> {
  await sql`
    insert into evaluation_value
      (target_id, item_code, self_value, self_text, self_evidence, self_at, self_by)
    values (${targetId}, ${itemCode}, ${value}, ${text}, coalesce(${evidence ?? null}::uuid[], '{}'),
      ${at}, ${by})
    on conflict (target_id, item_code) do update set
      self_value = excluded.self_value, self_text = excluded.self_text, self_at = excluded.self_at,
      self_by = excluded.self_by,
      self_evidence = coalesce(${evidence ?? null}::uuid[], evaluation_value.self_evidence)`.execute(tx)
}

/** Writes what the evaluating unit verified; evidence that is not named stays. */
export async function putVerified(tx: Tx, entry: Entry): Promise<void> {
  const { targetId, itemCode, value, text, evidence, reason, at, by } = entry
  await sql`
    insert into evaluation_value (target_id, item_code, verified_value, verified_text, verified_evidence,
      verified_reason, verified_at, verified_by)
    values (${targetId}, ${itemCode}, ${value}, ${text}, coalesce(${evidence ?? null}::uuid[], '{}'),
      ${reason}, ${at}, ${by})
    on conflict (target_id, item_code) do update set
      verified_value = excluded.verified_value, verified_text = excluded.verified_text,
      verified_reason = excluded.verified_reason, verified_at = excluded.verified_at,
      verified_by = excluded.verified_by,
      verified_evidence = coalesce(${evidence ?? null}::uuid[], evaluation_value.verified_evidence)`.execute(
    tx
  )
}

export function objectionsOf(db: Db | Tx, targetId: string) {
  return db
    .selectFrom('evaluation_objection')
    .select(columnsOf('evaluation_objection', ['n', 'text', 'madeAt', 'madeBy', 'outcome', 'reason']))
    .select(columnsOf('evaluation_objection', ['decidedAt', 'decidedBy']))
    .select('item_code as item')
    .where('target_id', '=', targetId)
    .orderBy('n')
    .execute()
}
