import { type Static, Type } from 'typebox'
import { severalOf, updatedSince } from '../../platform/http/lists/filters.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { actions, closed, Id, LocalDate, listOf, UnitCode } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { Content, item, Overdue, Reason, State } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewAnswer = closed(
  {
    text: Content,
    unitCode: Type.Optional({
      ...UnitCode,
      description: 'Unit that answers: the own unit, or an ended unit for which it acts'
    })
  },
  {
    $id: 'NewNoticeAnswer',
    title: '答复通报',
    description: 'Answer of an addressed unit',
    examples: [{ text: '已于3月10日补发到位，并建立按月核对制度。' }]
  }
)
export type NewAnswer = Static<typeof NewAnswer>

export const AnswerReturn = closed(
  {
    reason: Reason,
    answerBy: Type.Optional({
      ...LocalDate,
      title: '重新答复期限',
      description: 'Last day for the new answer; if omitted, the term of the policy applies'
    })
  },
  { $id: 'NoticeAnswerReturn', title: '退回答复', description: 'Return of an answer to the unit' }
)
export type AnswerReturn = Static<typeof AnswerReturn>

export const AnswerItem = closed(item.properties, {
  $id: 'NoticeAnswerItem',
  title: '通报答复（列表项）',
  description: 'Addressed unit and its answer in a list'
})
export type AnswerItem = Static<typeof AnswerItem>

export const Answer = closed(
  {
    ...item.properties,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms for the answer: the first, and one for each time that the answer was sent back'
    }),
    actions: actions(stepNames)
  },
  { $id: 'NoticeAnswer', title: '通报答复', description: 'Addressed unit with its terms and its answer' }
)
export type Answer = Static<typeof Answer>

export const AnswerPage = {
  ...listOf(Type.Unsafe<AnswerItem>({ $ref: 'NoticeAnswerItem#' })),
  $id: 'NoticeAnswerPage'
}

export const answerParams = closed({ id: Id, unitCode: UnitCode })

export const answerQuery = closed({
  state: Type.Optional(severalOf(State)),
  overdue: Type.Optional(Overdue),
  updatedSince: Type.Optional(updatedSince(item).schema),
  ...pageParameters
})
export type AnswerQuery = Static<typeof answerQuery>

export const schemas = [NewAnswer, AnswerReturn, AnswerItem, Answer, AnswerPage]
