import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'plan-not-found': {
    status: 404,
    title: { zh: '计划不存在或无权查看', en: 'The plan does not exist or is not visible to you' }
  },
  'task-not-found': {
    status: 404,
    title: { zh: '任务不存在或无权查看', en: 'The task does not exist or is not visible to you' }
  },
  'draw-not-found': {
    status: 404,
    title: { zh: '抽签不存在或无权查看', en: 'The draw does not exist or is not visible to you' }
  },
  'plan-exists': {
    status: 409,
    title: { zh: '该单位该年度已有检查计划', en: 'The unit already has a plan for that year' },
    detail: { zh: '请修改已有的计划。', en: 'Change the plan that exists.' },
    constraint: 'inspection_plan_unit_year_key'
  },
  'nothing-to-inspect': {
    status: 422,
    title: { zh: '该单位没有须检查的下级', en: 'The unit has no subordinates to inspect' },
    detail: { zh: '请改选有下级的单位。', en: 'Choose a unit that has subordinates.' }
  },
  'plan-step': {
    status: 409,
    title: { zh: '计划现状不允许此操作', en: 'The plan is not in a state that allows this' },
    detail: {
      zh: '计划现为{state:plan-state}，不能{step:plan-step}。请刷新后按现状操作。',
      en:
        'The plan is "{state:plan-state}". You cannot {step:plan-step} it now. Read it again and ' +
        'continue from its current state.'
    }
  },
  'approver-is-submitter': {
    status: 403,
    title: {
      zh: '提交人不得审批自己提交的计划',
      en: 'A plan cannot be approved by the person who submitted it'
    },
    detail: { zh: '请由其他负责人审批。', en: 'Ask another leader to approve it.' },
    constraint: 'inspection_plan_four_eyes_check'
  },
  'plan-closed': {
    status: 409,
    title: { zh: '计划已结束', en: 'The plan is closed' },
    detail: { zh: '已结束的计划不能再变更。', en: 'A closed plan can no longer be changed.' }
  },
  'task-done': {
    status: 409,
    title: { zh: '任务已检查、已替换或不再检查', en: 'The task has been inspected, replaced or dropped' },
    detail: {
      zh: '该任务不能再安排或替换，请选用其他任务。',
      en: 'It can no longer be scheduled or replaced. Choose another task.'
    }
  },
  'schedule-outside-year': {
    status: 422,
    title: { zh: '检查日期不在计划年度内', en: 'The inspection date is outside the year of the plan' },
    detail: {
      zh: '计划年度为{year}年，请填写当年的日期。',
      en: 'The plan is for {year}. Choose a date in that year.'
    }
  },
  'not-drawn': {
    status: 422,
    title: { zh: '全面检查的对象不可替换', en: 'Only a drawn target can be replaced' },
    detail: {
      zh: '全面检查须逐一检查，没有候补。只有随机抽查的对象可以替换。',
      en:
        'A full inspection covers every target, so there is no substitute. Only targets of a random ' +
        'sample can be replaced.'
    }
  },
  'task-exists': {
    status: 409,
    title: { zh: '该对象已有检查任务', en: 'The target already has a task in this plan' },
    detail: { zh: '请使用已有的任务。', en: 'Use the task that exists.' },
    constraint: 'inspection_task_target_key'
  },
  'not-direct-subordinate': {
    status: 422,
    title: {
      zh: '只能为本单位现有的直接下级增加检查任务',
      en: 'A task can be added only for a direct subordinate that is in office today'
    },
    detail: { zh: '请改选本单位现有的直接下级。', en: 'Choose one of the current direct subordinates.' }
  },
  'plan-year-over': {
    status: 409,
    title: { zh: '计划年度已过，不能增加任务', en: 'The year of the plan is over; no task can be added' },
    detail: { zh: '请在本年度的计划中增加。', en: 'Add the task to the plan of the current year.' }
  },
  'no-substitute': {
    status: 409,
    title: { zh: '抽样框中已无候补', en: 'The sampling frame has no substitute left' },
    detail: {
      zh: '抽样框中的单位均已抽取或不能检查，该对象不能替换。',
      en: 'Every unit of the frame has been drawn or cannot be inspected, so this target cannot be replaced.'
    }
  }
} satisfies Wordings

export const labels = {
  'plan-state': {
    draft: { zh: '草稿', en: 'draft' },
    submitted: { zh: '已提交', en: 'submitted' },
    approved: { zh: '已批准', en: 'approved' },
    closed: { zh: '已结束', en: 'closed' }
  },
  'plan-step': {
    submit: { zh: '提交', en: 'submit' },
    approve: { zh: '批准', en: 'approve' },
    return: { zh: '退回', en: 'return' },
    close: { zh: '结束', en: 'close' },
    'add-task': { zh: '增加检查任务', en: 'add a task to' }
  },
  'task-step': {
    change: { zh: '安排', en: 'arrange' },
    replace: { zh: '替换检查对象', en: 'replace' }
  },
  'task-state': {
    pending: { zh: '待安排', en: 'pending' },
    scheduled: { zh: '已安排', en: 'scheduled' },
    'under-way': { zh: '检查未完', en: 'in progress' },
    inspected: { zh: '已检查', en: 'inspected' },
    replaced: { zh: '已替换', en: 'replaced' },
    dropped: { zh: '不再检查', en: 'dropped' }
  },
  'drop-reason': {
    ended: { zh: '检查对象已撤销', en: 'the target has been retired' },
    'moved-away': { zh: '检查对象已划出', en: 'the target has moved to another unit' },
    'target-back': { zh: '原检查对象恢复', en: 'the drawn target is in office again' }
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
/** The methods by which a target is inspected. Notices and interviews follow an inspection. */
export type Method = Exclude<keyof typeof labels.method, 'notice' | 'interview'>

export const planStates = keysOf(labels['plan-state'])
export const dropReasons = keysOf(labels['drop-reason'])
export const taskStates = keysOf(labels['task-state'])
export const methods: readonly Method[] = [
  'special-supervision',
  'petition-supervision',
  'open-check',
  'unannounced-visit',
  'evaluation'
]

/** The labels of the methods. */
export const methodLabels = labels.method

/** The Chinese names of the methods, for texts of official documents. */
export const methodNames = Object.fromEntries(methods.map((name) => [name, labels.method[name].zh]))
