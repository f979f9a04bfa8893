import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { areaLabels } from './checklists/vocabulary.ts'

export const wordings = {
  'policy-not-found': { status: 404, title: { zh: '没有这份政策文件', en: 'There is no such policy' } },
  'no-policy-in-force': {
    status: 422,
    title: { zh: '该年度没有有效的政策文件', en: 'No policy was in force in that year' },
    detail: { zh: '{year} 年度早于最早的政策文件。', en: 'The year {year} lies before the first policy.' }
  },
  'local-rule-not-found': {
    status: 404,
    title: { zh: '实施细则不存在或无权查看', en: 'The local rule does not exist, or not for you' }
  },
  'local-rule-exists': {
    status: 409,
    title: {
      zh: '该单位同一生效日期已有实施细则',
      en: 'The unit has a local rule that takes effect on that day'
    },
    constraint: 'local_rule_unit_day_key'
  },
  'local-rule-empty': {
    status: 422,
    title: { zh: '实施细则未规定任何比例或期限', en: 'The local rule sets no ratio and no term' }
  },
  'looser-than-policy': {
    status: 422,
    title: {
      zh: '实施细则只能严于、不得宽于政策',
      en: 'A local rule may tighten the policy, never loosen it'
    },
    detail: {
      zh: '{what} 的政策标准为 {policy}，细则为 {local}。',
      en: 'For {what} the policy says {policy}, the local rule {local}.'
    }
  },
  'unknown-quota': {
    status: 422,
    title: { zh: '政策中没有这项检查比例', en: 'The policy has no such quota' }
  },
  'quota-of-other-level': {
    status: 422,
    title: { zh: '该检查比例不适用于本级单位', en: 'This quota is not for a unit of this level' }
  },
  'quota-not-raisable': {
    status: 422,
    title: { zh: '全面检查的比例已为100%', en: 'A full inspection is at 100 % already' }
  },
  'unknown-term': { status: 422, title: { zh: '政策中没有这项期限', en: 'The policy has no such term' } },
  'term-is-right': {
    status: 422,
    title: {
      zh: '当事人的权利期限不得由实施细则变更',
      en: 'A term that is a right of the petitioner cannot be changed by a local rule'
    }
  },
  'named-twice': { status: 422, title: { zh: '同一事项出现多次', en: 'The same thing is named twice' } }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  coverage: {
    full: { zh: '全面检查', en: 'full inspection' },
    sample: { zh: '随机抽查', en: 'random sample' }
  },
  area: areaLabels
} as const

export type Coverage = keyof typeof labels.coverage
