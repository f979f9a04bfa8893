import { Type } from 'typebox'
import { FrameHash, Seed } from '../platform/draw/schema.ts'
import { closed, Id, Instant, oneOf, text, UnitCode, Year } from '../platform/http/schema.ts'
import {
  auditOnly,
  event,
  eventsOf,
  field,
  type PayloadsOf,
  personSub,
  writtenReason
} from '../platform/work/catalogue.ts'
import { AreaWord } from '../policy/index.ts'
import { UnitLevel } from '../units/index.ts'
import { DropReason } from './fields.ts'
import { Task, TaskChange } from './tasks/schema.ts'
import { planStates } from './vocabulary.ts'

const PlanState = oneOf(planStates, { title: '计划状态', description: 'Status of the plan' })
const step = {
  from: field(PlanState, '原状态', 'State before'),
  state: field(PlanState, '现状态', 'State now')
}
const at = (title: string, description: string) => field(Instant, title, description)
const submittedBy = personSub('提交人', 'Who submitted the plan')

const planId = field(Id, '检查计划', 'The plan that the task belongs to')
const targetCode = field(UnitCode, '检查对象', 'The unit to inspect')
const clause = Type.Optional(
  Type.String({ title: '依据条款', description: 'Clause by which the target is inspected' })
)
const counted = {
  planId,
  missingAreas: Type.Array(AreaWord, {
    title: '尚缺监管内容',
    description: 'Areas in which a full inspection has no conclusion yet'
  }),
  clause
}
const rank = Type.Integer({ title: '抽签位次', description: 'Place in the order of the draw, from 1' })

const planEvents = {
  'inspection-plan.created': event(
    { zh: '编制检查计划', en: 'Inspection plan made' },
    'A plan was made with its tasks, and the targets of its samples were drawn.',
    {
      year: Year,
      draws: Type.Array(
        closed({
          id: field(Id, '抽签', 'The draw'),
          targetLevel: UnitLevel,
          frameHash: FrameHash,
          seed: Seed,
          evidence: Type.String({
            title: '抽签证据',
            description: 'SHA-256 of the record of the draw, by which a later change is noticed'
          })
        }),
        { title: '抽签', description: 'Draws of the plan' }
      )
    }
  ),
  'inspection-plan.submitted': event(
    { zh: '提交检查计划', en: 'Inspection plan submitted' },
    'The plan waits for the approval of a leader.',
    {
      ...step,
      submittedAt: at('提交时间', 'When it was submitted'),
      submittedBy,
      returnReason: Type.Null({ title: '退回理由', description: 'An earlier reason is cleared' })
    }
  ),
  'inspection-plan.approved': event(
    { zh: '批准检查计划', en: 'Inspection plan approved' },
    'A person who did not submit the plan approved it.',
    {
      ...step,
      approvedAt: at('批准时间', 'When it was approved'),
      approvedBy: personSub('批准人', 'Who approved')
    }
  ),
  'inspection-plan.returned': event(
    { zh: '退回检查计划', en: 'Inspection plan returned' },
    'The plan is a draft again, with the reason.',
    {
      ...step,
      returnReason: writtenReason('退回理由', 'Why it was returned'),
      submittedAt: Type.Null({ title: '提交时间', description: 'Cleared' }),
      submittedBy: Type.Null({ title: '提交人', description: 'Cleared' })
    }
  ),
  'inspection-plan.closed': event(
    { zh: '结束检查计划', en: 'Inspection plan closed' },
    'Nothing more becomes of the tasks of the plan.',
    { ...step, closedAt: at('结束时间', 'When it was closed') }
  )
}

const taskEvents = {
  'inspection-task.arranged': event(
    { zh: '安排检查任务', en: 'Inspection task arranged' },
    'Somebody said when, how or by whom the target is inspected; only what changed is named.',
    {
      planId,
      method: TaskChange.properties.method,
      scheduledOn: TaskChange.properties.scheduledOn,
      team: Type.Optional(
        auditOnly(Type.Array(text(100, '检查人员', 'Name'), { title: '检查组', description: 'Inspectors' }))
      ),
      state: Type.Optional(Task.properties.state)
    }
  ),
  'inspection-task.added': event(
    { zh: '增加检查任务', en: 'Inspection task added' },
    'A subordinate joined the unit after the plan was made.',
    { planId, targetCode }
  ),
  'inspection-task.replaced': event(
    { zh: '替换检查对象', en: 'Target of an inspection task replaced' },
    'A drawn target gave way to the next in the order of the draw: a leader decided so, or the tree changed.',
    {
      planId,
      reason: auditOnly(
        Type.String({ title: '替换理由', description: 'Text of the leader, or a code of `drop-reason`' })
      ),
      replaced: field(UnitCode, '原检查对象', 'The target that is not inspected'),
      by: field(UnitCode, '替换后检查对象', 'The substitute'),
      rank,
      passedOver: Type.Optional(
        Type.Array(closed({ code: UnitCode, rank, reason: DropReason }), {
          title: '跳过的单位',
          description: 'Units that were next in the order and could not be inspected'
        })
      )
    }
  ),
  'inspection-task.dropped': event(
    { zh: '检查任务终止', en: 'Inspection task dropped' },
    'The target ended or left the unit; it is not inspected for the plan.',
    { planId, targetCode, reason: DropReason, clause }
  ),
  'inspection-task.reopened': event(
    { zh: '恢复检查任务', en: 'Inspection task open again' },
    'The target is there again, and the task with it.',
    { planId, targetCode }
  ),
  'inspection-task.released': event(
    { zh: '检查任务重新待安排', en: 'Inspection task released' },
    'The inspection of the task was cancelled; the task may get another one.',
    { planId }
  ),
  'inspection-task.inspected': event(
    { zh: '检查任务完成', en: 'Inspection task done' },
    'All that the task asks for has been inspected in its year.',
    counted
  ),
  'inspection-task.under-way': event(
    { zh: '检查任务部分完成', en: 'Inspection task done in part' },
    'An inspection ended, and areas of a full inspection are still missing.',
    counted
  ),
  'inspection-task.not-counted': event(
    { zh: '检查不计入任务', en: 'Inspection not counted for its task' },
    'The inspection was of another year, or came to no conclusion; the task stays as it was.',
    counted
  )
}

export const events = eventsOf({ ...planEvents, ...taskEvents })

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
