import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
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
import { actingFrom } from '../../units/index.ts'
import '../tables.ts'

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
