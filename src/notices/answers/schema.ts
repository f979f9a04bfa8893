import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting } from '../../units/index.ts'
import { answerStates } from '../vocabulary.ts'

const State = oneOf(answerStates, { title: '答复状态', description: 'How far the answer is' })
const content = text(8000, '整改情况', 'What the unit has done about it')
const reason = text(2000, '退回理由', 'What is still missing')
const Overdue = Type.Boolean({ title: '是否逾期', description: 'The last day has passed without an answer' })

export const NewAnswer = closed(
  {
    text: content,
    unitCode: Type.Optional({ ...UnitCode, description: 'The unit that answers: always the own one' })
  },
  {
    $id: 'NewNoticeAnswer',
    title: '答复通报',
    description: 'The answer of an addressed unit',
    examples: [{ text: '已于3月10日补发到位，并建立按月核对制度。' }]
  }
)
export type NewAnswer = Static<typeof NewAnswer>

export const AnswerReturn = closed(
  {
    reason,
    answerBy: Type.Optional({
      ...LocalDate,
      title: '重新答复期限',
      description: 'Last day for the new answer; left out: the term of the policy'
    })
  },
  { $id: 'NoticeAnswerReturn', title: '退回答复', description: 'Sends an answer back' }
)
export type AnswerReturn = Static<typeof AnswerReturn>

export const Earlier = closed({
  text: content,
  answeredOn: LocalDate,
  reason,
  sentBackOn: { ...LocalDate, title: '退回日期', description: 'Day on which it was sent back' }
})
export type Earlier = Static<typeof Earlier>

const shown = {
  id: Id,
  noticeId: { ...Id, title: '通报', description: 'The notice' },
  unitCode: { ...UnitCode, title: '被通报单位', description: 'Unit that must answer' },
  unitName: Type.String({ title: '被通报单位名称', description: 'Its name today' }),
  ...acting,
  state: State,
  dueOn: { ...LocalDate, title: '答复期限', description: 'Last day for the answer' },
  overdue: Overdue,
  text: nullable(content),
  answeredOn: nullable({ ...LocalDate, title: '答复日期', description: 'Day of the answer' }),
  answeredBy: nullable(Type.String({ title: '答复人', description: 'Subject of the token' })),
  acceptedOn: nullable({ ...LocalDate, title: '认可日期', description: 'Day on which it was accepted' }),
  acceptedBy: nullable(Type.String({ title: '认可人', description: 'Subject of the token' })),
  earlier: Type.Array(Earlier, { title: '此前答复', description: 'Answers that were sent back' })
}

export const AnswerItem = closed(shown, {
  $id: 'NoticeAnswerItem',
  title: '通报答复（列表项）',
  description: 'An addressed unit and its answer as a list shows them'
})
export type AnswerItem = Static<typeof AnswerItem>

export const Answer = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'The term for the answer; one more for each time that it was sent back'
    })
  },
  { $id: 'NoticeAnswer', title: '通报答复', description: 'An addressed unit, its terms and its answer' }
)
export type Answer = Static<typeof Answer>

export const AnswerPage = {
  ...listOf(Type.Unsafe<AnswerItem>({ $ref: 'NoticeAnswerItem#' })),
  $id: 'NoticeAnswerPage'
}

export const answerParams = closed({ id: Id, unitCode: UnitCode })

export const answerQuery = closed({
  state: Type.Optional(State),
  overdue: Type.Optional(Overdue),
  ...pageParameters
})
export type AnswerQuery = Static<typeof answerQuery>

export const schemas = [NewAnswer, AnswerReturn, AnswerItem, Answer, AnswerPage]
