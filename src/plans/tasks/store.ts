import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import { type Actor, service } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { type Area, areasByPolicy, type Coverage } from '../../policy/index.ts'
import type { replaced } from '../rules.ts'
import { arrangementShown } from '../visibility.ts'
import type { Task, TaskChange, TaskQuery } from './schema.ts'
import '../tables.ts'
import type { DropReason, TaskState } from '../vocabulary.ts'

/** The areas that a full inspection still lacks, in the order of the checklist. */
export const missingAreas = sql<Task['missingAreas']>`
  case when task.coverage = 'full' and task.state in ('pending', 'scheduled', 'under-way') then array(
    select asked.area
    from jsonb_array_elements_text(${sql.lit(JSON.stringify(areasByPolicy))}::jsonb
      -> plan.policy_id -> task.target_level) with ordinality as asked (area, n)
    where asked.area <> all(task.covered_areas) order by asked.n
  ) else '{}'::text[] end`

function arranged(actor: Actor) {
  const shown = arrangementShown(actor)
  return [
    sql<Task['method']>`case when ${shown} then task.method end`.as('method'),
    sql<string | null>`case when ${shown} then task.scheduled_on end`.as('scheduledOn'),
    sql<string[]>`case when ${shown} then task.team else '[]' end`.as('team')
  ] as const
}

const wire = [
  'task.id',
  'task.plan_id as planId',
  'plan.unit_code as unitCode',
  'task.target_code as targetCode',
  'task.target_name as targetName',
  'task.target_level as targetLevel',
  'task.coverage',
  'task.state',
  missingAreas.as('missingAreas'),
  'task.draw_rank as drawRank',
  'task.replaces_code as replacesCode',
  'task.replace_reason as replaceReason',
  'task.replace_approved_by as replaceApprovedBy',
  'task.reason',
  'task.clause_id as clause',
  'task.dropped_on as droppedOn',
  'task.version'
] as const

export const columns = [
  'id',
  'planId',
  'unitCode',
  'targetCode',
  'targetName',
  'targetLevel',
  'coverage',
  'method'
]
  .concat(
    'scheduledOn',
    'team',
    'state',
    'missingAreas',
    'drawRank',
    'replacesCode',
    'replaceReason',
    'replaceApprovedBy',
    'reason',
    'clause',
    'droppedOn'
  )
  .map((name) => ({ name }))

const order = [
  ['task.coverage', 'text'],
  ['task.target_code', 'text']
] as const

/** Tasks are seen by whoever sees their plan; the target is nobody special. */
function tasks(db: Db | Tx, actor: Actor) {
  return db
    .selectFrom('inspection_task as task')
    .innerJoin('inspection_plan as plan', 'plan.id', 'task.plan_id')
    .where(visible(actor, 'inspection-plan', 'plan'))
}

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Task | undefined> {
  return tasks(db, actor)
    .select(wire)
    .select(arranged(actor))
    .where('task.id', '=', id)
    .executeTakeFirst() as Promise<Task | undefined>
}

/** Tasks of a plan, by coverage and target. */
export function list(db: Db, actor: Actor, planId: string, query: TaskQuery) {
  return matching(db, actor, planId, query)
    .select(wire)
    .select(arranged(actor))
    .where(after(query.cursor, order))
    .orderBy('task.coverage')
    .orderBy('task.target_code')
}

export function count(db: Db, actor: Actor, planId: string, query: TaskQuery): Promise<{ total: number }> {
  return matching(db, actor, planId, query)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

function matching(db: Db, actor: Actor, planId: string, { coverage, state, targetCode }: TaskQuery) {
  return tasks(db, actor)
    .where('task.plan_id', '=', planId)
    .$if(coverage !== undefined, (q) => q.where('task.coverage', '=', coverage as Coverage))
    .$if(state !== undefined, (q) => q.where('task.state', '=', state as TaskState))
    .$if(targetCode !== undefined, (q) => q.where('task.target_code', '=', targetCode as string))
}

export async function update(
  tx: Tx,
  id: string,
  change: TaskChange & { state?: TaskState; coveredAreas?: Area[] }
): Promise<void> {
  await tx
    .updateTable('inspection_task')
    .set({
      method: change.method,
      scheduled_on: change.scheduledOn,
      team: change.team && JSON.stringify(change.team),
      state: change.state,
      covered_areas: change.coveredAreas,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}

export async function markReplaced(tx: Tx, id: string, change: ReturnType<typeof replaced>): Promise<void> {
  await tx
    .updateTable('inspection_task')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Drawn targets that a change of the tree took away. Nobody approves it: the order of the draw decides. */
export async function markReplacedByTree(
  tx: Tx,
  gone: readonly { id: string; reason: DropReason; text: string }[],
  now: Date
): Promise<void> {
  await sql`
    update inspection_task as task set state = 'replaced', reason = gone.reason, replace_reason = gone.text,
      replace_approved_by = ${service.sub}, replaced_at = ${now.toISOString()}::timestamptz,
      version = version + 1
    from unnest(${gone.map(({ id }) => id)}::uuid[], ${gone.map(({ reason }) => reason)}::text[],
      ${gone.map(({ text }) => text)}::text[]) as gone (id, reason, text)
    where task.id = gone.id`.execute(tx)
}

/** A task of a substitute, in place of another. */
export interface Substitute {
  id: string
  code: string
  rank: number
  gone: Pick<Task, 'id'>
}

/** The names of substitutes are those of today: the plan did not know them. */
export async function insertSubstitutes(tx: Tx, substitutes: readonly Substitute[]): Promise<void> {
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, draw_rank,
      method, team, replaces_code)
    select next.id, gone.plan_id, unit.code, unit.name, unit.level, 'sample', next.rank, gone.method,
      gone.team, gone.target_code
    from unnest(${substitutes.map(({ id }) => id)}::uuid[], ${substitutes.map(({ code }) => code)}::text[],
      ${substitutes.map(({ rank }) => rank)}::int[], ${substitutes.map(({ gone }) => gone.id)}::uuid[])
      as next (id, code, rank, gone_id)
    join unit on unit.code = next.code
    join inspection_task as gone on gone.id = next.gone_id`.execute(tx)
}

/** The task of a direct subordinate that joined the unit of a plan later. */
export async function insertAdded(
  tx: Tx,
  id: string,
  planId: string,
  code: string,
  on: string
): Promise<void> {
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, added_on)
    select ${id}::uuid, ${planId}::uuid, code, name, level, 'full', ${on}::date from unit
    where code = ${code}`.execute(tx)
}
