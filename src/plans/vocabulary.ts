import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'plan-not-found': {
    status: 404,
    title: { zh: '计划不存在或无权查看', en: 'The plan does not exist, or not for you' }
  },
  'task-not-found': {
    status: 404,
    title: { zh: '任务不存在或无权查看', en: 'The task does not exist, or not for you' }
  },
  'draw-not-found': {
    status: 404,
    title: { zh: '抽签不存在或无权查看', en: 'The draw does not exist, or not for you' }
  },
  'plan-exists': {
    status: 409,
    title: { zh: '该单位该年度已有检查计划', en: 'The unit has a plan for that year' },
    constraint: 'inspection_plan_unit_year_key'
  },
  'nothing-to-inspect': {
    status: 422,
    title: { zh: '该单位没有须检查的下级', en: 'The unit has nobody to inspect' }
  },
  'plan-step': {
    status: 409,
    title: { zh: '计划现状不允许此操作', en: 'The plan is not at this step' },
    detail: {
      zh: '计划现为{state:plan-state}，不能转为{step:plan-state}。',
      en: 'The plan is {state:plan-state}. It cannot become {step:plan-state}.'
    }
  },
  'approver-is-submitter': {
    status: 403,
    title: { zh: '提交人不得审批自己提交的计划', en: 'Whoever submitted the plan may not approve it' },
    constraint: 'inspection_plan_four_eyes_check'
  },
  'plan-closed': { status: 409, title: { zh: '计划已结束', en: 'The plan is closed' } },
  'task-done': {
    status: 409,
    title: { zh: '任务已检查、已替换或不再检查', en: 'The task is inspected, replaced or dropped' }
  },
  'schedule-outside-year': {
    status: 422,
    title: { zh: '检查日期不在计划年度内', en: 'The day does not lie in the year of the plan' },
    detail: { zh: '计划年度为 {year}。', en: 'The plan is for {year}.' }
  },
  'not-drawn': {
    status: 422,
    title: { zh: '全面检查的对象不可替换', en: 'Only a drawn target can be replaced' },
    detail: {
      zh: '全面检查须逐一检查，没有候补。',
      en: 'A full inspection leaves nobody out, so there is no substitute.'
    }
  },
  'task-exists': {
    status: 409,
    title: { zh: '该对象已有检查任务', en: 'The target has a task in this plan' },
    constraint: 'inspection_task_target_key'
  },
  'not-direct-subordinate': {
    status: 422,
    title: {
      zh: '只能为本单位现有的直接下级增加检查任务',
      en: 'A task can only be added for a direct subordinate that is in office today'
    }
  },
  'plan-year-over': {
    status: 409,
    title: { zh: '计划年度已过，不能增加任务', en: 'The year of the plan is over; no task can be added' }
  },
  'no-substitute': { status: 409, title: { zh: '抽样框中已无候补', en: 'The frame has no substitute left' } }
} satisfies Wordings

export const labels = {
  'plan-state': {
    draft: { zh: '草稿', en: 'draft' },
    submitted: { zh: '已提交', en: 'submitted' },
    approved: { zh: '已批准', en: 'approved' },
    closed: { zh: '已结束', en: 'closed' }
  },
  'task-state': {
    pending: { zh: '待安排', en: 'pending' },
    scheduled: { zh: '已安排', en: 'scheduled' },
    'under-way': { zh: '检查未完', en: 'under way' },
    inspected: { zh: '已检查', en: 'inspected' },
    replaced: { zh: '已替换', en: 'replaced' },
    dropped: { zh: '不再检查', en: 'dropped' }
  },
  'drop-reason': {
    ended: { zh: '检查对象已撤销', en: 'the target has ended' },
    'moved-away': { zh: '检查对象已划出', en: 'the target has moved away' },
    'target-back': { zh: '原检查对象恢复', en: 'the drawn target is there again' }
  },
  method: {
    'special-supervision': { zh: '专项督导', en: 'special supervision' },
    'petition-supervision': { zh: '信访督办', en: 'petition supervision' },
    'open-check': { zh: '明查', en: 'open check' },
    'unannounced-visit': { zh: '暗访（四不两直）', en: 'unannounced visit' },
    evaluation: { zh: '绩效评价', en: 'evaluation' },
    notice: { zh: '通报', en: 'notice' },
    interview: { zh: '约谈', en: 'interview' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type PlanState = keyof (typeof labels)['plan-state']
export type TaskState = keyof (typeof labels)['task-state']
export type DropReason = keyof (typeof labels)['drop-reason']
/** The methods by which a target is inspected; a notice or an interview follows, it does not look. */
export type Method = Exclude<keyof typeof labels.method, 'notice' | 'interview'>

export const planStates = Object.keys(labels['plan-state']) as PlanState[]
export const dropReasons = Object.keys(labels['drop-reason']) as DropReason[]
export const taskStates = Object.keys(labels['task-state']) as TaskState[]
export const methods: readonly Method[] = [
  'special-supervision',
  'petition-supervision',
  'open-check',
  'unannounced-visit',
  'evaluation'
]

/** What the methods are called in Chinese, for sentences that are put together. */
export const methodNames = Object.fromEntries(methods.map((name) => [name, labels.method[name].zh]))
