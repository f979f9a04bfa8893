import { type Static, Type } from 'typebox'
import { closed, Id, Instant, LocalDate, nullable, oneOf, text, UnitCode } from '../platform/http/schema.ts'
import type { Term } from '../terms/index.ts'
import { acting } from '../units/index.ts'
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
export const State = oneOf(codesOf('case-state'), {
  title: '办理状态',
  description: 'The state of its handling'
})

export const summary = text(4000, '内容摘要', 'What it is about; names of the reporter have no place here')

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
    description:
      'Receiving unit, year of receipt, number without gaps. Reports have a random mark instead of the ' +
      'number (220102-2026-R-7K3M9QXWTA): a count would tell an accused unit of them',
    maxLength: 80
  }),
  kind: Kind,
  channel: Channel,
  receivedAt: Instant,
  unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles it' },
  unitName: Type.String({ title: '办理单位名称', description: 'Its name today' }),
  ...acting,
  decidingUnitCode: {
    ...UnitCode,
    title: '当前环节单位',
    description:
      'Whose turn it is: the handling unit, the one that reviews or re-checks, or the one that acts for it'
  },
  accusedUnitCode: nullable({
    ...UnitCode,
    title: '被检举单位（一个）',
    description: 'The accused unit of a report, where it is exactly one'
  }),
  accusedUnitCodes: Type.Array(UnitCode, {
    title: '被检举单位',
    description: 'Units that a report accuses, in the order of their codes'
  }),
  category: Category,
  cause: nullable(Cause),
  summary,
  anonymous: Type.Boolean({ title: '是否匿名', description: 'Nothing is known of the reporter' }),
  representatives: Type.Integer({ title: '代表人数', description: 'Of a joint visit' }),
  state: State,
  nextDueOn: nullable({ ...LocalDate, title: '最近到期日', description: 'Earliest end of a running term' }),
  overdue: Type.Boolean({ title: '是否超期', description: 'That day has passed' }),
  handlerName: nullable(Type.String({ title: '经办人', description: 'Who was named, else who accepted it' })),
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

/** What is shown of one case. */
export const whole = {
  ...standing,
  receipt: nullable(
    Type.String({
      maxLength: 40,
      title: '登记回执',
      description: 'Random receipt given, instead of the number, to a person who must not see the report'
    })
  ),
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
  identityErasure: nullable(
    closed(
      {
        reason: text(1000, '删除理由', 'Why'),
        askedOn: LocalDate,
        confirmedOn: nullable(LocalDate)
      },
      {
        title: '身份信息删除',
        description: 'The erasure of the identity of the reporter: asked for, and done once it is confirmed'
      }
    )
  ),
  createdAt: Instant
}

export const Case = closed(whole, {
  $id: 'Case',
  title: '信访件',
  description: 'A petition, complaint, report or enquiry'
})
export type Case = Static<typeof Case>

export const parts = [Decision, Forwarding]
