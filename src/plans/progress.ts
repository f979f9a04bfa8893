import { sql } from 'kysely'
import { calendarOf } from '../calendar/index.ts'
import type { Db } from '../platform/database/connect.ts'
import { areas } from '../policy/index.ts'
import { gap, lastFeasibleDay } from './rules.ts'
import type { Progress } from './schema.ts'
import './tables.ts'
import { missingAreas } from './tasks/store.ts'

type UnderWay = Progress['items'][number]['underWayTargets']

/** What each obligation asks for, and what the tasks have come to. */
export async function progress(db: Db, planId: string, year: number): Promise<Progress['items']> {
  const rows = await db
    .selectFrom('plan_obligation as owed')
    .innerJoin('inspection_plan as plan', 'plan.id', 'owed.plan_id')
    .leftJoin('inspection_task as task', (join) =>
      join
        .onRef('task.plan_id', '=', 'owed.plan_id')
        .onRef('task.coverage', '=', 'owed.coverage')
        .onRef('task.target_level', '=', 'owed.target_level')
        .on('task.state', 'not in', ['replaced', 'dropped'])
    )
    .select(['owed.target_level as targetLevel', 'owed.coverage', 'owed.required'])
    .select(sql<number>`count(task.id)::int`.as('planned'))
    .select(sql<number>`count(task.id) filter (where task.state = 'inspected')::int`.as('inspected'))
    .select(
      sql<UnderWay>`coalesce(jsonb_agg(jsonb_build_object('targetCode', target_code,
        'targetName', target_name, 'missingAreas', ${missingAreas}) order by target_code)
        filter (where task.state = 'under-way'), '[]')`.as('underWayTargets')
    )
    .where('owed.plan_id', '=', planId)
    .groupBy(['owed.coverage', 'owed.target_level', 'owed.required'])
    .orderBy('owed.coverage')
    .orderBy('owed.target_level')
    .execute()
  const last = lastFeasibleDay(await calendarOf(db), year)
  return rows.map((row) => ({ ...row, ...named(row.underWayTargets), gap: gap(row), lastFeasibleDay: last }))
}

function named(underWayTargets: UnderWay) {
  const missing = areas.filter((area) => underWayTargets.some((one) => one.missingAreas.includes(area)))
  return { underWay: underWayTargets.length, missingAreas: missing }
}
