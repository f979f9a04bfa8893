import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  person,
  text,
  UnitCode
} from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting } from '../../units/index.ts'
import { answerStates } from '../vocabulary.ts'

const State = oneOf(answerStates, { title: '答复状态', description: 'Status of the answer' })
const content = text(8000, '整改情况', 'Measures that the unit has taken')
const reason = text(2000, '退回理由', 'Reason for sending the answer back, and the points that are missing')
const Overdue = Type.Boolean({
  title: '是否逾期',
  description: 'Whether the last day has passed without an answer'
})

export const NewAnswer = closed(
  {
    text: content,
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
    reason,
    answerBy: Type.Optional({
      ...LocalDate,
      title: '重新答复期限',
      description: 'Last day for the new answer; if omitted, the term of the policy applies'
    })
  },
  { $id: 'NoticeAnswerReturn', title: '退回答复', description: 'Return of an answer to the unit' }
)
export type AnswerReturn = Static<typeof AnswerReturn>

export const Earlier = closed({
  text: content,
  answeredOn: LocalDate,
  reason,
  sentBackOn: { ...LocalDate, title: '退回日期', description: 'Date on which the answer was sent back' }
})
export type Earlier = Static<typeof Earlier>

const shown = {
  id: Id,
  noticeId: { ...Id, title: '通报', description: 'Notice that is answered' },
  unitCode: { ...UnitCode, title: '被通报单位', description: 'Unit that must answer' },
  unitName: Type.String({ title: '被通报单位名称', description: 'Current name of the addressed unit' }),
  ...acting,
  state: State,
  dueOn: { ...LocalDate, title: '答复期限', description: 'Last day for the answer' },
  overdue: Overdue,
  text: nullable(content),
  answeredOn: nullable({ ...LocalDate, title: '答复日期', description: 'Date of the answer' }),
  answeredBy: nullable(person('答复人', 'Person who answered')),
  acceptedOn: nullable({ ...LocalDate, title: '认可日期', description: 'Date of acceptance' }),
  acceptedBy: nullable(person('认可人', 'Person who accepted the answer')),
  earlier: Type.Array(Earlier, { title: '此前答复', description: 'Earlier answers, which were sent back' })
}

export const AnswerItem = closed(shown, {
  $id: 'NoticeAnswerItem',
  title: '通报答复（列表项）',
  description: 'Addressed unit and its answer in a list'
})
export type AnswerItem = Static<typeof AnswerItem>

export const Answer = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms for the answer: the first, and one for each time that the answer was sent back'
    })
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
  state: Type.Optional(State),
  overdue: Type.Optional(Overdue),
  ...pageParameters
})
export type AnswerQuery = Static<typeof answerQuery>

export const schemas = [NewAnswer, AnswerReturn, AnswerItem, Answer, AnswerPage]
