import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import { type Actor, service } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type Change, columnsOf, touched, updateRecord } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Level } from '../../units/index.ts'
import { mayKnowVisits } from '../visibility.ts'
import type { DropReason } from '../vocabulary.ts'
import { itemFor } from './fields.ts'
import * as rules from './rules.ts'
import type { TaskChange } from './schema.ts'
import '../tables.ts'

/** A task is visible to everybody who may see its plan, wherever the target is. */
function tasks(db: Db | Tx, actor: Actor) {
  return db
    .selectFrom('inspection_task')
    .innerJoin('inspection_plan', 'inspection_plan.id', 'inspection_task.plan_id')
    .where(visible(actor, 'inspection-plan', 'inspection_plan'))
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await tasks(db, actor)
    .select(itemFor(mayKnowVisits(actor)).select({ ...actor, today }))
    .select('inspection_plan.state as planState')
    .where('inspection_task.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** A task with its plan. A caller that changes it has locked the plan before. */
export function standing(tx: Tx, actor: Actor, id: string) {
  return tasks(tx, actor)
    .select(columnsOf('inspection_task', ['id', 'planId', 'targetCode', 'targetLevel', 'coverage', 'state']))
    .select(columnsOf('inspection_task', ['scheduledOn', 'version']))
    .select(columnsOf('inspection_plan', ['unitCode', 'path', 'year', 'policyId']))
    .select('inspection_plan.state as planState')
    .select(sql<Level>`(select level from unit where code = inspection_plan.unit_code)`.as('unitLevel'))
    .where('inspection_task.id', '=', id)
    .executeTakeFirst()
}

export type Standing = NonNullable<Awaited<ReturnType<typeof standing>>>

/** Changes a task. Its plan gets a new version, because it shows counts of its tasks. */
export async function update(
  work: Work,
  { id, planId }: Pick<Standing, 'id' | 'planId'>,
  change: Omit<Change<'inspection_task'>, 'team'> & Pick<TaskChange, 'team'>
): Promise<void> {
  const { team, ...more } = change
  await updateRecord(work, 'inspection_task', id, { ...more, team: team && JSON.stringify(team) })
  await updateRecord(work, 'inspection_plan', planId)
}

/** Replaces drawn targets after a change of the tree. The order of the draw decides, without an approval. */
export async function markReplacedByTree(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  gone: readonly { id: string; reason: DropReason; text: string }[]
): Promise<void> {
  await sql`
    update inspection_task as task set state = 'replaced', reason = gone.reason, replace_reason = gone.text,
      replace_approved_by = ${service.sub}, replaced_at = ${now.toISOString()}::timestamptz,
      ${touched(now)}
    from unnest(${gone.map(({ id }) => id)}::uuid[], ${gone.map(({ reason }) => reason)}::text[],
      ${gone.map(({ text }) => text)}::text[]) as gone (id, reason, text)
    where task.id = gone.id`.execute(tx)
}

/** A task of a substitute, in place of another. */
export interface Substitute {
  id: string
  code: string
  rank: number
  gone: { id: string }
}

/** Substitutes get their present names, because the plan was made without them. */
export async function insertSubstitutes(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  substitutes: readonly Substitute[]
): Promise<void> {
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, draw_rank,
      method, team, replaces_code, updated_at)
    select next.id, gone.plan_id, unit.code, unit.name, unit.level, 'sample', next.rank, gone.method,
      gone.team, gone.target_code, ${now.toISOString()}::timestamptz
    from unnest(${substitutes.map(({ id }) => id)}::uuid[], ${substitutes.map(({ code }) => code)}::text[],
      ${substitutes.map(({ rank }) => rank)}::int[], ${substitutes.map(({ gone }) => gone.id)}::uuid[])
      as next (id, code, rank, gone_id)
    join unit on unit.code = next.code
    join inspection_task as gone on gone.id = next.gone_id`.execute(tx)
}

/** The task of a direct subordinate that joined the unit of a plan later. */
export async function insertAdded(
  { tx, now, today }: Work,
  { id, planId, targetCode }: { id: string; planId: string; targetCode: string }
): Promise<void> {
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, added_on,
      updated_at)
    select ${id}::uuid, ${planId}::uuid, code, name, level, 'full', ${today}::date,
      ${now.toISOString()}::timestamptz
    from unit where code = ${targetCode}`.execute(tx)
}
