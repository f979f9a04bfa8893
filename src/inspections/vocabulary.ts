import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'inspection-not-found': {
    status: 404,
    title: { zh: '检查不存在或无权查看', en: 'The inspection does not exist, or not for you' }
  },
  'inspection-not-yours': {
    status: 403,
    title: { zh: '检查由检查单位办理', en: 'An inspection is in the hands of the unit that inspects' },
    detail: {
      zh: '只有 {unit} 及其上级可以办理。',
      en: 'Only people of {unit} and of the units above it do so.'
    }
  },
  'target-not-below': {
    status: 422,
    title: { zh: '只能检查下级单位', en: 'Only a unit below is inspected' },
    detail: { zh: '{target} 不是 {unit} 的下级单位。', en: '{target} does not stand below {unit}.' }
  },
  'target-not-valid': {
    status: 422,
    title: { zh: '该单位尚未设立或已经撤销', en: 'The unit is not there yet, or no longer' }
  },
  'two-origins': {
    status: 422,
    title: { zh: '检查任务与专项督导只能二选一', en: 'An inspection comes from a task or from a campaign' },
    constraint: 'inspection_origin_check'
  },
  'task-named': {
    status: 409,
    title: {
      zh: '该检查已对应另一检查任务，请另行安排检查',
      en: 'The inspection carries out another task already; arrange one more inspection for this task'
    }
  },
  'task-of-others': {
    status: 422,
    title: { zh: '检查任务与检查单位或检查对象不符', en: 'The task is of another unit, or on another target' }
  },
  'task-has-inspection': {
    status: 409,
    title: { zh: '该检查任务已有检查尚未完成', en: 'An inspection for the task is still open' },
    constraint: 'inspection_task_key'
  },
  'inspection-step': {
    status: 409,
    title: { zh: '检查现状不允许此操作', en: 'The inspection is not at this step' },
    detail: {
      zh: '检查现为 {state}，不能 {step}。',
      en: 'What is {state} cannot be taken by the step {step}.'
    }
  },
  'visit-not-notified': {
    status: 409,
    title: { zh: '暗访不发通知', en: 'An unannounced visit is not notified' }
  },
  'only-open-checks-notified': {
    status: 409,
    title: { zh: '只有明查事先通知', en: 'Only an open check is notified beforehand' }
  },
  'notified-method': {
    status: 422,
    title: { zh: '已通知的明查不能改为其他方式', en: 'What has been notified stays an open check' }
  },
  'evaluator-not-evaluation': {
    status: 422,
    title: { zh: '只有绩效评价可以引入第三方', en: 'Only an evaluation has an outside evaluator' },
    constraint: 'inspection_evaluator_check'
  },
  'day-in-future': {
    status: 422,
    title: { zh: '时间晚于现在', en: 'The time has not come yet' }
  },
  'days-out-of-order': {
    status: 422,
    title: { zh: '时间先后颠倒', en: 'The times are out of order' },
    detail: { zh: '不得早于 {from}。', en: 'Not before {from}.' },
    constraint: 'inspection_order_check'
  },
  'inspector-unknown': {
    status: 422,
    title: {
      zh: '该人员不在检查单位及其下级的名录上',
      en: 'Nobody on the register of the inspecting unit or below it'
    }
  },
  'inspector-inactive': {
    status: 422,
    title: { zh: '该人员已不在册', en: 'The person is off the register' }
  },
  'inspector-partial': {
    status: 422,
    title: { zh: '该人员应当回避', en: 'The person stays away from this target' },
    detail: {
      zh: '检查人员不得检查本单位，也不得检查其应回避的单位及其上下级。',
      en: 'Nobody inspects his own unit, nor one of his conflicts, nor those above or below that one.'
    }
  },
  'team-unfit': {
    status: 409,
    title: { zh: '检查组成员现已不宜前往', en: 'Somebody in the team may not go any more' },
    detail: {
      zh: '成员应在册、不属于检查对象或其前身、无须回避。请先变更检查组，见 errors。',
      en:
        'Members must be on the register, not of the target or of what it succeeded to, and without a ' +
        'conflict. Change the team first; see errors.'
    }
  },
  'area-twice': {
    status: 422,
    title: { zh: '同一监管内容列了两次', en: 'An area is named twice' }
  },
  'item-twice': {
    status: 422,
    title: { zh: '同一检查要点列了两次', en: 'A checklist item is named twice' }
  },
  'item-unknown': {
    status: 422,
    title: { zh: '没有这一检查要点', en: 'There is no such checklist item' }
  },
  'item-of-other-area': {
    status: 422,
    title: { zh: '检查要点不属于该监管内容', en: 'The checklist item belongs to another area' }
  },
  'item-of-other-level': {
    status: 422,
    title: { zh: '检查要点不适用于该级单位', en: 'The checklist item is not asked of units of this level' }
  },
  'conclusion-missing': {
    status: 422,
    title: { zh: '监管内容尚无结论', en: 'An area has no conclusion' },
    detail: { zh: '{area} 尚无结论。', en: '{area} has none.' }
  },
  'conclusion-contradicted': {
    status: 422,
    title: { zh: '结论与检查要点不一致', en: 'The conclusion contradicts a checklist item' },
    detail: { zh: '{item} 存在问题。', en: 'There are problems with {item}.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'inspection-state': {
    planned: { zh: '已计划', en: 'planned' },
    notified: { zh: '已通知', en: 'notified' },
    'under-way': { zh: '检查中', en: 'under way' },
    completed: { zh: '已完成', en: 'completed' },
    published: { zh: '已公开', en: 'published' },
    cancelled: { zh: '已取消', en: 'cancelled' }
  },
  conclusion: {
    sound: { zh: '符合要求', en: 'as it should be' },
    problems: { zh: '存在问题', en: 'there are problems' },
    'not-checked': { zh: '未检查', en: 'not looked into' }
  }
} as const

export type State = keyof (typeof labels)['inspection-state']
export type Conclusion = keyof typeof labels.conclusion

export const states = Object.keys(labels['inspection-state']) as State[]
export const conclusions = Object.keys(labels.conclusion) as Conclusion[]
