import { expressionBuilder, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db, Tables } from '../platform/database/connect.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { Tx } from '../platform/work/work.ts'
import { actingShown, type Level } from '../units/index.ts'
import type { Plan, PlanQuery } from './schema.ts'
import './tables.ts'
import type { PlanState } from './vocabulary.ts'

export interface Versioned extends Plan {
  version: number
}

/** A plan with its tasks counted. What is overdue depends on the day. */
function plans(db: Db | Tx, today: string) {
  return db
    .selectFrom('inspection_plan as plan')
    .innerJoin('unit', 'unit.code', 'plan.unit_code')
    .leftJoinLateral(
      (tasks) =>
        tasks
          .selectFrom('inspection_task as task')
          .select([
            sql<number>`count(*) filter (where coverage = 'full')::int`.as('full'),
            sql<number>`count(*) filter (where coverage = 'sample')::int`.as('sample'),
            sql<number>`count(*) filter (where task.state = 'inspected')::int`.as('inspected'),
            sql<number>`count(*) filter (where task.state <> 'inspected'
              and least(scheduled_on, make_date(plan.year, 12, 31)) < ${today}::date)::int`.as('overdue')
          ])
          .whereRef('task.plan_id', '=', 'plan.id')
          .where('task.state', 'not in', ['replaced', 'dropped'])
          .as('totals'),
      (join) => join.onTrue()
    )
    .select([
      'plan.id',
      'plan.unit_code as unitCode',
      'plan.unit_name as unitName',
      'plan.year',
      'plan.state'
    ])
    .select(actingShown())
    .select(['plan.policy_id as policyId', 'plan.seed', 'plan.seed_source as seedSource', 'plan.version'])
    .select(['totals.full', 'totals.sample', 'totals.inspected', 'totals.overdue'])
    .select(['plan.created_at as createdAt', 'plan.created_by as createdBy'])
    .select(['plan.submitted_at as submittedAt', 'plan.submitted_by as submittedBy'])
    .select(['plan.approved_at as approvedAt', 'plan.approved_by as approvedBy'])
    .select(['plan.return_reason as returnReason', 'plan.closed_at as closedAt'])
}

type Row = Awaited<ReturnType<ReturnType<typeof plans>['execute']>>[number]

export function wire({ full, sample, inspected, overdue, ...plan }: Row): Versioned {
  const totals = { full: full ?? 0, sample: sample ?? 0, inspected: inspected ?? 0, overdue: overdue ?? 0 }
  return { ...plan, totals }
}

export async function find(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string
): Promise<Versioned | undefined> {
  const row = await plans(db, today)
    .where('plan.id', '=', id)
    .where(visible(actor, 'inspection-plan', 'plan'))
    .executeTakeFirst()
  return row && wire(row)
}

/** Whether the actor sees the plan: then its id. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('inspection_plan as plan')
    .select('plan.id')
    .where('plan.id', '=', id)
    .where(visible(actor, 'inspection-plan', 'plan'))
    .executeTakeFirst()
}

export const columns = [
  'id',
  'unitCode',
  'unitName',
  'year',
  'state',
  'policyId',
  'seed',
  'seedSource',
  'full',
  'sample'
]
  .concat(
    'inspected',
    'overdue',
    'createdAt',
    'createdBy',
    'submittedAt',
    'submittedBy',
    'approvedAt',
    'approvedBy',
    'actingUnitCode',
    'actingUnitName'
  )
  .map((name) => ({ name }))

const order = [
  ['plan.year', 'integer'],
  ['plan.unit_code', 'text']
] as const

/** Plans of a subtree, by year and unit. */
export function list(db: Db, trees: readonly Subtree[], query: PlanQuery, today: string) {
  return plans(db, today)
    .where(chosen(trees, query))
    .where(after(query.cursor, order))
    .orderBy('plan.year')
    .orderBy('plan.unit_code')
}

export function count(db: Db, trees: readonly Subtree[], query: PlanQuery): Promise<{ total: number }> {
  return db
    .selectFrom('inspection_plan as plan')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(trees, query))
    .executeTakeFirstOrThrow()
}

function chosen(trees: readonly Subtree[], { year, state }: PlanQuery) {
  const plan = expressionBuilder<Tables & { plan: Tables['inspection_plan'] }, 'plan'>()
  return plan.and([
    ...trees.map((tree) => inSubtree(tree, { table: 'plan', unit: 'unit_code' })),
    ...(year === undefined ? [] : [plan('plan.year', '=', year)]),
    ...(state === undefined ? [] : [plan('plan.state', '=', state)])
  ])
}

/** A plan that may be written, as it stands. */
export interface Standing {
  id: string
  unitCode: string
  unitLevel: Level
  path: string
  year: number
  policyId: string
  state: PlanState
  submittedBy: string | null
  version: number
}

/** Locks a plan of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('inspection_plan')
    .select([
      'id',
      'unit_code as unitCode',
      'path',
      'year',
      'policy_id as policyId',
      'state',
      'submitted_by as submittedBy',
      'version'
    ])
    .select(sql<Level>`(select level from unit where code = unit_code)`.as('unitLevel'))
    .where('id', '=', id)
    .where(visible(actor, 'inspection-plan', 'inspection_plan'))
    .forUpdate()
    .executeTakeFirst()
}

export interface Change {
  state?: PlanState
  submittedAt?: string | null
  submittedBy?: string | null
  approvedAt?: string
  approvedBy?: string
  returnReason?: string | null
  closedAt?: string
}

/** Changes a plan. With no change it only gets a new version, since its tasks, which it counts, changed. */
export async function update(tx: Tx, id: string, change: Change = {}): Promise<void> {
  await tx
    .updateTable('inspection_plan')
    .set({
      state: change.state,
      submitted_at: change.submittedAt,
      submitted_by: change.submittedBy,
      approved_at: change.approvedAt,
      approved_by: change.approvedBy,
      return_reason: change.returnReason,
      closed_at: change.closedAt,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}
