import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import { keeper, keeperPath, seenBy } from './visibility.ts'
import '../tables.ts'

/** What a step needs to know of a referral; its unit and place are those of its keeper. */
const standing = [
  ...columnsOf('case_referral', ['id', 'caseId', 'findingId', 'fundCheckId', 'version']),
  ...columnsOf('case_referral', ['referredOn', 'receivedOn', 'outcomeOn']),
  keeper.as('unitCode'),
  keeperPath.as('path')
] as const

function referrals(db: Db | Tx) {
  return db.selectFrom('case_referral').leftJoin('petition_case', 'petition_case.id', 'case_referral.case_id')
}

export function find(db: Db, actor: Actor, id: string, today: string) {
  return whole(db, actor, id, today, seenBy(actor))
}

/** A referral with its term, without a check of visibility: for the answer to a step that was allowed. */
export async function whole(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string,
  condition: RawBuilder<boolean> = sql<boolean>`true`
) {
  const row = await referrals(db)
    .select([...standing, ...item.select({ ...actor, today })])
    .where('case_referral.id', '=', id)
    .where(condition)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'referral', [id])).get(id) ?? []
  return {
    ...row,
    terms: terms.map((term) => termOnWire(term, today)),
    actions: actionsOf(rules, row, actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof whole>>>

/** Locks a referral with its place, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return referrals(tx)
    .select(standing)
    .where('case_referral.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('case_referral')
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
