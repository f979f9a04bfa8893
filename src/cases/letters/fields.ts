import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, LocalDate, nullable, oneOf, text, UnitCode, updatedAt } from '../../platform/http/schema.ts'
import { acting } from '../../units/index.ts'
import '../tables.ts'
import type { LetterState } from '../labels.ts'
import { codesOf } from '../vocabulary.ts'

export const Kind = oneOf(codesOf('letter-kind'), {
  title: '函件类别',
  description: 'Kind of letter: urging (催办) or supervision (督办)'
})
export const Grounds = oneOf(codesOf('letter-grounds'), {
  title: '督办情形',
  description: 'Grounds for the letter'
})
export const State = oneOf(codesOf('letter-state'), {
  title: '反馈状态',
  description: 'Status of the answer'
})
export const content = text(4000, '函件内容', 'Text of the letter; must not contain the name of the reporter')
export const answer = text(8000, '反馈意见', 'Written answer of the unit')

/** The unit that must answer a letter, or acts for it: the joined unit `turn` is that of `turn_code`. */
export const actingCode = sql<string>`coalesce(turn.acting_code, turn.code)`

export const stateOf = sql<LetterState>`
  case when case_letter.answered_on is null then 'awaited' else 'answered' end`

export function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(case_letter.answered_on is null and case_letter.due_on < ${today}::date)`
}

/** A letter in a list: all but its terms. */
export const item = fieldsOf('case_letter', {
  id: Id,
  caseId: { ...Id, title: '信访件', description: 'Case that the letter is about' },
  caseNumber: from(
    Type.String({ title: '信访件编号', description: 'Number of the case' }),
    sql<string>`petition_case.number`
  ),
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
  unitName: from(
    Type.String({ title: '收函单位名称', description: 'Current name of the unit that must answer' }),
    sql<string>`unit.name`
  ),
  actingUnitCode: from(
    acting.actingUnitCode,
    sql<string | null>`nullif(${actingCode}, case_letter.unit_code)`
  ),
  actingUnitName: from(
    acting.actingUnitName,
    sql<string | null>`case when ${actingCode} <> case_letter.unit_code then (
      select acting.name from unit as acting where acting.code = ${actingCode}) end`
  ),
  grounds: Grounds,
  text: content,
  issuedOn: { ...LocalDate, title: '发函日期', description: 'Date of issue' },
  dueOn: { ...LocalDate, title: '反馈期限', description: 'Last day for the answer' },
  overdue: from(
    Type.Boolean({ title: '是否超期', description: 'Whether that day has passed without an answer' }),
    ({ today }) => isOverdue(today)
  ),
  state: from(State, stateOf),
  answer: nullable(answer),
  answeredOn: nullable({ ...LocalDate, title: '反馈日期', description: 'Date of the answer' }),
  updatedAt
})
