import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'finding-not-found': {
    status: 404,
    title: { zh: '问题不存在或无权查看', en: 'The finding does not exist or is not visible to you' }
  },
  'finding-target-not-below': {
    status: 422,
    title: { zh: '被检查单位不在检查单位辖区内', en: 'The target does not lie below the inspecting unit' },
    detail: {
      zh: '单位{target}不是单位{unit}的下级，请核对被检查单位。',
      en: 'Unit {target} does not lie below unit {unit}. Check the target.'
    }
  },
  'finding-unit-invalid': {
    status: 422,
    title: { zh: '该单位尚未设立或已撤销', en: 'The unit does not exist yet, or has ended' },
    detail: {
      zh: '请填写今日有效的单位。',
      en: 'Name a unit that exists today.'
    }
  },
  'finding-item-unfit': {
    status: 422,
    title: {
      zh: '检查要点不属于该监管内容，或不适用于该级单位',
      en: 'The checklist item belongs to another area, or does not apply to units of this level'
    },
    detail: {
      zh: '请选用该监管内容下适用于被检查单位层级的检查要点，或不填检查要点。',
      en: 'Choose an item of this area that applies to the level of the target, or leave the item out.'
    }
  },
  'evidence-later': {
    status: 422,
    title: { zh: '证据日期晚于今日', en: 'The date of the evidence lies in the future' },
    detail: { zh: '请填写今日或今日以前的日期。', en: 'Give a date that is today or earlier.' }
  },
  'rectify-by-outside': {
    status: 422,
    title: { zh: '整改期限有误', en: 'The last day for the rectification is not possible' },
    detail: {
      zh: '整改期限应在{from}至{to}之间。',
      en: 'The last day for the rectification must lie between {from} and {to}.'
    }
  },
  'rectified-on-outside': {
    status: 422,
    title: { zh: '整改日期有误', en: 'The date of the rectification is not possible' },
    detail: {
      zh: '整改日期应在登记问题之日{from}至今日{to}之间。',
      en: 'The date of the rectification must lie between {from}, when the finding was made, and {to}, today.'
    }
  },
  'finding-step': {
    status: 409,
    title: { zh: '问题现状不允许此操作', en: 'The status of the finding does not allow this step' },
    detail: {
      zh: '问题现为{state:finding-state}，不能{step:finding-step}。',
      en: 'The status of the finding is "{state:finding-state}". You cannot {step:finding-step} now.'
    }
  },
  'finding-not-yours': {
    status: 403,
    title: { zh: '不应由本单位办理', en: 'This step is for another unit' },
    detail: {
      zh: '整改由被检查单位报告，由检查单位或其上级认定。',
      en: 'The target reports the rectification; the inspecting unit or a unit above it decides on it.'
    }
  },
  'finding-unit-moved': {
    status: 409,
    title: { zh: '检查单位刚刚调整，请重试', en: 'The inspecting unit has just been moved; try again' },
    detail: {
      zh: '请重新提交，将按调整后的单位办理。',
      en: 'Send it once more: the unit at its new place then counts.'
    },
    constraint: 'finding_place_fkey'
  },
  'finding-target-moved': {
    status: 409,
    title: { zh: '被检查单位刚刚调整，请重试', en: 'The target has just been moved; try again' },
    detail: {
      zh: '请重新提交，将按调整后的单位办理。',
      en: 'Send it once more: the unit at its new place then counts.'
    },
    constraint: 'finding_target_fkey'
  }
} satisfies Wordings

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
  },
  'finding-step': {
    rectify: { zh: '报告整改', en: 'report the rectification' },
    accept: { zh: '认定整改', en: 'accept the rectification' },
    'send-back': { zh: '退回整改', en: 'send back the rectification' },
    waive: { zh: '免予整改', en: 'waive the rectification' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type Severity = keyof (typeof labels)['finding-severity']
export type State = keyof (typeof labels)['finding-state']

export const severities = keysOf(labels['finding-severity'])
export const states = keysOf(labels['finding-state'])
