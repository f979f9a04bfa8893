import { type Static, Type } from 'typebox'
import { MethodWord } from '../../plans/index.ts'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../../platform/http/schema.ts'
import { acting, UnitLevel } from '../../units/index.ts'
import { states } from '../vocabulary.ts'

const State = oneOf(['open', 'closed'], { title: '状态', description: 'Status of the campaign' })
const Topic = text(200, '督导主题', 'Topic of the campaign')
const from = { ...LocalDate, title: '开始日期', description: 'First day of the period' }
const to = { ...LocalDate, title: '结束日期', description: 'Last day of the period' }

/** The targets: named one by one, or all units of a subtree. */
const NamedTargets = closed({
  unitCodes: Type.Array(UnitCode, {
    minItems: 1,
    maxItems: 1000,
    title: '对象名单',
    description: 'Units below the unit that carries out the campaign, each named once'
  })
})
const TargetsWithin = closed({
  withinCode: {
    ...UnitCode,
    title: '辖区',
    description: 'Unit whose subtree is inspected, the unit itself included'
  },
  level: Type.Optional({ ...UnitLevel, description: 'Level of the targets; all levels if omitted' })
})
const Targets = Type.Union([NamedTargets, TargetsWithin], {
  title: '督导对象',
  description: 'Targets; fixed when the campaign is created'
})

export const NewCampaign = closed(
  {
    unitCode: { ...UnitCode, title: '督导单位', description: 'Unit that carries out the campaign' },
    topic: Topic,
    text: Type.Optional(text(4000, '督导要求', 'Instructions for the inspectors')),
    from,
    to,
    targets: Targets
  },
  {
    $id: 'NewCampaign',
    title: '新专项督导',
    description: 'New campaign: topic, period and targets',
    examples: [
      {
        unitCode: '2201',
        topic: '低保资金发放专项督导',
        from: '2026-04-01',
        to: '2026-06-30',
        targets: { withinCode: '2201', level: 'county' }
      }
    ]
  }
)
export type NewCampaign = Static<typeof NewCampaign>

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '督导单位', description: 'Unit that carries out the campaign' },
  unitName: Type.String({ title: '督导单位名称', description: 'Current name of that unit' }),
  ...acting,
  topic: Topic,
  text: nullable(text(4000, '督导要求', 'Instructions for the inspectors')),
  from,
  to,
  state: State,
  createdAt: Instant,
  closedAt: nullable({ ...Instant, title: '结束时间', description: 'Time at which the campaign was closed' })
}

export const CampaignItem = closed(shown, {
  $id: 'CampaignItem',
  title: '专项督导（列表项）',
  description: 'Campaign in a list'
})
export type CampaignItem = Static<typeof CampaignItem>

const figure = (title: string, description: string) => Type.Integer({ title, description })

export const Campaign = closed(
  {
    ...shown,
    progress: closed(
      {
        targets: figure('对象数', 'Number of targets'),
        planned: figure('已安排', 'Number of targets whose inspection is planned'),
        underWay: figure('检查中', 'Number of targets whose inspection is under way'),
        completed: figure('已完成', 'Number of targets inspected within the period of the campaign')
      },
      { title: '进展', description: 'Progress of the campaign' }
    ),
    version: Type.Integer({ title: '版本', description: 'Version of the record, as in the ETag' })
  },
  {
    $id: 'Campaign',
    title: '专项督导',
    description: 'Campaign: one topic that a unit inspects at many units below it'
  }
)
export type Campaign = Static<typeof Campaign>

export const CampaignPage = {
  ...listOf(Type.Unsafe<CampaignItem>({ $ref: 'CampaignItem#' })),
  $id: 'CampaignPage'
}

export const CampaignTarget = closed(
  {
    targetCode: { ...UnitCode, title: '督导对象', description: 'Target of the campaign' },
    targetName: Type.String({
      title: '督导对象名称',
      description: 'Name of the target when the campaign was created'
    }),
    targetLevel: UnitLevel,
    inspectionId: nullable({
      ...Id,
      title: '检查',
      description: 'Inspection of the target; null if there is none'
    }),
    method: nullable(MethodWord),
    plannedOn: nullable({
      ...LocalDate,
      title: '计划检查日期',
      description: 'Planned date of the inspection'
    }),
    state: nullable(oneOf(states, { title: '检查状态', description: 'Status of the inspection' })),
    counts: nullable(
      Type.Boolean({
        title: '是否计入',
        description: 'Whether the inspection was carried out within the period; null without an inspection'
      })
    )
  },
  { $id: 'CampaignTarget', title: '专项督导对象', description: 'Target of a campaign with its inspection' }
)
export type CampaignTarget = Static<typeof CampaignTarget>

export const CampaignTargetPage = {
  ...listOf(Type.Unsafe<CampaignTarget>({ $ref: 'CampaignTarget#' })),
  $id: 'CampaignTargetPage'
}

export const campaignQuery = closed({ within, state: Type.Optional(State), ...pageParameters })
export type CampaignQuery = Static<typeof campaignQuery>
export const targetQuery = closed(pageParameters)
export type TargetQuery = Static<typeof targetQuery>

export const schemas = [NewCampaign, CampaignItem, Campaign, CampaignPage, CampaignTarget, CampaignTargetPage]
