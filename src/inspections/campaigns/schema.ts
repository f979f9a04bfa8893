import { type Static, Type } from 'typebox'
import { deploymentLink } from '../../deployments/index.ts'
import { actions, closed, listOf, UnitCode } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { Carrier, details, From, Instructions, item, To, Topic, target } from './fields.ts'
import { stepNames } from './rules.ts'

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
    unitCode: Carrier,
    topic: Topic,
    text: Type.Optional(Instructions),
    from: From,
    to: To,
    targets: Targets,
    ...deploymentLink
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

export const CampaignItem = closed(item.properties, {
  $id: 'CampaignItem',
  title: '专项督导（列表项）',
  description: 'Campaign in a list'
})
export type CampaignItem = Static<typeof CampaignItem>

export const Campaign = closed(
  { ...item.properties, ...details.properties, actions: actions(stepNames) },
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

export const CampaignTarget = closed(target.properties, {
  $id: 'CampaignTarget',
  title: '专项督导对象',
  description: 'Target of a campaign with its inspection'
})
export type CampaignTarget = Static<typeof CampaignTarget>

export const CampaignTargetPage = {
  ...listOf(Type.Unsafe<CampaignTarget>({ $ref: 'CampaignTarget#' })),
  $id: 'CampaignTargetPage'
}

export const schemas = [NewCampaign, CampaignItem, Campaign, CampaignPage, CampaignTarget, CampaignTargetPage]
