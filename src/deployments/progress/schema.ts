import { type Static, Type } from 'typebox'
import { severalOf } from '../../platform/http/lists/filters.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { Measures, NextSteps, Problems, Responsible, Result, StudiedOn, Value } from '../reports/fields.ts'
import { standings } from '../vocabulary.ts'
import { Department, DueOn, ItemNo, ItemText, Share, Steps, Supervision } from './item-fields.ts'

export const Standing = oneOf(standings, { title: '推进情况', description: 'Status of the item at the unit' })

const yes = (title: string, description: string) => Type.Boolean({ title, description })

export const DeploymentLine = closed(
  {
    itemNo: ItemNo,
    unitCode: { ...UnitCode, title: '责任单位代码', description: 'Unit addressed' },
    unitName: Type.String({ title: '责任单位', description: 'Current name of that unit' }),
    unitLevel: UnitLevel,
    measure: nullable(
      Type.String({ title: '考核指标', description: 'Measure in words, with its target and unit' })
    ),
    milestones: Type.String({ title: '分月序时进度', description: 'Milestones in words; empty without any' }),
    supervision: nullable(Supervision),
    department: nullable(Department),
    steps: nullable(Steps),
    dueOn: DueOn,
    result: nullable(Result),
    problems: nullable(Problems),
    nextSteps: nullable(NextSteps),
    text: ItemText,
    state: Standing,
    late: yes('是否逾期完成', 'Whether it is done, but its report came after the last day'),
    value: nullable(Value),
    share: Share,
    expected: nullable(
      Type.Number({ title: '序时目标值', description: 'Target of the last milestone that has passed' })
    ),
    behind: yes('是否滞后', 'Whether the value is below that target'),
    attentive: yes(
      '是否重视',
      'Whether the document was studied in time and a person responsible is named (重视程度)'
    ),
    measures: nullable(Measures),
    responsible: nullable(Responsible),
    studiedOn: nullable(StudiedOn),
    reportId: nullable({ ...Id, title: '进展报告', description: 'Latest report that was not returned' }),
    reportedOn: nullable({ ...LocalDate, title: '报告日期', description: 'Day of that report' }),
    passedOnTo: Type.Integer({
      title: '转部署单位数',
      description: 'Number of units to which this unit passed the item on'
    }),
    passedOnShare: nullable({
      ...Share,
      title: '转部署平均完成率',
      description: 'Mean share over these units; null without any. It does not replace the value of the unit'
    }),
    differs: yes('是否不一致', 'Whether that mean and the share of the unit itself disagree')
  },
  {
    $id: 'DeploymentLine',
    title: '任务推进情况',
    description: 'Item of a deployment at one addressed unit, as of a day'
  }
)
export type DeploymentLine = Static<typeof DeploymentLine>

export const DeploymentLinePage = {
  ...listOf(Type.Unsafe<DeploymentLine>({ $ref: 'DeploymentLine#' })),
  $id: 'DeploymentLinePage'
}

export const On = {
  ...LocalDate,
  description: 'Day as of which it is shown, not after today; default: today'
}

export const progressQuery = closed({
  on: Type.Optional(On),
  level: Type.Optional(severalOf({ ...UnitLevel, description: 'Level of the units' })),
  state: Type.Optional(severalOf(Standing)),
  itemNo: Type.Optional(ItemNo),
  unitCode: Type.Optional({ ...UnitCode, description: 'One unit' }),
  ...pageParameters
})
export const dayQuery = closed({ on: Type.Optional(On) })

export const DeploymentNotice = closed(
  {
    title: Type.Optional(text(200, '标题', 'Title of the notice; left out: by the deployment')),
    text: Type.Optional(text(20_000, '通报内容', 'Text of the notice; left out: by the progress today')),
    answerBy: Type.Optional({
      ...LocalDate,
      title: '答复期限',
      description: 'Last day for the answer to the notice'
    })
  },
  {
    $id: 'DeploymentNotice',
    title: '推进情况通报',
    description: 'Notice to be drafted about the progress of a deployment',
    examples: [{ answerBy: '2026-12-31' }]
  }
)
export type DeploymentNotice = Static<typeof DeploymentNotice>

export const DraftedDeploymentNotice = closed(
  {
    noticeId: { ...Id, title: '通报', description: 'Draft of the notice' },
    unitCodes: Type.Array(UnitCode, {
      title: '被通报单位',
      description: 'Units where an item is overdue today'
    })
  },
  {
    $id: 'DraftedDeploymentNotice',
    title: '已起草的推进情况通报',
    description: 'Draft of a notice about the progress of a deployment'
  }
)
export type DraftedDeploymentNotice = Static<typeof DraftedDeploymentNotice>

export const schemas = [DeploymentLine, DeploymentLinePage, DeploymentNotice, DraftedDeploymentNotice]
