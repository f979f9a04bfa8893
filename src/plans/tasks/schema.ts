import { type Static, Type } from 'typebox'
import { actions, closed, LocalDate, listOf, nullable, text, UnitCode } from '../../platform/http/schema.ts'
import { item, Method, Team } from './fields.ts'
import { stepNames } from './rules.ts'

export const TaskItem = closed(item.properties, {
  $id: 'InspectionTaskItem',
  title: '检查任务（列表项）',
  description: 'Task, as a list shows it'
})
export type TaskItem = Static<typeof TaskItem>

export const Task = closed(
  { ...item.properties, actions: actions(stepNames) },
  { $id: 'InspectionTask', title: '检查任务', description: 'Task: one target of a plan' }
)
export type Task = Static<typeof Task>

export const TaskPage = {
  ...listOf(Type.Unsafe<TaskItem>({ $ref: 'InspectionTaskItem#' })),
  $id: 'InspectionTaskPage'
}

export const TaskChange = closed(
  {
    method: Type.Optional(nullable(Method)),
    scheduledOn: Type.Optional(nullable(LocalDate)),
    team: Type.Optional(Team)
  },
  {
    $id: 'InspectionTaskChange',
    title: '任务安排',
    description: 'Arrangement of a task: when, how and by whom',
    minProperties: 1,
    examples: [{ method: 'open-check', scheduledOn: '2026-06-01', team: ['王某', '李某'] }]
  }
)
export type TaskChange = Static<typeof TaskChange>

export const NewTask = closed(
  {
    targetCode: {
      ...UnitCode,
      title: '检查对象代码',
      description: 'Code of the direct subordinate that joined later'
    }
  },
  {
    $id: 'NewInspectionTask',
    title: '增加任务',
    description: 'New task for a direct subordinate that joined the unit after the plan was made',
    examples: [{ targetCode: '220203' }]
  }
)

export const Replacement = closed(
  { reason: text(1000, '替换理由', 'Reason why the drawn target cannot be inspected') },
  {
    $id: 'TaskReplacement',
    title: '替换',
    description: 'Replacement of a drawn target by the next substitute'
  }
)

export const schemas = [TaskItem, Task, TaskPage, TaskChange, NewTask, Replacement]
