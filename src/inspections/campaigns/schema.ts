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

const State = oneOf(['open', 'closed'], { title: '状态', description: 'Whether it still goes on' })
const Topic = text(200, '督导主题', 'What is looked into')
const from = { ...LocalDate, title: '开始日期', description: 'First day of the period' }
const to = { ...LocalDate, title: '结束日期', description: 'Last day of the period' }

/** Named one by one, or all below a unit. */
const NamedTargets = closed({
  unitCodes: Type.Array(UnitCode, {
    minItems: 1,
    maxItems: 1000,
    title: '对象名单',
    description: 'Units below the one that carries it out, each once'
  })
})
const TargetsWithin = closed({
  withinCode: { ...UnitCode, title: '辖区', description: 'That unit and all below it' },
  level: Type.Optional({ ...UnitLevel, description: 'Units of that level alone' })
})
const Targets = Type.Union([NamedTargets, TargetsWithin], {
  title: '督导对象',
  description: 'Frozen when the campaign is made'
})

export const NewCampaign = closed(
  {
    unitCode: { ...UnitCode, title: '督导单位', description: 'The unit that carries it out' },
    topic: Topic,
    text: Type.Optional(text(4000, '督导要求', 'What is asked of those who inspect')),
    from,
    to,
    targets: Targets
  },
  {
    $id: 'NewCampaign',
    title: '新专项督导',
    description: 'Sets a topic, a period and the units that are looked at',
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
  unitCode: { ...UnitCode, title: '督导单位', description: 'The unit that carries it out' },
  unitName: Type.String({ title: '督导单位名称', description: 'Its name today' }),
  ...acting,
  topic: Topic,
  text: nullable(text(4000, '督导要求', 'What is asked of those who inspect')),
  from,
  to,
  state: State,
  createdAt: Instant,
  closedAt: nullable({ ...Instant, title: '结束时间', description: 'When it was closed' })
}

export const CampaignItem = closed(shown, {
  $id: 'CampaignItem',
  title: '专项督导（列表项）',
  description: 'A campaign as a list shows it'
})
export type CampaignItem = Static<typeof CampaignItem>

const figure = (title: string, description: string) => Type.Integer({ title, description })

export const Campaign = closed(
  {
    ...shown,
    progress: closed(
      {
        targets: figure('对象数', 'Targets'),
        planned: figure('已安排', 'Targets whose inspection is planned'),
        underWay: figure('检查中', 'Targets whose inspection is under way'),
        completed: figure('已完成', 'Targets inspected within the period of the campaign')
      },
      { title: '进展', description: 'How far it has come' }
    ),
    version: Type.Integer({ title: '版本', description: 'What the ETag says' })
  },
  { $id: 'Campaign', title: '专项督导', description: 'What a unit looks into at many units below it' }
)
export type Campaign = Static<typeof Campaign>

export const CampaignPage = {
  ...listOf(Type.Unsafe<CampaignItem>({ $ref: 'CampaignItem#' })),
  $id: 'CampaignPage'
}

export const CampaignTarget = closed(
  {
    targetCode: { ...UnitCode, title: '督导对象', description: 'The unit that is looked at' },
    targetName: Type.String({ title: '督导对象名称', description: 'As it was called when it was made' }),
    targetLevel: UnitLevel,
    inspectionId: nullable({ ...Id, title: '检查', description: 'Its inspection; null where there is none' }),
    method: nullable(MethodWord),
    plannedOn: nullable({
      ...LocalDate,
      title: '计划检查日期',
      description: 'The day for which it is planned'
    }),
    state: nullable(oneOf(states, { title: '检查状态', description: 'How far its inspection is' })),
    counts: nullable(
      Type.Boolean({
        title: '是否计入',
        description: 'Whether its inspection was carried out within the period; null without an inspection'
      })
    )
  },
  { $id: 'CampaignTarget', title: '专项督导对象', description: 'A target, and how far its inspection is' }
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
