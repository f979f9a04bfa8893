import { type Static, Type } from 'typebox'
import { Finding, findingFields } from '../../findings/index.ts'
import { actions, closed, listOf, ref, text } from '../../platform/http/schema.ts'
import { Channel } from '../fields.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDisclosureCheck = closed(
  {
    unitCode: fields.Checker,
    targetCode: fields.Target,
    inspectionId: Type.Optional(fields.InspectionId),
    scanId: Type.Optional(fields.ScanId),
    checkedOn: fields.CheckedOn,
    channel: Channel,
    observations: fields.Observations
  },
  {
    $id: 'NewDisclosureCheck',
    title: '登记公示核查',
    description: 'New check of the disclosures of a unit below',
    examples: [
      {
        unitCode: '2201',
        targetCode: '220102',
        checkedOn: '2026-03-02',
        channel: 'website',
        observations: [{ content: 'recipients', result: 'outdated', periodShown: '2025-10' }]
      }
    ]
  }
)
export type NewDisclosureCheck = Static<typeof NewDisclosureCheck>

const { severity, rectifyBy } = findingFields

export const DisclosureCheckFindings = closed(
  {
    observations: Type.Optional(
      Type.Array(
        Type.Integer({
          minimum: 1,
          maximum: fields.MOST_OBSERVATIONS,
          title: '序号',
          description: 'Number of an observation'
        }),
        {
          minItems: 1,
          maxItems: fields.MOST_OBSERVATIONS,
          uniqueItems: true,
          title: '核查情况',
          description: 'Observations to record; default: all that are not in order and not recorded yet'
        }
      )
    ),
    severity,
    text: Type.Optional(text(3000, '问题描述', 'Text before the list of observations, which is added')),
    rectifyBy
  },
  {
    $id: 'DisclosureCheckFindings',
    title: '核查情况转问题',
    description: 'Findings to be made from a check, one for each checklist item',
    examples: [{ severity: 'serious' }]
  }
)
export type DisclosureCheckFindings = Static<typeof DisclosureCheckFindings>

export const DisclosureFindingsMade = closed(
  { items: Type.Array(ref(Finding), { title: '问题', description: 'Findings that were made' }) },
  { $id: 'DisclosureFindingsMade', title: '登记的问题', description: 'Findings made from a check' }
)

export const DisclosureCheckItem = closed(fields.item.properties, {
  $id: 'DisclosureCheckItem',
  title: '公示核查（列表项）',
  description: 'Check of disclosures in a list'
})

export const DisclosureCheck = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  {
    $id: 'DisclosureCheck',
    title: '公示核查',
    description: 'Check of the disclosures of a unit'
  }
)
export type DisclosureCheck = Static<typeof DisclosureCheck>

export const DisclosureCheckPage = { ...listOf(ref(DisclosureCheckItem)), $id: 'DisclosureCheckPage' }

export const checkSchemas = [
  fields.Observation,
  NewDisclosureCheck,
  DisclosureCheckFindings,
  DisclosureFindingsMade,
  DisclosureCheckItem,
  DisclosureCheck,
  DisclosureCheckPage
]
