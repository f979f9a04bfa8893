import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'inspection-not-found': {
    status: 404,
    title: { zh: '检查不存在或无权查看', en: 'The inspection does not exist or is not visible to you' }
  },
  'inspection-not-yours': {
    status: 403,
    title: { zh: '检查由检查单位办理', en: 'Only the inspecting unit may take this step' },
    detail: {
      zh: '只有单位{unit}及其上级可以办理。',
      en: 'Only people of unit {unit} and of the units above it may take this step.'
    }
  },
  'target-not-below': {
    status: 422,
    title: { zh: '只能检查下级单位', en: 'A unit may inspect only units below it' },
    detail: {
      zh: '单位{target}不是单位{unit}的下级，请核对检查对象。',
      en: 'Unit {target} does not lie below unit {unit}. Check the target.'
    }
  },
  'target-not-valid': {
    status: 422,
    title: { zh: '该单位尚未设立或已撤销', en: 'The target does not exist yet, or has ended' },
    detail: { zh: '请填写今日有效的单位。', en: 'Name a unit that exists today.' }
  },
  'two-origins': {
    status: 422,
    title: {
      zh: '检查任务与专项督导只能二选一',
      en: 'An inspection belongs to a task or to a campaign, not to both'
    },
    detail: {
      zh: '请只填检查任务或者只填专项督导。',
      en: 'Name either the task or the campaign.'
    },
    constraint: 'inspection_origin_check'
  },
  'task-named': {
    status: 409,
    title: {
      zh: '该检查已对应另一检查任务',
      en: 'The inspection already carries out another task'
    },
    detail: {
      zh: '一次检查只对应一项检查任务，请为此任务另行安排检查。',
      en: 'An inspection carries out one task. Plan another inspection for this task.'
    }
  },
  'task-of-others': {
    status: 422,
    title: {
      zh: '检查任务与检查单位或检查对象不符',
      en: 'The task belongs to another unit or has another target'
    },
    detail: {
      zh: '请选用检查单位自己的、检查对象相同的检查任务。',
      en: 'Choose a task of the inspecting unit with the same target.'
    }
  },
  'task-has-inspection': {
    status: 409,
    title: { zh: '该检查任务已有检查尚未完成', en: 'An inspection for this task is still open' },
    detail: {
      zh: '请先完成或取消该检查，再为此任务安排检查。',
      en: 'Complete or cancel that inspection before you plan another one for the task.'
    },
    constraint: 'inspection_task_key'
  },
  'inspection-step': {
    status: 409,
    title: {
      zh: '检查现状不允许此操作',
      en: 'The status of the inspection does not allow this step'
    },
    detail: {
      zh: '检查现为{state:inspection-state}，不能{step:inspection-step}。',
      en: 'The status of the inspection is "{state:inspection-state}". You cannot {step:inspection-step} now.'
    }
  },
  'visit-not-notified': {
    status: 409,
    title: { zh: '暗访不发通知', en: 'No notice is given of an unannounced visit' },
    detail: {
      zh: '暗访直接开始，无需通知检查对象。',
      en: 'Start the visit without a notice to the target.'
    }
  },
  'only-open-checks-notified': {
    status: 409,
    title: { zh: '只有明查事先通知', en: 'Only an open check is notified beforehand' },
    detail: {
      zh: '以其他方式进行的检查直接开始，无需通知。',
      en: 'Start an inspection by another method without a notice.'
    }
  },
  'notified-method': {
    status: 422,
    title: {
      zh: '已通知的明查不能改为其他方式',
      en: 'An open check that was notified cannot change its method'
    },
    detail: {
      zh: '如需改用其他方式，请取消本次检查后另行安排。',
      en: 'To use another method, cancel this inspection and plan a new one.'
    }
  },
  'evaluator-not-evaluation': {
    status: 422,
    title: {
      zh: '只有绩效评价可以引入第三方',
      en: 'Only a performance evaluation may have an outside evaluator'
    },
    detail: {
      zh: '请删去第三方评价机构，或将监管方式改为绩效评价。',
      en: 'Leave the evaluator out, or choose evaluation as the method.'
    },
    constraint: 'inspection_evaluator_check'
  },
  'day-in-future': {
    status: 422,
    title: { zh: '时间晚于现在', en: 'The time lies in the future' },
    detail: { zh: '请填写现在或以前的时间。', en: 'Give a time that is now or earlier.' }
  },
  'days-out-of-order': {
    status: 422,
    title: { zh: '时间先后颠倒', en: 'The times are out of order' },
    detail: {
      zh: '时间不得早于{from}，即上一步骤的时间。',
      en: 'The time must not be earlier than {from}, the time of the step before.'
    },
    constraint: 'inspection_order_check'
  },
  'inspector-unknown': {
    status: 422,
    title: {
      zh: '该人员不在检查单位及其下级的名录上',
      en: 'This person is not on the register of the inspecting unit or of a unit below it'
    },
    detail: {
      zh: '请从检查单位及其下级的检查人员名录中选人。',
      en: 'Choose people from the staff registers of the inspecting unit and the units below it.'
    }
  },
  'inspector-inactive': {
    status: 422,
    title: { zh: '该人员已不在册', en: 'This person has left the register' },
    detail: { zh: '请另选在册人员。', en: 'Choose a person who is on the register.' }
  },
  'inspector-partial': {
    status: 422,
    title: {
      zh: '该人员应当回避',
      en: 'This person may not inspect the target, because of a conflict of interest'
    },
    detail: {
      zh: '检查人员不得检查本单位，也不得检查其应回避的单位及其上下级，请另选人员。',
      en:
        'Inspectors may not inspect their own unit, a unit with which they have a conflict of interest, ' +
        'or a unit above or below such a unit. Choose another person.'
    }
  },
  'team-unfit': {
    status: 409,
    title: { zh: '检查组成员现已不宜前往', en: 'A member of the team may no longer be sent' },
    detail: {
      zh: '成员应在册、不属于检查对象或其前身、无须回避。请先按逐项错误变更检查组。',
      en:
        'Members must be on the register, must not belong to the target or to a unit that it succeeded, ' +
        'and must not have a conflict of interest. Change the team first; `errors` lists the members ' +
        'concerned.'
    }
  },
  'area-twice': {
    status: 422,
    title: { zh: '同一监管内容列了两次', en: 'An area is named twice' },
    detail: { zh: '每项监管内容只列一次。', en: 'Name each area once.' }
  },
  'item-twice': {
    status: 422,
    title: { zh: '同一检查要点列了两次', en: 'A checklist item is named twice' },
    detail: { zh: '每项检查要点只列一次。', en: 'Name each checklist item once.' }
  },
  'item-unknown': {
    status: 422,
    title: { zh: '没有这一检查要点', en: 'There is no such checklist item' },
    detail: { zh: '请从检查要点清单中选用。', en: 'Choose an item of the checklist.' }
  },
  'item-of-other-area': {
    status: 422,
    title: { zh: '检查要点不属于该监管内容', en: 'The checklist item belongs to another area' },
    detail: {
      zh: '请将该检查要点列在其所属的监管内容之下。',
      en: 'Move the item to the area to which it belongs.'
    }
  },
  'item-of-other-level': {
    status: 422,
    title: {
      zh: '检查要点不适用于该级单位',
      en: 'The checklist item does not apply to units of this level'
    },
    detail: {
      zh: '请选用适用于检查对象层级的检查要点。',
      en: 'Choose an item that applies to the level of the target.'
    }
  },
  'conclusion-missing': {
    status: 422,
    title: { zh: '监管内容尚无结论', en: 'An area has no conclusion' },
    detail: {
      zh: '“{area}”尚无结论，请先作出结论。',
      en: 'The area "{area}" has no conclusion. Give every area a conclusion first.'
    }
  },
  'conclusion-contradicted': {
    status: 422,
    title: { zh: '结论与检查要点不一致', en: 'The conclusion contradicts a checklist item' },
    detail: {
      zh: '检查要点“{item}”存在问题，该监管内容的结论也应为存在问题。',
      en: 'There are problems with the item "{item}", so the conclusion of the area must be "problems".'
    }
  }
} satisfies Wordings

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
    sound: { zh: '符合要求', en: 'meets the requirements' },
    problems: { zh: '存在问题', en: 'problems' },
    'not-checked': { zh: '未检查', en: 'not checked' }
  },
  'inspection-step': {
    arrange: { zh: '变更安排', en: 'change the arrangement' },
    keep: { zh: '记录检查情况', en: 'record results' },
    notify: { zh: '通知检查对象', en: 'notify the target' },
    start: { zh: '开始检查', en: 'start the inspection' },
    cancel: { zh: '取消检查', en: 'cancel the inspection' },
    complete: { zh: '完成检查', en: 'complete the inspection' },
    publish: { zh: '公开结果', en: 'publish the results' },
    find: { zh: '登记问题', en: 'record a finding' },
    'draw-team': { zh: '抽取检查组', en: 'draw the team' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type State = keyof (typeof labels)['inspection-state']
export type Conclusion = keyof typeof labels.conclusion

export const states = keysOf(labels['inspection-state'])
export const conclusions = keysOf(labels.conclusion)
