import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { seenMethod, seenPlannedOn } from '../keeping.ts'
import type { TargetQuery } from './schema.ts'
import '../tables.ts'
import { counts } from './fields.ts'

export const columns = ['targetCode', 'targetName', 'targetLevel', 'inspectionId', 'method']
  .concat('plannedOn', 'state', 'counts')
  .map((name) => ({ name }))

const order = [['target.target_code', 'text']] as const

/** The targets of a campaign by code, each with the inspection that counts, or else the latest one. */
export function list(db: Db, actor: Actor, id: string, { cursor }: TargetQuery) {
  return db
    .selectFrom('campaign_target as target')
    .innerJoin('campaign', 'campaign.id', 'target.campaign_id')
    .leftJoinLateral(
      (visits) =>
        visits
          .selectFrom('inspection')
          .select(['inspection.id', 'inspection.state'])
          .select([seenMethod(actor).as('method'), seenPlannedOn(actor).as('planned_on')])
          .select(counts.as('counts'))
          .whereRef('inspection.campaign_id', '=', 'target.campaign_id')
          .whereRef('inspection.target_code', '=', 'target.target_code')
          .where('inspection.state', '<>', 'cancelled')
          .orderBy(sql`${counts}`, 'desc')
          .orderBy('completed_at', (order) => order.desc().nullsFirst())
          .limit(1)
          .as('inspection'),
      (join) => join.onTrue()
    )
    .select(['target.target_code as targetCode', 'target_name as targetName', 'target_level as targetLevel'])
    .select(['inspection.id as inspectionId', 'inspection.method', 'planned_on as plannedOn'])
    .select(['inspection.state', 'inspection.counts'])
    .where('target.campaign_id', '=', id)
    .where(after(cursor, order))
    .orderBy('target.target_code')
}

export function count(db: Db, id: string): Promise<{ total: number }> {
  return db
    .selectFrom('campaign_target')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('campaign_id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Those of the codes that lie below a unit and exist today. */
export async function below(tx: Tx, unitCode: string, codes: readonly string[], today: string) {
  const { rows } = await sql<{ code: string }>`
    select code from unit
    where code = any(${codes}::text[]) and code <> ${unitCode}
      and ${unitCode} = any(string_to_array(path, '.'))
      and is_valid(valid_from, valid_to, ${today}::date)`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

export function insert(tx: Tx, id: string, codes: readonly string[]): Promise<number> {
  return freeze(tx, id, sql`code = any(${codes}::text[])`)
}

/** All units of a subtree that lie below the unit of the campaign, or only those of one level. */
export function insertWithin(
  tx: Tx,
  id: string,
  unitCode: string,
  { tree, level }: { tree: Subtree; level?: string },
  today: string
): Promise<number> {
  return freeze(
    tx,
    id,
    sql`${inSubtree(tree, { table: 'unit', unit: 'code' })} and code <> ${unitCode}
      and ${unitCode} = any(string_to_array(path, '.'))
      and is_valid(valid_from, valid_to, ${today}::date)
      and level = coalesce(${level ?? null}::text, level)`
  )
}

async function freeze(tx: Tx, id: string, which: RawBuilder<unknown>): Promise<number> {
  const made = await sql`
    insert into campaign_target (campaign_id, target_code, target_name, target_level)
    select ${id}::uuid, code, name, level from unit where ${which}`.execute(tx)
  return Number(made.numAffectedRows)
}

/**
 * The target of a campaign, and whether an inspection already counts for it; undefined if it is no target.
 */
export async function named(tx: Tx, id: string, code: string): Promise<{ isDone: boolean } | undefined> {
  const { rows } = await sql<{ isDone: boolean }>`
    select exists (
      select from inspection where inspection.campaign_id = target.campaign_id
        and inspection.target_code = target.target_code and ${counts}
    ) as "isDone"
    from campaign_target as target join campaign on campaign.id = target.campaign_id
    where target.campaign_id = ${id} and target.target_code = ${code}`.execute(tx)
  return rows[0]
}
