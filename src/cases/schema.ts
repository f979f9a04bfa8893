import { type Static, Type } from 'typebox'
import { closed, Id, Instant, LocalDate, nullable, oneOf, text, UnitCode } from '../platform/http/schema.ts'
import type { Term } from '../terms/index.ts'
import { acting } from '../units/index.ts'
import { codesOf } from './vocabulary.ts'

export const Kind = oneOf(codesOf('case-kind'), {
  title: '信访件类别',
  description: 'Kind of case; it decides the terms'
})
export const Channel = oneOf(codesOf('case-channel'), {
  title: '来源渠道',
  description: 'Channel through which the case came in'
})
export const Category = oneOf(codesOf('case-category'), {
  title: '救助类别',
  description: 'Category of assistance that the case is about'
})
export const Cause = oneOf(codesOf('case-cause'), {
  title: '成因',
  description: 'Root cause of the petition'
})
export const State = oneOf(codesOf('case-state'), {
  title: '办理状态',
  description: 'Status of the case'
})

export const summary = text(
  4000,
  '内容摘要',
  'Summary of the case; must not contain the name of the reporter'
)

const Decision = closed(
  {
    unitCode: UnitCode,
    outcome: oneOf([...codesOf('reply-outcome'), ...codesOf('review-outcome')], {
      title: '结果',
      description: 'Outcome of the decision'
    }),
    text: text(8000, '意见', 'Text sent to the petitioner'),
    decidedOn: LocalDate
  },
  { $id: 'CaseDecision', title: '书面意见', description: 'Written decision: reply, review or re-check' }
)
const decision = nullable(Type.Unsafe<Static<typeof Decision>>({ $ref: 'CaseDecision#' }))

const Forwarding = closed(
  {
    fromUnitCode: UnitCode,
    toUnitCode: UnitCode,
    note: text(2000, '转送说明', 'Reason for the forwarding'),
    forwardedOn: LocalDate,
    objection: nullable(text(2000, '异议理由', 'Reason of that unit for its objection')),
    objectedOn: nullable(LocalDate)
  },
  { $id: 'CaseForwarding', title: '转送', description: 'Forwarding of a case from one unit to another' }
)

/** The fields of a case in a list. */
const standing = {
  id: Id,
  number: Type.String({
    title: '信访件编号',
    description:
      'Case number: code of the receiving unit, year of receipt, serial number without gaps. Reports have ' +
      'a random mark instead of the serial number (220102-2026-R-7K3M9QXWTA), because gaps in the numbers ' +
      'would reveal them to an accused unit',
    maxLength: 80
  }),
  kind: Kind,
  channel: Channel,
  receivedAt: Instant,
  unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles the case' },
  unitName: Type.String({ title: '办理单位名称', description: 'Current name of the handling unit' }),
  ...acting,
  decidingUnitCode: {
    ...UnitCode,
    title: '当前环节单位',
    description:
      'Unit that has to take the next step: the handling unit, the unit that reviews or re-checks, or the ' +
      'unit that acts for one of these'
  },
  accusedUnitCode: nullable({
    ...UnitCode,
    title: '被检举单位（一个）',
    description: 'Accused unit of a report, if there is exactly one'
  }),
  accusedUnitCodes: Type.Array(UnitCode, {
    title: '被检举单位',
    description: 'Units that a report accuses, ordered by code'
  }),
  category: Category,
  cause: nullable(Cause),
  summary,
  anonymous: Type.Boolean({
    title: '是否匿名',
    description: 'Whether the case is anonymous: nothing is recorded about the reporter'
  }),
  representatives: Type.Integer({
    title: '代表人数',
    description: 'Number of representatives of a joint visit'
  }),
  state: State,
  nextDueOn: nullable({
    ...LocalDate,
    title: '最近到期日',
    description: 'Earliest last day of a running term; null if none is running'
  }),
  overdue: Type.Boolean({ title: '是否超期', description: 'Whether that day has passed' }),
  handlerName: nullable(
    Type.String({
      title: '经办人',
      description: 'Name of the handler: the person named, else the person who accepted the case'
    })
  ),
  sameFactsAs: nullable({ ...Id, title: '同一事实信访件', description: 'Case about the same facts' }),
  acceptedOn: nullable({ ...LocalDate, title: '受理日期', description: 'Date of acceptance' }),
  concludedOn: nullable({ ...LocalDate, title: '办结日期', description: 'Date of the written reply' }),
  closedOn: nullable({ ...LocalDate, title: '归档日期', description: 'Date of closing or withdrawal' })
}

export const CaseItem = closed(standing, {
  $id: 'CaseItem',
  title: '信访件（列表项）',
  description: 'Case in a work queue'
})
export type CaseItem = Static<typeof CaseItem>

/** The fields of one case. */
export const whole = {
  ...standing,
  receipt: nullable(
    Type.String({
      maxLength: 40,
      title: '登记回执',
      description: 'Random receipt code, given instead of the number to a person who may not see the report'
    })
  ),
  receivingUnitCode: {
    ...UnitCode,
    title: '接收单位',
    description: 'Unit that received the case and gave the number'
  },
  declineReason: nullable(text(2000, '不予受理理由', 'Reason for declining')),
  reply: decision,
  review: decision,
  recheck: decision,
  forwardings: Type.Array(Type.Unsafe<Static<typeof Forwarding>>({ $ref: 'CaseForwarding#' }), {
    title: '转送记录',
    description: 'Forwardings, the earliest first'
  }),
  terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
    title: '期限',
    description: 'Terms of the case: running, met and missed'
  }),
  identityErasure: nullable(
    closed(
      {
        reason: text(1000, '删除理由', 'Reason for the erasure'),
        askedOn: LocalDate,
        confirmedOn: nullable(LocalDate)
      },
      {
        title: '身份信息删除',
        description: 'Erasure of the identity of the reporter: requested, and carried out once confirmed'
      }
    )
  ),
  createdAt: Instant
}

export const Case = closed(whole, {
  $id: 'Case',
  title: '信访件',
  description: 'Petition case: a petition, complaint, report or enquiry'
})
export type Case = Static<typeof Case>

export const parts = [Decision, Forwarding]
