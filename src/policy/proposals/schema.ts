import { type Static, Type } from 'typebox'
import { closed, oneOf } from '../../platform/http/schema.ts'
import { ClauseId, Sentence } from '../clause-schema.ts'

// From which facts a notice or an interview is proposed.

const facts = ['payments-late', 'findings-overdue', 'obligation-unmet'] as const

const limit = (title: string, description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, title, description }))

const Limits = closed(
  {
    months: limit('连续月数', 'Number of months in a row'),
    percent: limit('占比', 'Share of the recipients, or of the required number, in per cent'),
    number: limit('件数', 'Number of records, or of inspections that are missing'),
    days: limit('超期天数', 'Number of days; more than this number counts'),
    grave: limit('重大问题数', 'Number of grave findings'),
    repeats: limit('重复次数', 'Number of times that the same finding was repeated'),
    years: limit('连续年数', 'Number of years in a row')
  },
  { title: '触发条件', description: 'Thresholds, of which one is enough' }
)
export type Limits = Static<typeof Limits>

/** A fact that makes a proposal, with the thresholds of a notice and of an interview. */
export const ProposalRule = closed({
  fact: oneOf(facts, { title: '事实', description: 'Fact from which a notice or an interview is proposed' }),
  notice: Type.Optional({ ...Limits, title: '通报条件', description: 'Thresholds of a notice' }),
  interview: Type.Optional({ ...Limits, title: '约谈条件', description: 'Thresholds of an interview' }),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute sets the thresholds'
  }),
  remark: Type.Optional(Sentence)
})
export type ProposalRule = Static<typeof ProposalRule>
