import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { areaLabels } from './checklists/vocabulary.ts'

export const wordings = {
  'policy-not-found': {
    status: 404,
    title: { zh: '没有这份政策文件', en: 'The policy does not exist' },
    detail: { zh: '请从政策文件列表中选用。', en: 'Choose one from the list of policies.' }
  },
  'no-policy-in-force': {
    status: 422,
    title: { zh: '该年度没有有效的政策文件', en: 'No policy is in force in that year' },
    detail: {
      zh: '{year}年度早于最早的政策文件，请改选以后的年度。',
      en: 'The year {year} is before the first policy. Choose a later year.'
    }
  },
  'local-rule-not-found': {
    status: 404,
    title: { zh: '实施细则不存在或无权查看', en: 'The local rule does not exist or is not visible to you' }
  },
  'local-rule-exists': {
    status: 409,
    title: {
      zh: '该单位同一生效日期已有实施细则',
      en: 'The unit already has a local rule that takes effect on that day'
    },
    detail: {
      zh: '请改选生效日期，或查阅已有的实施细则。',
      en: 'Choose another day, or see the local rule that exists.'
    },
    constraint: 'local_rule_unit_day_key'
  },
  'local-rule-empty': {
    status: 422,
    title: { zh: '实施细则未规定任何内容', en: 'The local rule sets nothing' },
    detail: {
      zh: '请至少规定一项检查比例、期限、常规职责、近亲属备案或者处理建议的内容。',
      en:
        'Set at least one ratio, term, standing duty or threshold of a proposal, or something about the ' +
        'filing of near relatives.'
    }
  },
  'looser-than-policy': {
    status: 422,
    title: {
      zh: '实施细则只能严于、不得宽于政策',
      en: 'A local rule may be stricter than the policy, never looser'
    },
    detail: {
      zh: '{what}的政策标准为{policy}，细则为{local}，请改为不宽于政策。',
      en:
        'The policy sets {what} at {policy}, the local rule at {local}. Make the local rule as ' +
        'strict or stricter.'
    }
  },
  'unknown-quota': {
    status: 422,
    title: { zh: '政策中没有这项检查比例', en: 'The policy has no such ratio' },
    detail: { zh: '请从当年的监管责任中选用。', en: 'Choose one from the obligations of the policy.' }
  },
  'quota-of-other-level': {
    status: 422,
    title: { zh: '该检查比例不适用于本级单位', en: 'This ratio does not apply to units of this level' },
    detail: { zh: '请选用适用于本级单位的检查比例。', en: 'Choose a ratio that applies to this level.' }
  },
  'quota-not-raisable': {
    status: 422,
    title: { zh: '全面检查的比例已为100%，不能再提高', en: 'A full inspection already covers 100 %' },
    detail: { zh: '请删去该项。', en: 'Leave this entry out.' }
  },
  'unknown-term': {
    status: 422,
    title: { zh: '政策中没有这项期限', en: 'The policy has no such term' },
    detail: { zh: '请从政策规定的期限中选用。', en: 'Choose one of the terms that the policy sets.' }
  },
  'unknown-duty': {
    status: 422,
    title: { zh: '政策中没有这项常规职责', en: 'The policy has no such standing duty' },
    detail: { zh: '请使用政策所列的职责编号。', en: 'Use the identifier of a duty that the policy lists.' }
  },
  'duty-without-share': {
    status: 422,
    title: { zh: '该项职责没有人员比例', en: 'This duty has no share of the staff' },
    detail: { zh: '请删去人员比例，只填写截止日期。', en: 'Leave the share out and give only the last day.' }
  },
  'threshold-unknown': {
    status: 422,
    title: { zh: '政策没有规定这项条件', en: 'The policy has no such threshold' },
    detail: {
      zh: '该事实在政策中没有这项通报或者约谈条件，请只填写政策所列的条件。',
      en: 'The policy has no such threshold for this fact. Give only thresholds that the policy lists.'
    }
  },
  'unknown-relation': {
    status: 422,
    title: { zh: '政策中没有这种亲属关系', en: 'The policy has no such relation' },
    detail: { zh: '请从政策所列的亲属关系中选用。', en: 'Choose one of the relations that the policy lists.' }
  },
  'term-is-right': {
    status: 422,
    title: {
      zh: '当事人的权利期限不得由实施细则变更',
      en: 'A term that is a right of the petitioner cannot be changed by a local rule'
    },
    detail: { zh: '请删去该项期限。', en: 'Leave this term out.' }
  },
  'named-twice': {
    status: 422,
    title: { zh: '同一事项出现多次', en: 'An entry appears twice' },
    detail: { zh: '请只保留一处。', en: 'Keep one of them.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  coverage: {
    full: { zh: '全面检查', en: 'full inspection' },
    sample: { zh: '随机抽查', en: 'random sample' }
  },
  area: areaLabels,
  'programme-disclosure': {
    required: { zh: '应当公开', en: 'disclosure required' },
    forbidden: { zh: '不得公开', en: 'disclosure forbidden' }
  },
  'relation-scope': {
    statute: { zh: '法定', en: 'statute' },
    wider: { zh: '扩展', en: 'wider' }
  }
} as const

export const coverageLabels = labels.coverage
export type Coverage = keyof typeof coverageLabels
