import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import { UnitLevel } from '../../units/index.ts'
import { Coverage, DropReason } from '../schema.ts'
import { methods, taskStates } from '../vocabulary.ts'

const TaskState = oneOf(taskStates, { title: '状态', description: 'Status of the task' })
export const Method = oneOf(methods, {
  'x-enum': 'InspectionMethod',
  title: '监管方式',
  description: 'Method of inspection'
})
const Team = Type.Array(text(100, '检查人员', 'Name'), {
  maxItems: 50,
  title: '检查组',
  description: 'Inspectors'
})

export const Task = closed(
  {
    id: Id,
    planId: Id,
    unitCode: { ...UnitCode, title: '检查单位', description: 'Code of the inspecting unit' },
    targetCode: { ...UnitCode, title: '检查对象代码', description: 'Code of the unit to inspect' },
    targetName: Type.String({ title: '检查对象', description: 'Name of the unit when the plan was made' }),
    targetLevel: UnitLevel,
    coverage: Coverage,
    method: nullable(Method),
    scheduledOn: nullable(LocalDate),
    team: Team,
    state: TaskState,
    missingAreas: Type.Array(AreaWord, {
      title: '尚缺监管内容',
      description:
        'Areas in which a full inspection has no conclusion yet; empty for a drawn target or a ' +
        'finished inspection'
    }),
    drawRank: nullable(
      Type.Integer({ title: '抽签位次', description: 'Position in the order of the draw, from 1' })
    ),
    replacesCode: nullable({
      ...UnitCode,
      title: '所替换对象',
      description: 'Drawn target that it substitutes for'
    }),
    replaceReason: nullable(
      Type.String({ title: '替换理由', description: 'Reason of the replacement; null if not replaced' })
    ),
    replaceApprovedBy: nullable(
      Type.String({ title: '替换批准人', description: 'Subject of the token of the person who approved it' })
    ),
    reason: nullable(DropReason),
    clause: nullable(
      Type.String({
        title: '依据条款',
        description: 'Clause on which the inspection of the target is based; of a dropped task'
      })
    ),
    droppedOn: nullable({
      ...LocalDate,
      title: '不再检查之日',
      description: 'Date on which the task was dropped'
    }),
    version: Type.Integer({ title: '版本', description: 'Version of the task, as in its ETag' })
  },
  { $id: 'InspectionTask', title: '检查任务', description: 'Task: one target of a plan' }
)
export type Task = Static<typeof Task>

export const TaskPage = {
  ...listOf(Type.Unsafe<Task>({ $ref: 'InspectionTask#' })),
  $id: 'InspectionTaskPage'
}

export const taskQuery = closed({
  coverage: Type.Optional(Coverage),
  state: Type.Optional(TaskState),
  targetCode: Type.Optional(UnitCode),
  ...pageParameters
})
export type TaskQuery = Static<typeof taskQuery>

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
