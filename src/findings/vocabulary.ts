import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'finding-not-found': {
    status: 404,
    title: { zh: '问题不存在或无权查看', en: 'The finding does not exist, or not for you' }
  },
  'finding-target-not-below': {
    status: 422,
    title: { zh: '被检查单位不在检查单位辖区内', en: 'The target does not lie below the inspecting unit' },
    detail: {
      zh: '单位 {target} 不是单位 {unit} 的下级。',
      en: 'Unit {target} does not lie below unit {unit}.'
    }
  },
  'finding-unit-invalid': {
    status: 422,
    title: { zh: '该单位尚未设立或已撤销', en: 'The unit is not there yet, or no longer' }
  },
  'finding-item-unfit': {
    status: 422,
    title: {
      zh: '检查要点不属于该监管内容，或不适用于该级单位',
      en: 'The item belongs to another area, or is not asked of such a unit'
    }
  },
  'evidence-later': {
    status: 422,
    title: { zh: '证据日期晚于今天', en: 'The evidence is of a day to come' }
  },
  'rectify-by-outside': {
    status: 422,
    title: { zh: '整改期限有误', en: 'The term for rectification cannot end on that day' },
    detail: { zh: '应在 {from} 与 {to} 之间。', en: 'It must lie between {from} and {to}.' }
  },
  'rectified-on-outside': {
    status: 422,
    title: { zh: '整改日期有误', en: 'The day of the rectification cannot be' },
    detail: { zh: '应在 {from} 与 {to} 之间。', en: 'It must lie between {from} and {to}.' }
  },
  'finding-step': {
    status: 409,
    title: { zh: '问题现状不允许此操作', en: 'The finding is not at this step' },
    detail: { zh: '问题现为 {state}，不能 {step}。', en: 'A finding that is {state} cannot {step}.' }
  },
  'finding-not-yours': {
    status: 403,
    title: { zh: '不应由本单位办理', en: 'This is for another unit to do' },
    detail: {
      zh: '整改由被检查单位报告，由检查单位或其上级认定。',
      en: 'The target itself reports what it did; the inspecting unit, or one above it, judges that.'
    }
  },
  'finding-unit-moved': {
    status: 409,
    title: { zh: '检查单位刚刚调整，请重试', en: 'The inspecting unit has just moved; try again' },
    constraint: 'finding_place_fkey'
  },
  'finding-target-moved': {
    status: 409,
    title: { zh: '被检查单位刚刚调整，请重试', en: 'The target has just moved; try again' },
    constraint: 'finding_target_fkey'
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'finding-severity': {
    minor: { zh: '一般', en: 'minor' },
    serious: { zh: '较重', en: 'serious' },
    grave: { zh: '严重', en: 'grave' }
  },
  'finding-state': {
    open: { zh: '待整改', en: 'open' },
    rectified: { zh: '已报告整改', en: 'rectification reported' },
    accepted: { zh: '整改已认定', en: 'rectification accepted' },
    'sent-back': { zh: '退回重新整改', en: 'sent back' },
    waived: { zh: '免予整改', en: 'waived' }
  }
} as const

export type Severity = keyof (typeof labels)['finding-severity']
export type State = keyof (typeof labels)['finding-state']

export const severities = Object.keys(labels['finding-severity']) as Severity[]
export const states = Object.keys(labels['finding-state']) as State[]
