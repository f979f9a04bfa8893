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
    text: Type.String({ title: '条文', description: 'Text of the clause' })
  },
  { title: '依据条款', description: 'Clause on which the term is based' }
)
const day = (title: string, description: string) => ({ ...LocalDate, title, description })
const Length = Type.Integer({ title: '天数', description: 'Number of days without an extension' })
const Base = day('原届满日', 'Due date without an extension, counting every day')
const Due = day('届满日', 'Last day of the term')
const Start = day('起算日', 'Date of the event that starts the term; it is not counted itself')
const Provisional = Type.Boolean({
  title: '是否暂定',
  description:
    'Whether the term reaches into a year whose days off are not announced yet; it is computed ' +
    'again when they are'
})
const LocalDefault = Type.Boolean({
  title: '是否默认值',
  description: 'Whether the days are a default that no statute sets and that a local rule may shorten'
})
const Explanation = closed(
  {
    zh: Type.String({ title: '中文', description: 'Text in Chinese' }),
    en: Type.String({ title: '英文', description: 'Text in English' })
  },
  { title: '计算说明', description: 'Explanation of the due date' }
)

const common = {
  rule: Rule,
  clause: Clause,
  startedOn: Start,
  days: Length,
  unit: DayUnit,
  baseDueOn: Base,
  dueOn: Due,
  rolledFrom: nullable(day('顺延前届满日', 'Day off on which the term would have ended; null if none')),
  skipped: Type.Array(
    closed({
      from: day('起', 'First day'),
      to: day('止', 'Last day'),
      reason: oneOf(['day-off', 'holiday', 'excluded'], {
        title: '原因',
        description: 'Reason: weekend, public holiday or excluded period'
      }),
      name: Type.Optional(Type.String({ title: '节假日', description: 'Name of the holiday' }))
    }),
    { title: '跳过的日子', description: 'Days that were skipped within the term or at its end' }
  ),
  provisional: Provisional,
  localDefault: LocalDefault,
  localRuleId: nullable({
    ...Id,
    title: '实施细则',
    description: 'Local rule that sets the days; null without one'
  }),
  explanation: Explanation
}

export const Term = closed(
  {
    ...common,
    extendedDueOn: nullable(day('延长后届满日', 'Due date of the extended term; null if not extended')),
    excludedDays: Type.Integer({ title: '不计入天数', description: 'Excluded periods' }),
    metOn: nullable(day('办结日', 'Date on which the term was met; null if not yet')),
    state: oneOf(['running', 'met', 'missed'], {
      title: '状态',
      description: 'Status as of today: running, met in time, or missed (met late, or not at all)'
    })
  },
  { $id: 'Term', title: '期限', description: 'Statutory term of a record' }
)
export type Term = Static<typeof Term>

/** A term with its state on a day. */
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
  description: 'Computed term, not stored'
})
export type Preview = Static<typeof Preview>

export const previewQuery = closed({
  rule: Rule,
  startedOn: Start,
  unitCode: Type.Optional({
    ...UnitCode,
    description:
      'Code of the unit that has to meet the term and whose rules apply; default: the unit of the caller'
  }),
  extendDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3650,
      title: '延长天数',
      description: 'Number of days of an extension'
    })
  ),
  excludeFrom: Type.Optional(day('不计入起', 'First day of the excluded period')),
  excludeTo: Type.Optional(day('不计入止', 'Last day of the excluded period'))
})
export type PreviewQuery = Static<typeof previewQuery>
