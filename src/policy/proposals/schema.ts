import { type Static, Type } from 'typebox'
import { closed, oneOf } from '../../platform/http/schema.ts'
import { ClauseId, Sentence } from '../clause-schema.ts'

// From which facts a notice or an interview is proposed.

const facts = [
  'payments-late',
  'findings-overdue',
  'obligation-unmet',
  'no-plan',
  'cases-overdue',
  'allocation-late',
  'matching-missing',
  'disclosure-missing',
  'leak',
  'relatives',
  'channels',
  'duty-records',
  'notice-unanswered',
  'commitment-missed',
  'evaluation',
  'deployment'
] as const

const ProposalFact = oneOf(facts, {
  title: '事实',
  description: 'Fact from which a notice or an interview is proposed'
})

const limit = (title: string, description: string, minimum = 1) =>
  Type.Optional(Type.Integer({ minimum, maximum: 1000, title, description }))

const thresholds = {
  months: limit('月数', 'Number of months'),
  percent: limit('占比', 'Share of the recipients, of the required number or of the cases, in per cent'),
  number: limit('件数', 'Number of records, or of inspections that are missing'),
  days: limit('超期天数', 'Number of days; more than this number counts', 0),
  grave: limit('重大问题数', 'Number of grave findings'),
  repeats: limit('重复次数', 'Number of times that the same finding was repeated'),
  years: limit('连续年数', 'Number of years in a row'),
  quarters: limit('连续季度数', 'Number of quarters in a row'),
  letters: limit('未答复督办函数', 'Number of letters of supervision that were not answered in time'),
  times: limit('年内次数', 'Number of times in a year'),
  falsified: limit('假备案数', 'Number of findings of false filings'),
  unqualified: limit('不合格次数', 'Number of evaluations with the grade unqualified'),
  vetoes: limit('一票否决次数', 'Number of vetoes in evaluations')
}
export type Threshold = keyof typeof thresholds

const reached = { title: '触发条件', description: 'Thresholds, of which one is enough' }
const Limits = closed(thresholds, reached)
export type Limits = Static<typeof Limits>

/** A fact that makes a proposal, with the thresholds of a notice and of an interview. */
export const ProposalRule = closed({
  fact: ProposalFact,
  notice: Type.Optional({ ...Limits, title: '通报条件', description: 'Thresholds of a notice' }),
  interview: Type.Optional({ ...Limits, title: '约谈条件', description: 'Thresholds of an interview' }),
  floor: limit('最低基数', 'Smallest number of cases for a share, or of ranked units for a last place'),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute sets the thresholds'
  }),
  remark: Type.Optional(Sentence)
})
export type ProposalRule = Static<typeof ProposalRule>

/** Thresholds that a local rule lowers. */
export const LocalProposals = Type.Array(
  closed({
    fact: ProposalFact,
    notice: Type.Optional({ ...Limits, title: '通报条件', description: 'Lower thresholds of a notice' }),
    interview: Type.Optional({
      ...Limits,
      title: '约谈条件',
      description: 'Lower thresholds of an interview'
    })
  }),
  { maxItems: 50, title: '处理建议', description: 'Facts from which a proposal follows earlier' }
)
export type LocalProposals = Static<typeof LocalProposals>
