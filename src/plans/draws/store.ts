import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Level } from '../../units/index.ts'
import type { Drawn } from '../rules.ts'
import type { Draw } from './schema.ts'
import '../tables.ts'

/** The draws of a plan, with the targets that were replaced or passed over since. */
export async function list(db: Db, planId: string): Promise<Draw[]> {
  const { rows } = await sql<Draw>`
    select draw.id, draw.target_level as "targetLevel", population, ratio_percent as "ratioPercent", required,
      selected, seed, seed_source as "seedSource", algorithm, frame_hash as "frameHash",
      drawn_at as "drawnAt",
      coalesce(replaced.list, '[]') as replaced,
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'rank', rank, 'reason', reason,
        'on', passed_on) order by rank), '[]') from draw_passed_over where draw_id = draw.id) as "passedOver"
    from draw
    left join lateral (
      select jsonb_agg(jsonb_build_object('code', gone.target_code, 'by', substitute.target_code,
        'reason', gone.replace_reason, 'approvedBy', gone.replace_approved_by,
        'at', to_char(gone.replaced_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"'))
        order by substitute.draw_rank) as list
      from inspection_task gone
      join inspection_task substitute on substitute.plan_id = gone.plan_id
        and substitute.coverage = 'sample' and substitute.replaces_code = gone.target_code
      where gone.plan_id = draw.plan_id and gone.coverage = 'sample' and gone.state = 'replaced'
        and gone.target_level = draw.target_level
    ) replaced on true
    where draw.plan_id = ${planId}
    order by draw.target_level`.execute(db)
  return rows
}

/** The frame of a draw, as the text that was hashed. */
export async function frame(db: Db, actor: Actor, id: string): Promise<string | undefined> {
  const row = await seen(db, actor, id).select('draw.frame').executeTakeFirst()
  return row?.frame
}

/** The whole record of a draw, for its verification. */
export async function drawn(db: Db, actor: Actor, id: string): Promise<Drawn | undefined> {
  const row = await seen(db, actor, id)
    .select(['draw.target_level as targetLevel', 'draw.population', 'draw.ratio_percent as ratioPercent'])
    .select(['draw.required', 'draw.seed', 'draw.seed_source as seedSource', 'draw.algorithm', 'draw.frame'])
    .select(['draw.frame_hash as frameHash', 'draw.selected', 'draw.drawn_at as drawnAt'])
    .select(
      sql<Drawn['tasks']>`(
        select coalesce(json_agg(json_build_object('code', target_code, 'rank', draw_rank,
          'isReplaced', is_replaced)), '[]')
        from (
          select target_code, draw_rank,
            task.state = 'replaced' or task.reason is not distinct from 'target-back' as is_replaced
          from inspection_task task
          where task.plan_id = draw.plan_id and task.coverage = 'sample'
            and task.target_level = draw.target_level
          union all
          select code, rank, true from draw_passed_over where draw_id = draw.id
        ) as used
      )`.as('tasks')
    )
    .select(
      sql<string | null>`(
        select noted ->> 'evidence'
        from audit_line line, jsonb_array_elements((line.details::jsonb) -> 'draws') noted
        where line.subject_id = draw.plan_id::text and line.action = 'inspection-plan.created'
          and noted ->> 'id' = draw.id::text
        order by line.id limit 1
      )`.as('noted')
    )
    .executeTakeFirst()
  return row && { ...row, noted: row.noted ?? undefined }
}

function seen(db: Db, actor: Actor, id: string) {
  return db
    .selectFrom('draw')
    .innerJoin('inspection_plan as plan', 'plan.id', 'draw.plan_id')
    .where('draw.id', '=', id)
    .where(visible(actor, 'inspection-plan', 'plan'))
}

/** The draw of a level, and the last place in its order that has been used. */
export async function used(tx: Tx, planId: string, level: Level) {
  return tx
    .selectFrom('draw')
    .innerJoin('inspection_task as task', (join) =>
      join
        .onRef('task.plan_id', '=', 'draw.plan_id')
        .onRef('task.target_level', '=', 'draw.target_level')
        .on('task.coverage', '=', 'sample')
    )
    .select(['draw.id', 'draw.frame', 'draw.seed'])
    .select(
      sql<number>`greatest(max(task.draw_rank),
        (select max(rank) from draw_passed_over where draw_id = draw.id))`.as('lastRank')
    )
    .where('draw.plan_id', '=', planId)
    .where('draw.target_level', '=', level)
    .groupBy(['draw.id'])
    .executeTakeFirst()
}
