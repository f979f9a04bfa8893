import { Type } from 'typebox'
import { closed, Id, LocalDate, nullable, text } from '../../platform/http/schema.ts'

const amount = (title: string, description: string, options: object = {}) =>
  Type.Number({ minimum: 0, maximum: 1e12, title, description, ...options })

export const ItemNo = Type.Integer({
  minimum: 1,
  maximum: 999,
  title: '序号',
  description: 'Number of the item'
})
export const ItemText = text(4000, '任务内容', 'Text of the item: the task')
export const DueOn = { ...LocalDate, title: '完成时限', description: 'Last day for the item' }
export const Supervision = text(500, '监督方式', 'Manner of supervision')
export const Department = text(200, '实施部门', 'Department that carries it out')
export const Steps = text(2000, '实施步骤', 'Steps of the implementation')

export const Measure = closed(
  {
    name: text(200, '指标名称', 'Name of the measure'),
    unit: text(20, '计量单位', 'Unit of the measure'),
    target: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1e12,
      title: '目标值',
      description: 'Target of the measure'
    })
  },
  { title: '考核指标', description: 'Measure by which the item is judged' }
)
export const Milestones = Type.Array(
  closed({
    dueOn: { ...LocalDate, title: '节点日期', description: 'Day of the milestone' },
    target: amount('节点目标值', 'Target of the measure on that day')
  }),
  { maxItems: 36, title: '分月序时进度', description: 'Milestones by day, with rising targets' }
)
export const ParentItem = closed(
  { deploymentId: { ...Id, title: '上级部署任务', description: 'Deployment of a unit above' }, no: ItemNo },
  { title: '上级任务事项', description: 'Item of a deployment from above that this item passes on' }
)

const count = (title: string, description: string) => Type.Integer({ title, description })
export const Share = Type.Number({
  title: '完成率',
  description: 'Value divided by target, at most 1; without a measure 1 once it is reported done'
})

/** How an item stands at the units that the reader sees. */
export const Figures = closed(
  {
    addressees: count('责任单位数', 'Number of units addressed that the reader sees'),
    done: count('已完成', 'Number of units where it is confirmed as done'),
    late: count('逾期完成', 'Number of these whose report came after the last day'),
    claimed: count('报告完成', 'Number of units that reported it done, not yet confirmed'),
    underWay: count('推进中', 'Number of units where it is under way, within the last day'),
    notStarted: count('未启动', 'Number of units where it has not been started, within the last day'),
    overdue: count('逾期未完成', 'Number of units where the last day has passed'),
    progress: nullable({
      ...Share,
      title: '平均完成率',
      description: 'Mean share over these units, a unit without a report as 0; null without units'
    })
  },
  { title: '推进情况', description: 'Progress of the item' }
)

export const DeploymentItem = closed(
  {
    no: ItemNo,
    text: ItemText,
    measure: nullable(Measure),
    dueOn: DueOn,
    milestones: Milestones,
    supervision: nullable(Supervision),
    department: nullable(Department),
    steps: nullable(Steps),
    parentItem: nullable(ParentItem),
    amendment: Type.Integer({
      title: '变更次序',
      description: 'Number of the amendment that worded it so; 0 as issued'
    }),
    figures: Figures
  },
  { title: '任务事项', description: 'Item of a deployment, with its progress today' }
)
