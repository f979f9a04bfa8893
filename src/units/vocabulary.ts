import { faults, refusals, type Sentence, type Wordings } from '../platform/errors/refusal.ts'
import { callerWordings } from './callers/vocabulary.ts'

export const wordings = {
  'unit-not-found': {
    status: 404,
    title: { zh: '单位不存在或无权查看', en: 'The unit does not exist, or not for you' }
  },
  ...callerWordings,
  'unit-exists': {
    status: 409,
    title: { zh: '单位代码已存在', en: 'A unit with this code exists' },
    constraint: 'unit_pkey'
  },
  'code-of-other-province': {
    status: 422,
    title: { zh: '单位代码属于其他省份', en: 'The code begins with the number of another province' },
    detail: {
      zh: '本省单位代码应以 {root} 开头。',
      en: 'Codes that begin with two digits begin with {root} in this province.'
    }
  },
  'unknown-parent': { status: 422, title: { zh: '上级单位不存在', en: 'The parent unit does not exist' } },
  'parent-level': {
    status: 422,
    title: { zh: '上级单位的级别须高于本单位', en: 'The parent must be of a higher level' },
    detail: { zh: '{level} 不能隶属于 {parent}。', en: 'A {level} cannot stand under a {parent}.' }
  },
  'parent-missing': {
    status: 422,
    title: { zh: '省级以外的单位须有上级', en: 'Every unit but a province needs a parent' }
  },
  'root-exists': {
    status: 403,
    title: { zh: '仅限运维人员增设省级单位', en: 'Only the operator may add a province' }
  },
  'unit-retired': { status: 409, title: { zh: '单位已撤销', en: 'The unit is retired' } },
  'parent-retired': { status: 422, title: { zh: '上级单位已撤销', en: 'The parent unit is retired' } },
  'unit-has-subordinates': {
    status: 409,
    title: { zh: '单位仍有下级', en: 'The unit still has subordinates' },
    detail: {
      zh: '仍有 {count} 个有效的直接下级，请先划转或撤销。',
      en: '{count} direct subordinate(s) are still valid; move or retire them first.'
    }
  },
  'unknown-successor': { status: 422, title: { zh: '承接单位不存在', en: 'The successor does not exist' } },
  'successor-retired': {
    status: 422,
    title: {
      zh: '承接单位届时已撤销，或即为本单位',
      en: 'The successor is retired by then, or is the unit itself'
    }
  },
  'successor-not-begun': {
    status: 422,
    title: { zh: '承接单位届时尚未设立', en: 'The successor has not begun by then' }
  },
  'successor-circle': {
    status: 422,
    title: {
      zh: '承接关系成环：该单位的承接单位最终为本单位',
      en: 'The successor is itself to be succeeded by this unit; name another one'
    }
  },
  'no-unit-to-act': {
    status: 422,
    title: { zh: '省级单位没有上级，撤销后无人承接', en: 'A province cannot end: no unit would act for it' }
  },
  'other-province': {
    status: 422,
    title: { zh: '不得划转至或由外省单位承接', en: 'No move or succession leads into another province' }
  },
  'parent-ends': {
    status: 422,
    title: { zh: '上级单位将先于本单位撤销', en: 'The parent ends before the unit does' },
    detail: {
      zh: '上级单位自{on}起撤销，请隶属于其承接单位。',
      en: 'The parent ends on {on}. Put the unit under its successor.'
    }
  },
  'parent-not-begun': {
    status: 422,
    title: { zh: '上级单位尚未设立', en: 'The parent has not begun' },
    detail: {
      zh: '上级单位自{on}起设立，下级单位不得早于该日。',
      en: 'The parent begins on {on}; its subordinates begin on that day or later.'
    }
  },
  'unit-not-ending': {
    status: 409,
    title: { zh: '单位未被撤销，无可更正', en: 'The unit has no end to correct; retire it instead' }
  },
  'end-by-operator': {
    status: 403,
    title: {
      zh: '撤销已生效，仅限运维人员更正',
      en: 'The end has taken effect; only the operator corrects it'
    }
  },
  'end-alone': {
    status: 422,
    title: {
      zh: '更正撤销日期或承接单位时不得同时变更其他内容',
      en: 'Correct an end or a successor in a request of its own'
    }
  },
  'unit-not-in-office': {
    status: 422,
    title: { zh: '单位在该日不存续', en: 'The unit is not in office on that day' },
    detail: {
      zh: '单位{unit}在{on}尚未设立或已撤销。',
      en: 'Unit {unit} has not begun, or has ended, on {on}.'
    }
  },
  'retired-before-valid': {
    status: 422,
    title: { zh: '撤销日期早于设立日期', en: 'The unit would end before it began' },
    constraint: 'unit_validity_check'
  },
  'import-rejected': {
    status: 422,
    title: { zh: '文件有误，未导入任何内容', en: 'The file has faults; nothing was imported' },
    detail: { zh: '{rejected} 行有误，见 errors。', en: '{rejected} line(s) have faults; see errors.' }
  },
  'tree-busy': {
    status: 409,
    title: { zh: '本省单位正在导入或调整', en: 'The units of this province are being changed' },
    detail: {
      zh: '另有导入、调整或计划生成正在进行，请稍后重试。',
      en: 'An import, a change of units or a generation of plans is under way. Try again in a moment.'
    }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

/** What can be wrong with a line of an import. */
export const importSentences = {
  'bad-code': { zh: '代码须为 2 至 20 位字母或数字', en: 'The code takes 2 to 20 letters or digits' },
  'name-missing': { zh: '缺少名称', en: 'The name is missing' },
  'name-invisible': {
    zh: '名称含有换行或不可见字符（控制字符、零宽字符、改变书写方向的字符），请删除后重新填写',
    en:
      'The name holds a line break or invisible characters (control, zero-width, direction). Enter ' +
      'it again without them'
  },
  'name-too-long': { zh: '名称超过 200 字', en: 'The name has more than 200 characters' },
  'bad-level': {
    zh: '级别应为 省、市（州）、县（市、区）、乡镇（街道）、村（社区），或其代码 province、city、county、township、village',
    en: 'The level is province, city, county, township or village, or its Chinese name'
  },
  'bad-boolean': {
    zh: '应为 是/否 或 true/false，或留空',
    en: 'It takes true or false (是, 否), or nothing'
  },
  'duplicate-code': { zh: '代码在文件中重复', en: 'The code is in the file twice' },
  'unknown-parent': { zh: '上级单位不存在', en: 'The parent unit does not exist' },
  'parent-missing': { zh: '省级以外的单位须有上级', en: 'Every unit but a province needs a parent' },
  'parent-level': { zh: '上级单位的级别须高于本单位', en: 'The parent must be of a higher level' },
  'parent-retired': { zh: '上级单位已撤销', en: 'The parent unit is retired' },
  'parent-ends': {
    zh: '上级单位将先于本单位撤销',
    en: 'The parent ends before the unit does; put it under the successor of the parent'
  },
  'parent-not-begun': { zh: '上级单位尚未设立', en: 'The parent has not begun' },
  'other-province': { zh: '不得划转至外省', en: 'A unit does not move into another province' },
  cycle: { zh: '隶属关系成环', en: 'The unit would stand below itself' },
  'level-changed': { zh: '已有单位的级别不可更改', en: 'The level of a unit does not change' },
  'unit-retired': { zh: '单位已撤销', en: 'The unit is retired' },
  'outside-scope': { zh: '不在您的辖区内', en: 'It is outside your unit' }
} satisfies Record<string, Sentence>

export const fault = faults(importSentences)

export const labels = {
  level: {
    province: { zh: '省', en: 'province' },
    city: { zh: '市（州）', en: 'city' },
    county: { zh: '县（市、区）', en: 'county' },
    township: { zh: '乡镇（街道）', en: 'township' },
    village: { zh: '村（社区）', en: 'village' }
  }
} as const

export type Level = keyof typeof labels.level

/** From the top down. */
export const levels = Object.keys(labels.level) as Level[]
