import { type Static, Type } from 'typebox'
import { actions, closed, listOf, nullable, ref } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

const content = {
  name: fields.Name,
  source: Type.Optional(fields.SourceText),
  levels: fields.Levels,
  groups: Type.Optional(fields.Groups),
  grades: fields.Grades,
  minTotalWeight: Type.Optional({
    ...fields.MinTotalWeight,
    description: 'Least sum of the weights that apply, below which there is no grade and no rank; default: 60'
  }),
  items: fields.NewItems
}

const example = (code: string, name: string, weight: string) => ({
  ...{ code, name, weight, dimension: '工作管理', mode: 'entered', unitOfMeasure: 'percent' },
  ...{ direction: 'up', method: 'linear', full: '100', zero: '0', by: 'self' }
})

export const NewIndicatorSet = closed(
  { unitCode: fields.Keeper, year: fields.SetYear, ...content },
  {
    $id: 'NewIndicatorSet',
    title: '制定评价指标体系',
    description: 'New set of indicators, as a draft',
    examples: [
      {
        ...{ unitCode: '2201', year: 2026, name: '2026年困难群众基本生活救助工作绩效评价指标' },
        levels: ['county'],
        grades: [
          { code: 'excellent', from: 90 },
          { code: 'good', from: 80 },
          { code: 'qualified', from: 60 },
          { code: 'unqualified', from: 0 }
        ],
        items: [example('awareness', '政策知晓率', '60'), example('socialised', '社会化发放率', '40')]
      }
    ]
  }
)
export type NewIndicatorSet = Static<typeof NewIndicatorSet>

export const IndicatorSetChange = closed(
  {
    name: Type.Optional(content.name),
    source: Type.Optional(nullable(fields.SourceText)),
    levels: Type.Optional(content.levels),
    groups: content.groups,
    grades: Type.Optional(content.grades),
    minTotalWeight: Type.Optional(fields.MinTotalWeight),
    items: Type.Optional(content.items)
  },
  {
    $id: 'IndicatorSetChange',
    title: '变更评价指标体系',
    description: 'Change of a draft; indicators, grades and groups are replaced as a whole',
    minProperties: 1,
    examples: [{ minTotalWeight: 70 }]
  }
)
export type IndicatorSetChange = Static<typeof IndicatorSetChange>

export const IndicatorSetItem = closed(fields.item.properties, {
  $id: 'IndicatorSetItem',
  title: '评价指标体系（列表项）',
  description: 'Indicator set in a list'
})

export const IndicatorSet = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  {
    $id: 'IndicatorSet',
    title: '评价指标体系',
    description: 'Set of weighted indicators by which units are evaluated'
  }
)
export type IndicatorSet = Static<typeof IndicatorSet>

export const IndicatorSetPage = { ...listOf(ref(IndicatorSetItem)), $id: 'IndicatorSetPage' }

export const setSchemas = [
  fields.NewIndicator,
  fields.Indicator,
  NewIndicatorSet,
  IndicatorSetChange,
  IndicatorSetItem,
  IndicatorSet,
  IndicatorSetPage
]
