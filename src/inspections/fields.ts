import { type RawBuilder, sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { MethodWord } from '../plans/index.ts'
import { isBelow } from '../platform/access/scope.ts'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { acting, handedOver, UnitLevel } from '../units/index.ts'
import { ListedArea, OneArea } from './areas/schema.ts'
import { areaOrder, areasWithItems, plannedAreas } from './areas/store.ts'
import { type Caller, isHandedOver, isSealed, keeps, seenAs, seenMethod, seenPlannedOn } from './keeping.ts'
import './tables.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '状态', description: 'Status of the inspection' })
const registrationNo = Type.Optional(
  text(50, '统一社会信用代码', 'Unified social credit code of the organisation')
)
export const Evaluator = closed(
  { name: text(200, '第三方机构名称', 'Name of the outside organisation that evaluates'), registrationNo },
  {
    $id: 'Evaluator',
    title: '第三方评价机构',
    description: 'Outside evaluator that acts on behalf of the unit'
  }
)
export const ItsEvaluator = Type.Unsafe<Static<typeof Evaluator>>({ $ref: 'Evaluator#' })
export const PlannedOn = {
  ...LocalDate,
  title: '计划检查日期',
  description: 'Planned date of the inspection'
}

/** The unit that acts now, if it is not the unit that arranged the inspection. */
const actingCode = sql<string | null>`case when inspection.passed_to_code is null then keeper.acting_code
  else unit_acting(inspection.passed_to_code) end`

/** The columns that a list and a single inspection have in common. */
const shared = {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
  unitName: from(
    Type.String({ title: '检查单位名称', description: 'Current name of the inspecting unit' }),
    sql<string>`keeper.name`
  ),
  targetCode: { ...UnitCode, title: '检查对象', description: 'Target: the unit that is inspected' },
  targetName: from(
    Type.String({ title: '检查对象名称', description: 'Current name of the target' }),
    sql<string>`target.name`
  ),
  targetLevel: from(UnitLevel, sql<Static<typeof UnitLevel>>`target.level`),
  taskId: from(
    nullable({
      ...Id,
      title: '检查任务',
      description: 'Task; visible only to the inspecting unit and the units above it'
    }),
    (viewer) => sql<string | null>`case when ${keeps(viewer)} then task_id
      when ${isBelow(viewer, 'inspection')} then (as_passed ->> 'taskId')::uuid end`
  ),
  campaignId: from(
    nullable({
      ...Id,
      title: '专项督导',
      description: 'Campaign; visible only to the inspecting unit and the units above it'
    }),
    (viewer) => sql<string | null>`case when ${isBelow(viewer, 'inspection')} then campaign_id end`
  ),
  method: from(MethodWord, seenMethod),
  plannedOn: from(PlannedOn, seenPlannedOn, 'inspection.planned_on'),
  evaluator: from(nullable(ItsEvaluator), (viewer) =>
    seenAs(
      viewer,
      sql<Static<typeof Evaluator> | null>`inspection.evaluator`,
      sql<Static<typeof Evaluator> | null>`as_passed -> 'evaluator'`
    )
  ),
  state: State,
  notifiedAt: nullable({
    ...Instant,
    title: '通知时间',
    description: 'Time at which the target was notified'
  }),
  startedAt: nullable({ ...Instant, title: '开始时间', description: 'Time at which the inspection began' }),
  completedAt: nullable({ ...Instant, title: '完成时间', description: 'Time at which the inspection ended' }),
  publishedAt: nullable({
    ...Instant,
    title: '公开时间',
    description: 'Time at which the results were published'
  }),
  cancelledAt: nullable({ ...Instant, title: '取消时间', description: 'Time of the cancellation' }),
  cancelReason: from(
    nullable(
      Type.String({
        title: '取消理由',
        description: 'Reason for the cancellation; visible only to the inspecting unit and the units above it'
      })
    ),
    (viewer) => sql<string | null>`case when ${keeps(viewer)} then cancel_reason end`
  ),
  handedOver: from(handedOver, isHandedOver)
} as const

const actingNow = {
  actingUnitCode: from(acting.actingUnitCode, actingCode),
  actingUnitName: from(
    acting.actingUnitName,
    sql<string | null>`(select acting.name from unit as acting where acting.code = ${actingCode})`
  ),
  updatedAt: from(
    { ...updatedAt, description: 'Last change of the inspection that is visible to the caller' },
    seenUpdatedAt
  )
}

/** The columns of an inspection in a list. */
export const item = fieldsOf('inspection', {
  ...shared,
  areas: from(
    Type.Array(ListedArea, { title: '监管内容', description: 'Areas inspected, each with its conclusion' }),
    sql<Static<typeof ListedArea>[]>`(
      select coalesce(jsonb_agg(jsonb_build_object('area', area, 'conclusion', conclusion, 'remarks', remarks)
        order by ${areaOrder}), '[]')
      from inspection_area where inspection_id = inspection.id)`
  ),
  ...actingNow
})

/** The columns of a single inspection, except the team, which needs a permission. */
export const single = fieldsOf('inspection', {
  ...shared,
  areas: from(
    Type.Array(OneArea, { title: '监管内容', description: 'Areas inspected, each with its results' }),
    (viewer) => seenAs(viewer, areasWithItems, plannedAreas)
  ),
  ...actingNow,
  version: from(
    Type.Integer({ title: '版本', description: 'Version of the record, as in the ETag' }),
    (viewer) => seenAs(viewer, sql<number>`inspection.version`, sql<number>`(as_passed ->> 'version')::int`)
  )
})

/**
 * A former keeper sees no change later than the passing-on, except the cancellation. The target sees no
 * change of the arrangements between the notice and the beginning, because these include the draws of the
 * team.
 */
function seenUpdatedAt(viewer: Caller): RawBuilder<string> {
  const passedAt = sql`(as_passed ->> 'updatedAt')::timestamptz`
  return sql<string>`case
    when ${isSealed(viewer)} then coalesce(cancelled_at, ${passedAt}, inspection.created_at)
    when inspection.started_at is null and not ${keeps(viewer)}
      then coalesce(cancelled_at, notified_at, inspection.created_at)
    else coalesce(inspection.updated_at, inspection.created_at) end`
}
