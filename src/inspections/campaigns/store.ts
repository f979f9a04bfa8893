import { expressionBuilder, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db, Tables } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { actingShown } from '../../units/index.ts'
import type { Standing } from './rules.ts'
import type { Campaign, CampaignItem, CampaignQuery } from './schema.ts'
import '../tables.ts'

const wire = [
  'campaign.id',
  'campaign.unit_code as unitCode',
  'unit.name as unitName',
  ...actingShown(),
  'campaign.topic',
  'campaign.text',
  'campaign.period_from as from',
  'campaign.period_to as to',
  'campaign.state',
  'campaign.created_at as createdAt',
  'campaign.closed_at as closedAt'
] as const

export const columns = Object.entries({
  id: 0,
  unitCode: 0,
  unitName: 1,
  topic: 1,
  text: 1,
  from: 0,
  to: 0,
  state: 0,
  createdAt: 0,
  closedAt: 0,
  actingUnitCode: 0,
  actingUnitName: 1
} satisfies Record<keyof CampaignItem, 0 | 1>).map(([name, isText]) => ({ name, isPlain: isText === 0 }))

const order = [
  ['campaign.period_from', 'date'],
  ['campaign.id', 'uuid']
] as const

/** Whether an inspection was carried out wholly within the period of its campaign. */
export const counts = sql<boolean>`(inspection.completed_at is not null
  and inspection.started_at::date >= campaign.period_from
  and inspection.completed_at::date <= campaign.period_to)`

/** The progress by target. An inspection counts as completed if it was carried out within the period. */
const progress = sql<Campaign['progress']>`(
  select jsonb_build_object('targets', count(*),
    'planned', count(*) filter (where not is_done and open in ('planned', 'notified')),
    'underWay', count(*) filter (where not is_done and open = 'under-way'),
    'completed', count(*) filter (where is_done))
  from campaign_target as target
  cross join lateral (
    select coalesce(bool_or(${counts}), false) as is_done,
      max(state) filter (where state in ('planned', 'notified', 'under-way')) as open
    from inspection
    where inspection.campaign_id = target.campaign_id and inspection.target_code = target.target_code
  ) as visit
  where target.campaign_id = campaign.id)`

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Campaign | undefined> {
  return db
    .selectFrom('campaign')
    .innerJoin('unit', 'unit.code', 'campaign.unit_code')
    .select(wire)
    .select([progress.as('progress'), 'campaign.version'])
    .where('campaign.id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .executeTakeFirst()
}

/** The id of the campaign if it is visible to the actor, else undefined. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('campaign')
    .select('id')
    .where('id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .executeTakeFirst()
}

/** Campaigns of the units of a subtree, by their first day. */
export function list(db: Db, tree: Subtree, query: CampaignQuery) {
  return db
    .selectFrom('campaign')
    .innerJoin('unit', 'unit.code', 'campaign.unit_code')
    .select(wire)
    .where(chosen(tree, query))
    .where(after(query.cursor, order))
    .orderBy('campaign.period_from')
    .orderBy('campaign.id')
}

export function count(db: Db, tree: Subtree, query: CampaignQuery): Promise<{ total: number }> {
  return db
    .selectFrom('campaign')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(tree, query))
    .executeTakeFirstOrThrow()
}

function chosen(tree: Subtree, { state }: CampaignQuery) {
  const campaign = expressionBuilder<Pick<Tables, 'campaign'>, 'campaign'>()
  const place = inSubtree(tree, { table: 'campaign', unit: 'unit_code' })
  return campaign.and([place, ...(state === undefined ? [] : [campaign('campaign.state', '=', state)])])
}

type NewRow = Pick<Standing, 'from' | 'to'> & {
  id: string
  unitCode: string
  path: string
  topic: string
  text?: string
}

export async function insert(tx: Tx, row: NewRow, now: Date, createdBy: string): Promise<void> {
  await tx
    .insertInto('campaign')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: row.path,
      topic: row.topic,
      text: row.text ?? null,
      period_from: row.from,
      period_to: row.to,
      created_at: now.toISOString(),
      created_by: createdBy
    })
    .execute()
}

/** Locks a campaign of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('campaign')
    .select(['id', 'unit_code as unitCode', 'path', 'state', 'version'])
    .select(['period_from as from', 'period_to as to', sql<string>`unit_acting(unit_code)`.as('acting')])
    .where('id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .forUpdate()
    .executeTakeFirst()
}

/** Changes a campaign. An empty change only raises the version, because the progress changed. */
export async function update(tx: Tx, id: string, change: { state?: 'closed'; closedAt?: string } = {}) {
  await tx
    .updateTable('campaign')
    .set({ state: change.state, closed_at: change.closedAt, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
