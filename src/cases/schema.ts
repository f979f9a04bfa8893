import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../platform/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../platform/schema.ts'
import type { Term } from '../terms/index.ts'
import { codesOf } from './vocabulary.ts'

export const Kind = oneOf(codesOf('case-kind'), { title: '信访件类别', description: 'Decides the terms' })
export const Channel = oneOf(codesOf('case-channel'), { title: '来源渠道', description: 'How it came in' })
export const Category = oneOf(codesOf('case-category'), {
  title: '救助类别',
  description: 'What it is about'
})
export const Cause = oneOf(codesOf('case-cause'), {
  title: '成因',
  description: 'Why people had to complain'
})
export const State = oneOf(codesOf('case-state'), { title: '办理状态', description: 'How far it is' })
const ReplyOutcome = oneOf(codesOf('reply-outcome'), {
  title: '处理结果',
  description: 'What the reply says'
})
const ReviewOutcome = oneOf(codesOf('review-outcome'), {
  title: '复查（复核）结果',
  description: 'What became of the decision before'
})

/** A person who speaks up. Taken in, sealed, and never given out but by `reporter-access`. */
const person = {
  name: text(100, '姓名', 'Name'),
  phone: Type.Optional(text(40, '电话', 'Telephone number')),
  idNumber: Type.Optional(
    Type.String({
      pattern: '^[0-9]{17}[0-9X]$',
      maxLength: 18,
      title: '身份证号码',
      description: 'Identity number; its check digit is verified'
    })
  ),
  address: Type.Optional(text(300, '住址', 'Address'))
}

export const Reporter = closed(person, {
  $id: 'Reporter',
  title: '信访人',
  description: 'Who spoke up. Kept encrypted, in no list, export, event or log',
  examples: [{ name: '张三', phone: '13900000000' }]
})
export type Reporter = Static<typeof Reporter>

const Representatives = Type.Array(Type.Unsafe<Reporter>({ $ref: 'Reporter#' }), {
  maxItems: 100,
  title: '代表',
  description: 'Representatives of a joint visit, at most five'
})

const summary = text(4000, '内容摘要', 'What it is about; names of the reporter have no place here')

export const NewCase = closed(
  {
    kind: Kind,
    channel: Channel,
    receivedAt: Instant,
    unitCode: { ...UnitCode, description: 'Unit that received it' },
    accusedUnitCode: Type.Optional({ ...UnitCode, title: '被检举单位', description: 'Of a report' }),
    category: Category,
    summary,
    anonymous: Type.Boolean({
      title: '是否匿名',
      description: 'Then nothing about the reporter is taken in'
    }),
    reporter: Type.Optional(Type.Unsafe<Reporter>({ $ref: 'Reporter#' })),
    representatives: Type.Optional(Representatives),
    sameFactsAs: Type.Optional({
      ...Id,
      title: '同一事实信访件',
      description: 'A case about the same facts'
    })
  },
  {
    $id: 'NewCase',
    title: '信访件登记',
    description: 'Takes in a case',
    examples: [
      {
        kind: 'appeal',
        channel: 'hotline',
        receivedAt: '2026-03-02T09:30:00+08:00',
        unitCode: '220102',
        category: 'low-income-allowance',
        summary: '反映低保申请长期未得到答复',
        anonymous: false,
        reporter: { name: '张三', phone: '13900000000' }
      }
    ]
  }
)
export type NewCase = Static<typeof NewCase>

const Decision = closed(
  {
    unitCode: UnitCode,
    outcome: oneOf([...codesOf('reply-outcome'), ...codesOf('review-outcome')], {
      title: '结果',
      description: 'What was decided'
    }),
    text: text(8000, '意见', 'What was written to the petitioner'),
    decidedOn: LocalDate
  },
  { $id: 'CaseDecision', title: '书面意见', description: 'A written reply, review or re-check' }
)
const decision = nullable(Type.Unsafe<Static<typeof Decision>>({ $ref: 'CaseDecision#' }))

const Forwarding = closed(
  {
    fromUnitCode: UnitCode,
    toUnitCode: UnitCode,
    note: text(2000, '转送说明', 'Why it goes there'),
    forwardedOn: LocalDate,
    objection: nullable(text(2000, '异议理由', 'Why it is not the business of that unit')),
    objectedOn: nullable(LocalDate)
  },
  { $id: 'CaseForwarding', title: '转送', description: 'From one unit to another' }
)

/** What a list shows of a case. */
const standing = {
  id: Id,
  number: Type.String({
    title: '信访件编号',
    description: 'Receiving unit, year of receipt, number without gaps',
    maxLength: 40
  }),
  kind: Kind,
  channel: Channel,
  receivedAt: Instant,
  unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles it' },
  unitName: Type.String({ title: '办理单位名称', description: 'Its name today' }),
  decidingUnitCode: {
    ...UnitCode,
    title: '当前环节单位',
    description: 'Whose turn it is: the handling unit, or the one that reviews or re-checks'
  },
  accusedUnitCode: nullable({ ...UnitCode, title: '被检举单位', description: 'Of a report' }),
  category: Category,
  cause: nullable(Cause),
  summary,
  anonymous: Type.Boolean({ title: '是否匿名', description: 'Nothing is known of the reporter' }),
  representatives: Type.Integer({ title: '代表人数', description: 'Of a joint visit' }),
  state: State,
  nextDueOn: nullable({ ...LocalDate, title: '最近到期日', description: 'Earliest end of a running term' }),
  overdue: Type.Boolean({ title: '是否超期', description: 'That day has passed' }),
  handlerName: nullable(Type.String({ title: '经办人', description: 'Who accepted it' })),
  sameFactsAs: nullable({ ...Id, title: '同一事实信访件', description: 'A case about the same facts' }),
  acceptedOn: nullable({ ...LocalDate, title: '受理日期', description: 'Day of acceptance' }),
  concludedOn: nullable({ ...LocalDate, title: '办结日期', description: 'Day of the written reply' }),
  closedOn: nullable({ ...LocalDate, title: '归档日期', description: 'Day of closing or withdrawal' })
}

export const CaseItem = closed(standing, {
  $id: 'CaseItem',
  title: '信访件（列表项）',
  description: 'What a work queue shows of a case'
})
export type CaseItem = Static<typeof CaseItem>

export const Case = closed(
  {
    ...standing,
    receivingUnitCode: { ...UnitCode, title: '接收单位', description: 'Unit that gave the number' },
    declineReason: nullable(text(2000, '不予受理理由', 'Why it was declined')),
    reply: decision,
    review: decision,
    recheck: decision,
    forwardings: Type.Array(Type.Unsafe<Static<typeof Forwarding>>({ $ref: 'CaseForwarding#' }), {
      title: '转送记录',
      description: 'Every forwarding, the first one first'
    }),
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Every term of the case, running, met or missed'
    }),
    createdAt: Instant
  },
  { $id: 'Case', title: '信访件', description: 'A petition, complaint, report or enquiry' }
)
export type Case = Static<typeof Case>

export const parts = [Reporter, Decision, Forwarding]

const reason = (title: string, description: string) => closed({ reason: text(2000, title, description) })

export const Decline = closed(
  {
    reason: text(2000, '不予受理理由', 'Why it is declined; told to the petitioner'),
    sameFactsAs: Type.Optional({ ...Id, title: '同一事实信访件', description: 'A case about the same facts' })
  },
  { $id: 'CaseDecline', title: '不予受理', description: 'Declines a case' }
)
export const Link = closed(
  { caseId: { ...Id, title: '同一事实信访件', description: 'A case about the same facts' } },
  { $id: 'CaseLink', title: '关联', description: 'Links two cases about the same facts' }
)
export const Forward = closed(
  { toUnitCode: UnitCode, note: text(2000, '转送说明', 'Why it goes there') },
  { $id: 'CaseForward', title: '转送', description: 'Hands a case to another unit' }
)
export const Objection = { ...reason('异议理由', 'Why it is not our business'), $id: 'CaseObjection' }
export const Extension = closed(
  {
    days: Type.Integer({ minimum: 1, maximum: 10_000, title: '延长天数', description: 'Calendar days' }),
    reason: text(2000, '延长理由', 'Told to the petitioner')
  },
  { $id: 'CaseExtension', title: '延长办理期限', description: 'Extends the term, once' }
)
export const Exclusion = closed(
  { from: LocalDate, to: LocalDate, reason: text(2000, '扣除理由', 'A hearing, for instance') },
  { $id: 'CaseExclusion', title: '期限扣除', description: 'Days that do not count, first and last included' }
)
export const Reply = closed(
  { text: text(8000, '答复意见', 'Written to the petitioner'), outcome: ReplyOutcome, cause: Cause },
  { $id: 'CaseReply', title: '答复', description: 'The written reply' }
)
export const Request = closed(
  { requestedOn: { ...LocalDate, title: '申请日期', description: 'Day on which the petitioner asked' } },
  { $id: 'CaseRequest', title: '复查（复核）申请', description: 'The petitioner asks the next unit above' }
)
export const Review = closed(
  { text: text(8000, '复查（复核）意见', 'Written to the petitioner'), outcome: ReviewOutcome },
  { $id: 'CaseReview', title: '复查（复核）意见', description: 'The decision of the unit above' }
)
export const Recusal = closed(
  {
    reason: text(2000, '回避理由', 'The interest at stake'),
    sub: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        title: '回避人',
        description: 'Whom a leader sends aside; left out: the caller steps aside'
      })
    )
  },
  {
    $id: 'CaseRecusal',
    title: '回避',
    description: 'Somebody steps aside, and sees nothing of the case any more'
  }
)
export const Withdrawal = closed(
  { reason: Type.Optional(text(2000, '撤回理由', 'As the petitioner put it')) },
  { $id: 'CaseWithdrawal', title: '撤回', description: 'The petitioner withdraws' }
)
export const steps = [
  Decline,
  Link,
  Forward,
  Objection,
  Extension,
  Exclusion,
  Reply,
  Request,
  Review,
  Recusal,
  Withdrawal
]

export const Recused = closed(
  {
    caseId: Id,
    sub: Type.String({ title: '回避人', description: 'Who sees nothing of the case any more' }),
    recusedOn: LocalDate
  },
  { $id: 'CaseRecused', title: '已回避', description: 'Somebody stepped aside' }
)

export const CasePage = { ...listOf(Type.Unsafe<CaseItem>({ $ref: 'CaseItem#' })), $id: 'CasePage' }

export const caseQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Cases that this unit handles' }),
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  category: Type.Optional(Category),
  cause: Type.Optional(Cause),
  overdue: Type.Optional(Type.Boolean({ title: '是否超期', description: 'A running term has ended' })),
  dueBefore: Type.Optional({ ...LocalDate, description: 'Something is due before that day' }),
  receivedFrom: Type.Optional({ ...LocalDate, description: 'Received on that day or later' }),
  receivedTo: Type.Optional({ ...LocalDate, description: 'Received on that day or earlier' }),
  q: Type.Optional(
    Type.String({ minLength: 2, maxLength: 100, title: '关键词', description: 'Words of the summary' })
  ),
  sort: Type.Optional(
    oneOf(['dueOn', '-receivedAt'], {
      title: '排序',
      description: 'What is due first (default), or what came in last',
      default: 'dueOn'
    })
  ),
  ...pageParameters
})
export type CaseQuery = Static<typeof caseQuery>

export const TimelineStep = closed(
  {
    id: Id,
    at: Instant,
    action: Type.String({ title: '事项', description: 'What was done', examples: ['case.accepted'] }),
    subjectId: { ...Id, description: 'The case itself, or one of its letters or referrals' },
    actorName: Type.String({ title: '办理人', description: 'Who did it' }),
    actorUnit: nullable(UnitCode),
    terms: Type.Array(
      closed({
        rule: Type.String({ title: '期限规则', description: 'Rule of the term' }),
        dueOn: LocalDate,
        metOn: LocalDate,
        isMet: Type.Boolean({ title: '是否按期', description: 'In time' })
      }),
      { title: '期限', description: 'Terms that ended with this step' }
    ),
    details: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      title: '详情',
      description: 'What else there is to know of the step'
    })
  },
  { $id: 'CaseStep', title: '办理过程', description: 'One step of a case: who, when, and with which term' }
)
export const TimelinePage = {
  ...listOf(Type.Unsafe<Static<typeof TimelineStep>>({ $ref: 'CaseStep#' })),
  $id: 'CaseTimeline'
}
export const timelineQuery = closed({ ...pageParameters })
export type TimelineQuery = Static<typeof timelineQuery>

export const AccessReason = closed(
  { reason: text(1000, '查阅理由', 'Why the identity must be known; goes into the audit trail') },
  { $id: 'IdentityAccess', title: '查阅身份信息', description: 'Opens the identity of a reporter' }
)
export const Identity = closed(
  {
    name: nullable(person.name),
    phone: nullable(text(40, '电话', 'Telephone number')),
    idNumber: nullable(text(18, '身份证号码', 'Identity number')),
    address: nullable(text(300, '住址', 'Address')),
    representatives: Representatives
  },
  { $id: 'ReporterIdentity', title: '信访人身份信息', description: 'Who spoke up' }
)
