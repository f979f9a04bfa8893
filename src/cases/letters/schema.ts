import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting } from '../../units/index.ts'
import { codesOf } from '../vocabulary.ts'

const Kind = oneOf(codesOf('letter-kind'), {
  title: '函件类别',
  description: 'Kind of letter: urging (催办) or supervision (督办)'
})
const Grounds = oneOf(codesOf('letter-grounds'), {
  title: '督办情形',
  description: 'Grounds for the letter'
})
const State = oneOf(codesOf('letter-state'), {
  title: '反馈状态',
  description: 'Status of the answer'
})
const content = text(4000, '函件内容', 'Text of the letter; must not contain the name of the reporter')
const answer = text(8000, '反馈意见', 'Written answer of the unit')

export const NewLetter = closed(
  { kind: Kind, grounds: Grounds, text: content },
  {
    $id: 'NewLetter',
    title: '催办（督办）',
    description: 'New letter to the unit that has to take the next step',
    examples: [
      { kind: 'supervise', grounds: 'not-concluded-in-time', text: '请于规定期限内办结并书面反馈结果。' }
    ]
  }
)
export type NewLetter = Static<typeof NewLetter>

export const LetterAnswer = closed(
  { text: answer },
  { $id: 'LetterAnswer', title: '书面反馈', description: 'Written answer to a letter' }
)

const shown = {
  id: Id,
  caseId: { ...Id, title: '信访件', description: 'Case that the letter is about' },
  caseNumber: Type.String({ title: '信访件编号', description: 'Number of the case' }),
  kind: Kind,
  number: Type.String({
    title: '文号',
    description:
      'Letter number: code of the issuing unit, year, `U` (urging) or `S` (supervision), serial number ' +
      'without gaps; for a report a random mark instead',
    examples: ['2201-2026-S-000001']
  }),
  fromUnitCode: { ...UnitCode, title: '发函单位', description: 'Unit that issued the letter' },
  unitCode: { ...UnitCode, title: '收函单位', description: 'Unit that must answer' },
  unitName: Type.String({ title: '收函单位名称', description: 'Current name of the unit that must answer' }),
  ...acting,
  grounds: Grounds,
  text: content,
  issuedOn: { ...LocalDate, title: '发函日期', description: 'Date of issue' },
  dueOn: { ...LocalDate, title: '反馈期限', description: 'Last day for the answer' },
  overdue: Type.Boolean({ title: '是否超期', description: 'Whether that day has passed without an answer' }),
  state: State,
  answer: nullable(answer),
  answeredOn: nullable({ ...LocalDate, title: '反馈日期', description: 'Date of the answer' })
}

export const LetterItem = closed(shown, {
  $id: 'LetterItem',
  title: '催办（督办）函（列表项）',
  description: 'Letter in a list'
})
export type LetterItem = Static<typeof LetterItem>

export const Letter = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Term for the answer'
    })
  },
  {
    $id: 'Letter',
    title: '催办（督办）函',
    description: 'Letter of a unit above to the unit that had to take the next step, with the answer'
  }
)
export type Letter = Static<typeof Letter>

export const LetterPage = {
  ...listOf(Type.Unsafe<LetterItem>({ $ref: 'LetterItem#' })),
  $id: 'LetterPage'
}

export const letterQuery = closed({
  within,
  unitCode: Type.Optional({
    ...UnitCode,
    title: '收函单位',
    description: 'Unit to which the letters listed are addressed'
  }),
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  overdue: Type.Optional(shown.overdue),
  ...pageParameters
})
export type LetterQuery = Static<typeof letterQuery>

export const ofCaseQuery = closed({ ...pageParameters })
export type OfCaseQuery = Static<typeof ofCaseQuery>

export const schemas = [NewLetter, LetterAnswer, LetterItem, Letter, LetterPage]
