import { type Static, Type } from 'typebox'
import { actions, closed, Id, LocalDate, listOf, Moment, text } from '../platform/http/schema.ts'
import { details, item } from './fields.ts'
import { stepNames } from './rules.ts'

const title = Type.Optional(text(200, '标题', 'Title of the notice; left out: by the fact and the unit'))
const content = Type.Optional(text(20_000, '通报内容', 'Text of the notice; left out: by the facts'))
const answerBy = Type.Optional({
  ...LocalDate,
  title: '答复期限',
  description: 'Last day for the answer to the notice'
})

export const ProposalAcceptance = closed(
  {
    title,
    text: content,
    answerBy,
    reason: Type.Optional(text(2000, '约谈事由', 'Reason for the interview; left out: by the facts')),
    calledFor: Type.Optional({
      ...Moment,
      title: '拟约谈时间',
      description: 'Planned time of the interview, which only the proposal of an interview needs'
    })
  },
  {
    $id: 'ProposalAcceptance',
    title: '采纳处理建议',
    description: 'Acceptance of a proposal: a notice is drafted, or an interview is called',
    examples: [{ calledFor: '2026-12-10T09:00:00+08:00' }]
  }
)
export type ProposalAcceptance = Static<typeof ProposalAcceptance>

export const ProposalDismissal = closed(
  { reason: text(1000, '不予采纳理由', 'Reason for the dismissal') },
  {
    $id: 'ProposalDismissal',
    title: '不予采纳处理建议',
    description: 'Dismissal of a proposal',
    examples: [{ reason: '银行系统故障所致，已当面说明。' }]
  }
)

export const ProposalMerge = closed(
  {
    proposalIds: Type.Array(Id, {
      minItems: 2,
      maxItems: 100,
      uniqueItems: true,
      title: '处理建议',
      description: 'Proposals of notices, all open and for the same unit'
    }),
    title,
    text: content,
    answerBy
  },
  {
    $id: 'ProposalMerge',
    title: '合并通报建议',
    description: 'Several proposals that become one draft of a notice to all their targets',
    examples: [
      {
        proposalIds: ['019cac0f-2680-7000-8000-000000000001', '019cac0f-2680-7000-8000-000000000002'],
        title: '关于部分单位救助资金发放不及时的通报'
      }
    ]
  }
)
export type ProposalMerge = Static<typeof ProposalMerge>

export const MergedProposals = closed(
  {
    noticeId: { ...Id, title: '通报', description: 'Notice that was drafted' },
    proposalIds: Type.Array(Id, { title: '处理建议', description: 'Proposals that were accepted' })
  },
  { $id: 'MergedProposals', title: '合并结果', description: 'Draft of a notice from several proposals' }
)

export const ProposalItem = closed(item.properties, {
  $id: 'ProposalItem',
  title: '处理建议（列表项）',
  description: 'Proposal in a list'
})
export type ProposalItem = Static<typeof ProposalItem>

export const Proposal = closed(
  { ...item.properties, ...details.properties, actions: actions(stepNames) },
  {
    $id: 'Proposal',
    title: '处理建议',
    description: 'Proposal of a notice to a unit below, or of an interview with its head'
  }
)
export type Proposal = Static<typeof Proposal>

export const ProposalPage = {
  ...listOf(Type.Unsafe<ProposalItem>({ $ref: 'ProposalItem#' })),
  $id: 'ProposalPage'
}

export const schemas = [
  ProposalAcceptance,
  ProposalDismissal,
  ProposalMerge,
  MergedProposals,
  ProposalItem,
  Proposal,
  ProposalPage
]
