import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting } from '../../units/index.ts'
import { codesOf } from '../vocabulary.ts'

const Kind = oneOf(codesOf('letter-kind'), {
  title: '函件类别',
  description: 'Urges the unit on (催办), or supervises it (督办)'
})
const Grounds = oneOf(codesOf('letter-grounds'), {
  title: '督办情形',
  description: 'What the unit is reproached with'
})
const State = oneOf(codesOf('letter-state'), {
  title: '反馈状态',
  description: 'Whether the answer is there'
})
const content = text(4000, '函件内容', 'What is asked for; names of the reporter have no place here')
const answer = text(8000, '反馈意见', 'What the unit answers in writing')

export const NewLetter = closed(
  { kind: Kind, grounds: Grounds, text: content },
  {
    $id: 'NewLetter',
    title: '催办（督办）',
    description: 'Writes to the unit whose turn it is',
    examples: [
      { kind: 'supervise', grounds: 'not-concluded-in-time', text: '请于规定期限内办结并书面反馈结果。' }
    ]
  }
)
export type NewLetter = Static<typeof NewLetter>

export const LetterAnswer = closed(
  { text: answer },
  { $id: 'LetterAnswer', title: '书面反馈', description: 'The written answer to a letter' }
)

const shown = {
  id: Id,
  caseId: { ...Id, title: '信访件', description: 'The case it is about' },
  caseNumber: Type.String({ title: '信访件编号', description: 'Number of the case' }),
  kind: Kind,
  number: Type.String({
    title: '文号',
    description:
      'Issuing unit, year, `U` (urge) or `S` (supervise), number without gaps; a random mark about a report',
    examples: ['2201-2026-S-000001']
  }),
  fromUnitCode: { ...UnitCode, title: '发函单位', description: 'Unit that wrote it' },
  unitCode: { ...UnitCode, title: '收函单位', description: 'Unit that must answer' },
  unitName: Type.String({ title: '收函单位名称', description: 'Its name today' }),
  ...acting,
  grounds: Grounds,
  text: content,
  issuedOn: { ...LocalDate, title: '发函日期', description: 'Day of issue' },
  dueOn: { ...LocalDate, title: '反馈期限', description: 'Last day for the answer' },
  overdue: Type.Boolean({ title: '是否超期', description: 'That day has passed without an answer' }),
  state: State,
  answer: nullable(answer),
  answeredOn: nullable({ ...LocalDate, title: '反馈日期', description: 'Day of the answer' })
}

export const LetterItem = closed(shown, {
  $id: 'LetterItem',
  title: '催办（督办）函（列表项）',
  description: 'A letter as a list shows it'
})
export type LetterItem = Static<typeof LetterItem>

export const Letter = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'The term for the answer'
    })
  },
  {
    $id: 'Letter',
    title: '催办（督办）函',
    description: 'What a unit above wrote to the unit whose turn it was, and what that answered'
  }
)
export type Letter = Static<typeof Letter>

export const LetterPage = {
  ...listOf(Type.Unsafe<LetterItem>({ $ref: 'LetterItem#' })),
  $id: 'LetterPage'
}

export const letterQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Letters addressed to this unit' }),
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  overdue: Type.Optional(shown.overdue),
  ...pageParameters
})
export type LetterQuery = Static<typeof letterQuery>

export const ofCaseQuery = closed({ ...pageParameters })
export type OfCaseQuery = Static<typeof ofCaseQuery>

export const schemas = [NewLetter, LetterAnswer, LetterItem, Letter, LetterPage]
