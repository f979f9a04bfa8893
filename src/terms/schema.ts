import { type Static, Type } from 'typebox'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import { closed, Id, LocalDate, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { DayUnit } from '../policy/index.ts'
import { explain } from './counting/explain.ts'
import * as rules from './rules.ts'

const Rule = Type.String({
  maxLength: 60,
  title: '期限规则',
  description: 'Rule of the policy',
  examples: ['case.conclude']
})
const Clause = closed(
  {
    id: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
    text: Type.String({ title: '条文', description: 'What the clause says' })
  },
  { title: '依据条款', description: 'The clause by which it is so' }
)
const day = (title: string, description: string) => ({ ...LocalDate, title, description })
const Length = Type.Integer({ title: '天数', description: 'Days, without an extension' })
const Base = day('原届满日', 'Due date without extension, and if every day counted')
const Due = day('届满日', 'The last day of the term')
const Start = day('起算日', 'The day of the event; it is not counted itself')
const Provisional = Type.Boolean({
  title: '是否暂定',
  description: 'It reaches into a year whose days off are not announced; it is counted again then'
})
const LocalDefault = Type.Boolean({
  title: '是否默认值',
  description: 'No statute sets the days: they are a default, which a local rule may shorten'
})
const Explanation = closed(
  {
    zh: Type.String({ title: '中文', description: 'In Chinese' }),
    en: Type.String({ title: '英文', description: 'In English' })
  },
  { title: '计算说明', description: 'How the due date came about' }
)

const common = {
  rule: Rule,
  clause: Clause,
  startedOn: Start,
  days: Length,
  unit: DayUnit,
  baseDueOn: Base,
  dueOn: Due,
  rolledFrom: nullable(day('顺延前届满日', 'The day off on which it would have ended; null: none')),
  skipped: Type.Array(
    closed({
      from: day('起', 'First day'),
      to: day('止', 'Last day'),
      reason: oneOf(['day-off', 'holiday', 'excluded'], {
        title: '原因',
        description: 'Weekend, public holiday, or left out'
      }),
      name: Type.Optional(Type.String({ title: '节假日', description: 'The holiday' }))
    }),
    { title: '跳过的日子', description: 'What was passed over on the way, or at the end' }
  ),
  provisional: Provisional,
  localDefault: LocalDefault,
  localRuleId: nullable({ ...Id, title: '实施细则', description: 'The local rule that the days come from' }),
  explanation: Explanation
}

export const Term = closed(
  {
    ...common,
    extendedDueOn: nullable(day('延长后届满日', 'Due date of an extended term; null: not extended')),
    excludedDays: Type.Integer({ title: '不计入天数', description: 'Days that do not count' }),
    metOn: nullable(day('办结日', 'When it was kept; null: not yet')),
    state: oneOf(['running', 'met', 'missed'], {
      title: '状态',
      description: 'As of today: running, met in time, or missed (met late, or not at all)'
    })
  },
  { $id: 'Term', title: '期限', description: 'A statutory term of a record' }
)
export type Term = Static<typeof Term>

/** A term as it stands on a day. */
export function wire(term: rules.BegunTerm, today: string): Term {
  const clause = clauseNamed(term.clauseId)
  const { rule, startedOn, days, dayUnit: unit, baseDueOn, dueOn, metOn, provisional, localDefault } = term
  return {
    rule,
    clause: { id: clause.id, text: clause.text },
    startedOn,
    days,
    unit,
    baseDueOn,
    extendedDueOn: term.extendedDays > 0 ? dueOn : null,
    excludedDays: rules.excludedDays(term),
    dueOn,
    rolledFrom: term.rolledFrom,
    skipped: term.skipped,
    metOn,
    state: rules.stateOf(term, today),
    provisional,
    localDefault,
    localRuleId: term.localRuleId,
    explanation: explain(term, clause)
  }
}

export const Preview = closed(common, {
  $id: 'TermPreview',
  title: '期限试算',
  description: 'When a term would be due'
})
export type Preview = Static<typeof Preview>

export const previewQuery = closed({
  rule: Rule,
  startedOn: Start,
  unitCode: Type.Optional({
    ...UnitCode,
    description: 'The unit that must keep it, by whose rules it is counted; without: your own'
  }),
  extendDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3650, title: '延长天数', description: 'Days of an extension' })
  ),
  excludeFrom: Type.Optional(day('不计入起', 'First day that does not count')),
  excludeTo: Type.Optional(day('不计入止', 'Last day that does not count'))
})
export type PreviewQuery = Static<typeof previewQuery>
