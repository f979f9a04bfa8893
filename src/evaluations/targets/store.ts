import { type RawBuilder, sql } from 'kysely'
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

/** An evaluated unit with what every reader of it needs; `seen`: whether the actor may see it. */
export function rows(
  db: Db | Tx,
  actor: Actor,
  { evaluationId, unitCode }: Asked,
  today: string,
  seen: RawBuilder<boolean> = targetSeenBy(actor)
) {
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
    .where(seen)
}

export type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>

export const standingOf = (row: Row): rules.Standing => ({
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
  const own = {
    selfValue: value?.selfValue ?? null,
    verifiedValue: verified?.verifiedValue ?? null,
    externalValue: verified?.externalValue ?? null
  }
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
    external: externalOf(verified),
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

/** The value of a third party, which brings no files and no reasons. */
export function externalOf(value: Value | undefined): EnteredValue | null {
  return entered(value?.externalValue, value?.externalAt, value?.externalBy, value?.externalText)
}

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
  await keepStill(tx, asked.evaluationId, forAll)
  const row = await rows(tx, actor, asked, today).forUpdate('evaluation_target').executeTakeFirst()
  if (row === undefined) return undefined
  return lockedOf(row, (await setOf(tx, row.setId)).items)
}

/** Keeps an evaluation in its state until the transaction ends; `forAll`: and its units from other steps. */
export async function keepStill(tx: Tx, evaluationId: string, forAll = false): Promise<void> {
  await tx
    .selectFrom('evaluation')
    .select('id')
    .where('id', '=', evaluationId)
    .$if(forAll, (query) => query.forUpdate())
    .$if(!forAll, (query) => query.forShare())
    .execute()
}

export interface Locked extends rules.Standing {
  /** The evaluation, and the evaluating unit. */
  id: string
  unitCode: string
  version: number
  target: { id: string; unitCode: string }
  setId: string
  /** The indicators that the actor may name. */
  items: readonly Indicator[]
  openObjections: number
  /** The assignment, where a third party acts. */
  evaluatorId?: string
}

export function lockedOf(row: Row, items: readonly Indicator[]): Locked {
  return {
    ...standingOf(row),
    ...{ id: row.evaluationId, unitCode: row.keeperCode, version: row.version },
    target: { id: row.id, unitCode: row.unitCode },
    ...{ setId: row.setId, items, openObjections: row.openObjections }
  }
}

/** The values of evaluated units, in no order. */
export function valuesOf(db: Db | Tx, targetIds: readonly string[]) {
  return db
    .selectFrom('evaluation_value')
    .select(columnsOf('evaluation_value', ['targetId', 'itemCode', 'score']))
    .select(columnsOf('evaluation_value', ['selfValue', 'selfText', 'selfEvidence', 'selfAt', 'selfBy']))
    .select(columnsOf('evaluation_value', ['verifiedValue', 'verifiedText', 'verifiedEvidence']))
    .select(columnsOf('evaluation_value', ['verifiedReason', 'verifiedAt', 'verifiedBy']))
    .select(columnsOf('evaluation_value', ['externalValue', 'externalText', 'externalAt', 'externalBy']))
    .select(columnsOf('evaluation_value', ['externalEvaluatorId', 'externalVersion']))
    .where('target_id', '=', sql<string>`any(${[...targetIds]}::uuid[])`)
    .execute()
}

export type Value = Awaited<ReturnType<typeof valuesOf>>[number]

const nothing = { selfValue: null, selfEvidence: [], verifiedValue: null, externalValue: null }

/** The values of one indicator so far. */
export async function valueOfItem(
  tx: Tx,
  targetId: string,
  { code, minN }: Indicator
): Promise<rules.Before> {
  const found = (await valuesOf(tx, [targetId])).find(({ itemCode }) => itemCode === code)
  const latest = (await computedOf(tx, [targetId])).find(({ itemCode }) => itemCode === code)
  const computed = latest === undefined ? null : computedValue(latest, minN)
  return { ...(found ?? nothing), computed }
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
