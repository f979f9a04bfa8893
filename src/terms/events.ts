import { Type } from 'typebox'
import { closed, LocalDate, nullable } from '../platform/http/schema.ts'
import { type EventName, event, field } from '../platform/work/catalogue.ts'

/**
 * The events of terms. They are named for the record whose term it is, so each room that has terms lists the
 * four in its catalogue; the background step of this room records them.
 */

/** The kinds of records that have terms: those whose rooms list the events of terms. */
export type TermKind = EventName extends infer N ? (N extends `${infer K}.term-missed` ? K : never) : never

const rule = Type.String({ title: '期限规则', description: 'Rule of the policy' })
const dueOn = field(LocalDate, '届满日', 'Last day of the term')

/** The terms that a step ended, as its event tells them. */
export const endedTerms = Type.Array(
  closed({
    rule,
    dueOn,
    metOn: field(LocalDate, '办结日', 'Day on which it was kept'),
    isMet: Type.Boolean({ title: '是否按期', description: 'Whether the term was met' })
  }),
  { title: '结束的期限', description: 'Terms that the step ended' }
)

export const termMoved = (zh: string, en: string) =>
  event(
    { zh: `${zh}期限变更`, en: `Due date of a ${en} moved` },
    'The calendar of a year changed, and a running term that was counted again ends on another day.',
    {
      rule,
      from: field(LocalDate, '原届满日', 'Last day before'),
      to: field(LocalDate, '新届满日', 'Last day now'),
      year: nullable(Type.Integer({ title: '年度', description: 'Year of the calendar that changed' })),
      source: nullable(Type.String({ title: '来源', description: 'Document that announced the days' }))
    }
  )

export const termMissed = (zh: string, en: string) =>
  event(
    { zh: `${zh}期限逾期`, en: `Term of a ${en} missed` },
    'A term has passed and the record shows no sign of it being kept. Recorded once for each term.',
    { rule, dueOn }
  )

export const termDueSoon = (zh: string, en: string) =>
  event(
    { zh: `${zh}期限将至`, en: `Term of a ${en} due soon` },
    'A running term ends within the number of days that the operator set. Recorded once for each term.',
    { rule, dueOn }
  )

export const termMarkCleared = (zh: string, en: string) =>
  event(
    { zh: `${zh}逾期标记撤销`, en: `Mark "missed" of a ${en} cleared` },
    'A wrong clock had marked a running term as missed. Its last day has not passed, so the mark is cleared.',
    { rule, dueOn }
  )
