import { type Static, Type } from 'typebox'
import { actions, closed, LocalDate, nullable, oneOf, text, UnitCode } from '../platform/http/schema.ts'
import type { Term } from '../terms/index.ts'
import { actionNames } from './actions.ts'
import { details, item } from './fields.ts'
import { codesOf } from './vocabulary.ts'

const Decision = closed(
  {
    unitCode: UnitCode,
    outcome: oneOf(codesOf('decision-outcome'), {
      title: '结果',
      description: 'Outcome of the decision'
    }),
    text: text(8000, '意见', 'Text sent to the petitioner'),
    decidedOn: LocalDate
  },
  { $id: 'CaseDecision', title: '书面意见', description: 'Written decision: reply, review or re-check' }
)
export type CaseDecision = Static<typeof Decision>
const decision = nullable(Type.Unsafe<CaseDecision>({ $ref: 'CaseDecision#' }))

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
export type CaseForwarding = Static<typeof Forwarding>

export const CaseItem = closed(item.properties, {
  $id: 'CaseItem',
  title: '信访件（列表项）',
  description: 'Case in a work queue'
})
export type CaseItem = Static<typeof CaseItem>

/** The fields of one case. */
export const whole = {
  ...item.properties,
  ...details.properties,
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
  actions: actions(actionNames)
}

export const Case = closed(whole, {
  $id: 'Case',
  title: '信访件',
  description: 'Petition case: a petition, complaint, report or enquiry'
})
export type Case = Static<typeof Case>

export const parts = [Decision, Forwarding]
