import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  Id,
  LocalDate,
  nullable,
  oneOf,
  text,
  UnitCode,
  updatedAt,
  Year
} from '../../platform/http/schema.ts'
import { type Area, AreaWord, areasByPolicy } from '../../policy/index.ts'
import { UnitLevel } from '../../units/index.ts'
import { Coverage, DropReason } from '../fields.ts'
import { arrangementShown } from '../visibility.ts'
import { type Method as MethodName, methods, taskStates } from '../vocabulary.ts'
import '../tables.ts'

export const State = oneOf(taskStates, { title: '状态', description: 'Status of the task' })
export const Method = oneOf(methods, {
  'x-enum': 'InspectionMethod',
  title: '监管方式',
  description: 'Method of inspection'
})
export const Team = Type.Array(text(100, '检查人员', 'Name'), {
  maxItems: 50,
  title: '检查组',
  description: 'Inspectors'
})
export const Overdue = Type.Boolean({
  title: '是否逾期',
  description: 'The scheduled day, or the year of the plan, has passed and the target was not inspected'
})
const Target = { ...UnitCode, title: '检查对象代码', description: 'Code of the unit to inspect' }
const Areas = Type.Array(AreaWord, {
  title: '尚缺监管内容',
  description:
    'Areas in which a full inspection has no conclusion yet; empty for a drawn target or a ' +
    'finished inspection'
})
const Reason = Type.String({
  title: '替换理由',
  description: 'Reason of the replacement; null if not replaced'
})

/** The areas that a full inspection still lacks, in the order of the checklist. */
export function missingAreas(task: string, plan: string): RawBuilder<Area[]> {
  const column = (name: string) => sql.ref(`${task}.${name}`)
  return sql<Area[]>`
    case when ${column('coverage')} = 'full' and ${column('state')} in ('pending', 'scheduled', 'under-way')
    then array(
      select asked.area
      from jsonb_array_elements_text(${sql.lit(JSON.stringify(areasByPolicy))}::jsonb
        -> ${sql.ref(`${plan}.policy_id`)} -> ${column('target_level')}) with ordinality as asked (area, n)
      where asked.area <> all(${column('covered_areas')}) order by asked.n
    ) else '{}'::text[] end`
}

/** The arrangement of a task as the caller may see it. Filters use the same values. */
export function arrangement(knowsVisits: boolean) {
  const shown = arrangementShown(knowsVisits, 'inspection_task')
  const scheduledOn = sql<string | null>`case when ${shown} then inspection_task.scheduled_on end`
  const dueOn = sql`least(${scheduledOn}, make_date(inspection_plan.year, 12, 31))`
  return {
    method: sql<MethodName | null>`case when ${shown} then inspection_task.method end`,
    scheduledOn,
    team: sql<string[]>`case when ${shown} then inspection_task.team else '[]' end`,
    overdue: (today: string) => sql<boolean>`(${dueOn} < ${today}::date
      and inspection_task.state in ('pending', 'scheduled', 'under-way'))`
  }
}

/** The name of the replaced target, which has a task of the same plan. */
const replacesName = sql<string | null>`(select gone.target_name from inspection_task as gone
  where gone.plan_id = inspection_task.plan_id and gone.coverage = 'sample'
    and gone.target_code = inspection_task.replaces_code)`

function fieldsFor(knowsVisits: boolean) {
  const { method, scheduledOn, team, overdue } = arrangement(knowsVisits)
  return fieldsOf('inspection_task', {
    id: Id,
    planId: Id,
    unitCode: from(
      { ...UnitCode, title: '检查单位', description: 'Code of the inspecting unit' },
      sql<string>`inspection_plan.unit_code`
    ),
    targetCode: Target,
    targetName: Type.String({ title: '检查对象', description: 'Name of the unit when the plan was made' }),
    targetLevel: UnitLevel,
    coverage: Coverage,
    method: from(nullable(Method), method),
    scheduledOn: from(nullable(LocalDate), scheduledOn),
    team: from(Team, team),
    state: State,
    missingAreas: from(Areas, missingAreas('inspection_task', 'inspection_plan')),
    ...replacement,
    ...dropped,
    unitName: from(
      Type.String({
        title: '检查单位名称',
        description: 'Name of the inspecting unit when the plan was made'
      }),
      sql<string>`inspection_plan.unit_name`
    ),
    year: from(Year, sql<number>`inspection_plan.year`),
    overdue: from(Overdue, ({ today }) => overdue(today)),
    replacesName: from(
      nullable(
        Type.String({ title: '所替换对象名称', description: 'Name of that target when it was drawn' })
      ),
      replacesName
    ),
    updatedAt: from(updatedAt, sql<string>`coalesce(inspection_task.updated_at, inspection_plan.created_at)`),
    version: Type.Integer({ title: '版本', description: 'Version of the task, as in its ETag' })
  })
}

/** The place of a drawn target in its draw, and its substitute. */
const replacement = {
  drawRank: nullable(
    Type.Integer({ title: '抽签位次', description: 'Position in the order of the draw, from 1' })
  ),
  replacesCode: nullable({
    ...UnitCode,
    title: '所替换对象',
    description: 'Drawn target that it substitutes for'
  }),
  replaceReason: nullable(Reason),
  replaceApprovedBy: nullable(
    Type.String({ title: '替换批准人', description: 'Subject of the token of the person who approved it' })
  ),
  reason: nullable(DropReason)
}

/** The fields of a task that a change of the tree dropped. */
const dropped = {
  clause: from(
    nullable(
      Type.String({
        title: '依据条款',
        description: 'Clause on which the inspection of the target is based; of a dropped task'
      })
    ),
    sql<string | null>`inspection_task.clause_id`
  ),
  droppedOn: nullable({
    ...LocalDate,
    title: '不再检查之日',
    description: 'Date on which the task was dropped'
  })
}

/** The fields of a task, for callers who may see unannounced visits. */
export const item = fieldsFor(true)
const withoutVisits = fieldsFor(false)

/** The fields of a task as the caller may see them. */
export function itemFor(knowsVisits: boolean): typeof item {
  return knowsVisits ? item : withoutVisits
}
