import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import { callerWordings } from './callers/vocabulary.ts'

export const wordings = {
  'unit-not-found': {
    status: 404,
    title: { zh: '单位不存在或无权查看', en: 'The unit does not exist or is not visible to you' },
    detail: { zh: '请核对单位代码。', en: 'Check the code of the unit.' }
  },
  ...callerWordings,
  'unit-exists': {
    status: 409,
    title: { zh: '单位代码已存在', en: 'A unit with this code exists already' },
    detail: {
      zh: '请换用其他代码，或修改已有的单位。',
      en: 'Use another code, or change the unit that exists.'
    },
    constraint: 'unit_pkey'
  },
  'code-of-other-province': {
    status: 422,
    title: { zh: '单位代码属于其他省份', en: 'The code of the unit belongs to another province' },
    detail: {
      zh: '本省单位代码如以两位数字开头，应为{root}。',
      en: 'In this province, a code that begins with two digits begins with {root}. Correct the code.'
    }
  },
  'unknown-parent': {
    status: 422,
    title: { zh: '上级单位不存在', en: 'The parent unit does not exist' },
    detail: {
      zh: '请核对上级单位代码，或先增设该单位。',
      en: 'Check the code of the parent, or add that unit first.'
    }
  },
  'parent-level': {
    status: 422,
    title: { zh: '上级单位的级别须高于本单位', en: 'The parent unit is not of a higher level' },
    detail: {
      zh: '{level:level}不能隶属于{parent:level}，请改选级别更高的上级单位。',
      en:
        'A unit of level "{level:level}" cannot belong to one of level "{parent:level}". Choose a ' +
        'parent of a higher level.'
    }
  },
  'parent-missing': {
    status: 422,
    title: { zh: '省级以外的单位须有上级', en: 'Every unit except a province needs a parent' },
    detail: { zh: '请填写上级单位代码。', en: 'Give the code of the parent unit.' }
  },
  'root-exists': {
    status: 403,
    title: { zh: '仅限运维人员增设省级单位', en: 'Only the operator may add a province' },
    detail: { zh: '请填写上级单位，或联系运维人员。', en: 'Give a parent unit, or ask the operator.' }
  },
  'unit-retired': {
    status: 409,
    title: { zh: '单位已撤销', en: 'The unit has been retired' },
    detail: {
      zh: '已撤销的单位不能再变更。如撤销有误，请更正撤销日期或承接单位。',
      en: 'A retired unit cannot be changed. If its end is wrong, correct the end date or the successor.'
    }
  },
  'parent-retired': {
    status: 422,
    title: { zh: '上级单位已撤销', en: 'The parent unit has been retired' },
    detail: {
      zh: '请改选存续的单位，例如其承接单位。',
      en: 'Choose a unit that is in office, such as its successor.'
    }
  },
  'unit-has-subordinates': {
    status: 409,
    title: { zh: '单位仍有下级', en: 'The unit still has subordinates' },
    detail: {
      zh: '仍有{count}个存续的直接下级，请先划转或撤销。',
      en: 'It has {count} direct subordinate(s) in office. Move or retire them first.'
    }
  },
  'unknown-successor': {
    status: 422,
    title: { zh: '承接单位不存在', en: 'The successor unit does not exist' },
    detail: { zh: '请核对承接单位代码。', en: 'Check the code of the successor.' }
  },
  'successor-retired': {
    status: 422,
    title: {
      zh: '承接单位届时已撤销，或即为本单位',
      en: 'The successor is retired by then, or is the unit itself'
    },
    detail: { zh: '请改选届时存续的其他单位。', en: 'Choose another unit that is in office on that day.' }
  },
  'successor-not-begun': {
    status: 422,
    title: { zh: '承接单位届时尚未设立', en: 'The successor is not yet in office on that day' },
    detail: {
      zh: '请改选届时已设立的单位，或推迟撤销日期。',
      en: 'Choose a unit that is in office by then, or a later end date.'
    }
  },
  'successor-circle': {
    status: 422,
    title: {
      zh: '承接关系成环：该单位的承接单位最终为本单位',
      en: 'The successor is to be succeeded by this unit itself'
    },
    detail: { zh: '请改选其他承接单位。', en: 'Choose another successor.' }
  },
  'no-unit-to-act': {
    status: 422,
    title: {
      zh: '省级单位没有上级，撤销后无人承接',
      en: 'A province cannot be retired: no unit above it would act for it'
    },
    detail: {
      zh: '请保留省级单位；名称等内容可直接变更。',
      en: 'Keep the province; its name and other details can be changed.'
    }
  },
  'other-province': {
    status: 422,
    title: {
      zh: '不得划转至外省，或由外省单位承接',
      en: 'A unit cannot move to another province, nor be succeeded by a unit of one'
    },
    detail: { zh: '请改选本省单位。', en: 'Choose a unit of the same province.' }
  },
  'parent-ends': {
    status: 422,
    title: { zh: '上级单位将先于本单位撤销', en: 'The parent unit ends before this unit does' },
    detail: {
      zh: '上级单位自{on}起撤销，请改为隶属于其承接单位。',
      en: 'The parent ends on {on}. Choose its successor as the parent.'
    }
  },
  'parent-not-begun': {
    status: 422,
    title: { zh: '上级单位尚未设立', en: 'The parent unit is not yet in office' },
    detail: {
      zh: '上级单位自{on}起设立，请填写该日或以后的日期，或改选上级单位。',
      en: 'The parent begins on {on}. Give that date or a later one, or choose another parent.'
    }
  },
  'unit-not-ending': {
    status: 409,
    title: { zh: '单位未被撤销，无可更正', en: 'The unit has no end date that could be corrected' },
    detail: { zh: '如要撤销该单位，请使用撤销操作。', en: 'To end the unit, retire it instead.' }
  },
  'end-by-operator': {
    status: 403,
    title: {
      zh: '撤销已生效，仅限运维人员更正',
      en: 'The end has taken effect; only the operator may correct it'
    },
    detail: { zh: '请联系运维人员更正。', en: 'Ask the operator to correct it.' }
  },
  'end-alone': {
    status: 422,
    title: {
      zh: '更正撤销日期或承接单位时不得同时变更其他内容',
      en: 'The end or the successor cannot be corrected together with other changes'
    },
    detail: {
      zh: '请分两次提交：先更正撤销日期或承接单位，再变更其他内容。',
      en: 'Send two requests: one that corrects the end or the successor, another with the other changes.'
    }
  },
  'unit-not-in-office': {
    status: 422,
    title: { zh: '单位在该日不存续', en: 'The unit is not in office on that day' },
    detail: {
      zh: '单位{unit}在{on}尚未设立或已撤销，请改选单位或日期。',
      en: 'Unit {unit} is not yet, or no longer, in office on {on}. Choose another unit or date.'
    }
  },
  'retired-before-valid': {
    status: 422,
    title: { zh: '撤销日期早于设立日期', en: 'The unit would end before it begins' },
    detail: {
      zh: '撤销日期应晚于设立日期，请核对。',
      en: 'The end date must lie after the first day. Check both dates.'
    },
    constraint: 'unit_validity_check'
  },
  'import-rejected': {
    status: 422,
    title: { zh: '文件有误，未导入任何内容', en: 'The file has errors; nothing was imported' },
    detail: {
      zh: '有{rejected}行有误，请按逐项错误更正后重新上传。',
      en: '{rejected} line(s) have errors. Correct those listed under `errors` and upload the file again.'
    }
  },
  'tree-busy': {
    status: 409,
    title: { zh: '本省单位正在导入或调整', en: 'The units of this province are being changed right now' },
    detail: {
      zh: '另有导入、调整或计划生成正在进行，请稍后重试。',
      en: 'An import, a change of units or the generation of plans is in progress. Try again in a moment.'
    }
  }
} satisfies Wordings

export const labels = {
  level: {
    province: { zh: '省', en: 'province' },
    city: { zh: '市（州）', en: 'city' },
    county: { zh: '县（市、区）', en: 'county' },
    township: { zh: '乡镇（街道）', en: 'township' },
    village: { zh: '村（社区）', en: 'village' }
  },
  'unit-step': {
    change: { zh: '变更单位信息', en: 'change the unit' },
    retire: { zh: '撤销', en: 'retire the unit' },
    'correct-end': { zh: '更正撤销信息', en: 'correct the end' },
    reinstate: { zh: '撤回撤销', en: 'take back the end' }
  }
} as const

export type Level = keyof typeof labels.level

export const refuse = refusals(wordings, labels)

/** From the top down. */
export const levels = keysOf(labels.level)
