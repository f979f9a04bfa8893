import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { deploymentLinkShown } from '../../deployments/index.ts'
import { type Method, MethodWord } from '../../plans/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
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
} from '../../platform/http/schema.ts'
import { actingFrom, UnitLevel } from '../../units/index.ts'
import '../tables.ts'
import { type State as InspectionState, states } from '../vocabulary.ts'

export const State = oneOf(['open', 'closed'], { title: '状态', description: 'Status of the campaign' })
export const Topic = text(200, '督导主题', 'Topic of the campaign')
export const Instructions = text(4000, '督导要求', 'Instructions for the inspectors')
export const From = { ...LocalDate, title: '开始日期', description: 'First day of the period' }
export const To = { ...LocalDate, title: '结束日期', description: 'Last day of the period' }
export const Carrier = { ...UnitCode, title: '督导单位', description: 'Unit that carries out the campaign' }

/** The columns of a campaign in a list. */
export const item = fieldsOf('campaign', {
  id: Id,
  unitCode: Carrier,
  unitName: from(
    Type.String({ title: '督导单位名称', description: 'Current name of that unit' }),
    sql<string>`unit.name`
  ),
  topic: Topic,
  text: nullable(Instructions),
  from: from(From, sql<string>`campaign.period_from`),
  to: from(To, sql<string>`campaign.period_to`),
  state: State,
  createdAt: Instant,
  closedAt: nullable({ ...Instant, title: '结束时间', description: 'Time at which the campaign was closed' }),
  ...actingFrom(),
  updatedAt: from(updatedAt, sql<string>`coalesce(campaign.updated_at, campaign.created_at)`)
})

const figure = (title: string, description: string) => Type.Integer({ title, description })

const Progress = closed(
  {
    targets: figure('对象数', 'Number of targets'),
    planned: figure('已安排', 'Number of targets whose inspection is planned'),
    underWay: figure('检查中', 'Number of targets whose inspection is under way'),
    completed: figure('已完成', 'Number of targets inspected within the period of the campaign')
  },
  { title: '进展', description: 'Progress of the campaign' }
)

/** Whether an inspection was carried out wholly within the period of its campaign. */
export const counts = sql<boolean>`(inspection.completed_at is not null
  and inspection.started_at::date >= campaign.period_from
  and inspection.completed_at::date <= campaign.period_to)`

/** The further columns of a single campaign. */
export const details = fieldsOf('campaign', {
  ...deploymentLinkShown,
  // By target. An inspection counts as completed if it was carried out within the period.
  progress: from(
    Progress,
    sql<Static<typeof Progress>>`(
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
  ),
  version: Type.Integer({ title: '版本', description: 'Version of the record, as in the ETag' })
})

/** A target with the inspection that counts, or else the latest one, joined as `visit`. */
export const target = fieldsOf('campaign_target', {
  targetCode: { ...UnitCode, title: '督导对象', description: 'Target of the campaign' },
  targetName: Type.String({
    title: '督导对象名称',
    description: 'Name of the target when the campaign was created'
  }),
  targetLevel: UnitLevel,
  inspectionId: from(
    nullable({ ...Id, title: '检查', description: 'Inspection of the target; null if there is none' }),
    sql<string | null>`visit.id`
  ),
  method: from(nullable(MethodWord), sql<Method | null>`visit.method`),
  plannedOn: from(
    nullable({ ...LocalDate, title: '计划检查日期', description: 'Planned date of the inspection' }),
    sql<string | null>`visit.planned_on`
  ),
  state: from(
    nullable(oneOf(states, { title: '检查状态', description: 'Status of the inspection' })),
    sql<InspectionState | null>`visit.state`
  ),
  counts: from(
    nullable(
      Type.Boolean({
        title: '是否计入',
        description: 'Whether the inspection was carried out within the period; null without an inspection'
      })
    ),
    sql<boolean | null>`visit.counts`
  )
})
