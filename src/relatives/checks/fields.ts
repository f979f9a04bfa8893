import { sql } from 'kysely'
import { Type } from 'typebox'
import { itsProgramme, month, Period } from '../../funds/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { closed, Id, Instant, LocalDate, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { checkStates, type ExceptionType, exceptionTypes, labels, missingData } from './labels.ts'
import type { Compared as ComparedRow, Totals as TotalsRow } from './tables.ts'

export const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const State = oneOf(checkStates, {
  'x-enum': 'RelativeCheckState',
  title: '状态',
  description: 'Status: complete, or made while data was missing'
})
export const Checked = {
  ...UnitCode,
  title: '被检查单位',
  description: 'Code of the unit whose filers are checked, with all units below it'
}
export const AsOf = {
  ...LocalDate,
  title: '检查日期',
  description: 'Day of which the filings and terms are judged; default: the last day of the month, or today'
}

export const Totals = closed(
  {
    filers: Count('备案人数', 'Number of filers in their post on the day'),
    ownStaff: Count('未检查的本单位人员', 'Number of filers of the unit that made the check; left out of it'),
    owedPairs: nullable(
      Count('应备案对数', 'Number of pairs of filer and recipient to be filed; null where data is missing')
    ),
    owedRecipients: nullable(Count('应备案对象数', 'Number of recipients in these pairs')),
    matched: nullable(Count('已备案对数', 'Number of these pairs with a matching filing')),
    running: nullable(Count('期限未满对数', 'Number of pairs not filed whose term still runs; no exception')),
    unproven: Count('无法核实的备案', 'Number of filings that the data cannot prove or refute'),
    filings: Count('有效备案数', 'Number of filings in force on the day')
  },
  { title: '合计', description: 'Numbers of a check' }
)

export const Compared = closed(
  {
    rosters: Count('名册数', 'Number of standing rosters of the month'),
    members: Count('家庭成员名单数', 'Number of these rosters with a file of household members'),
    ties: Count('亲属关系数', 'Number of known family ties of the filers, by the list of relations'),
    filings: Count('备案数', 'Number of filings in force'),
    declarations: Count('申报数', 'Number of filers with a declaration of the year')
  },
  { title: '比对依据', description: 'Number of records compared' }
)

export const Exceptions = closed(
  Object.fromEntries(
    exceptionTypes.map((type) => [
      type,
      Type.Optional(Count(labels['relative-exception'][type].zh, labels['relative-exception'][type].en))
    ])
  ) as Record<ExceptionType, ReturnType<typeof Type.Optional<ReturnType<typeof Count>>>>,
  {
    title: '异常',
    description: 'Number of exceptions of every type, 0 where there were none'
  }
)
export const FilingRate = nullable(
  Type.String({
    title: '备案率',
    description:
      'Matched pairs divided by owed pairs, 4 decimals; null where no pair is owed or it is unknown',
    examples: ['0.4000']
  })
)
export const Missing = oneOf(missingData, {
  'x-enum': 'RelativeCheckMissing',
  title: '缺少的数据',
  description: 'Data that was missing'
})

const exceptions = exceptionTypes.map((type) => sql`select ${sql.lit(type)} as type`)

/** The fields of a check. */
export const item = fieldsOf('relative_check', {
  id: Id,
  state: State,
  unitCode: from(Checked, sql<string>`relative_check.target_code`),
  unitName: from(
    Type.String({ title: '被检查单位名称', description: 'Current name of the checked unit' }),
    sql<string>`target.name`
  ),
  ...itsProgramme,
  period: from(Period, month('relative_check.period')),
  asOf: AsOf,
  madeByUnitCode: from(
    { ...UnitCode, title: '检查单位', description: 'Code of the unit that made the check' },
    sql<string>`relative_check.unit_code`
  ),
  madeAt: { ...Instant, title: '检查时间', description: 'Date and time at which it was made' },
  madeBy: Type.String({ title: '检查人', description: 'Subject of the token' }),
  totals: from(Totals, sql<TotalsRow>`relative_check.totals`),
  filingRate: from(
    FilingRate,
    sql<string | null>`case when (totals ->> 'owedPairs')::bigint > 0 then
    round((totals ->> 'matched')::numeric / (totals ->> 'owedPairs')::numeric, 4)::text end`
  ),
  exceptions: from(
    Exceptions,
    sql<Partial<Record<ExceptionType, number>>>`(
      select jsonb_object_agg(type, coalesce((relative_check.exceptions ->> type)::int, 0))
      from (${sql.join(exceptions, sql` union all `)}) as known)`
  ),
  missing: from(
    Type.Array(Missing, {
      title: '缺少的数据',
      description:
        'Data that was missing: without members only heads of households are found; without ties only ' +
        'filings are judged'
    }),
    sql<(typeof missingData)[number][]>`relative_check.missing`
  )
})

/** The further fields of one check. */
export const details = fieldsOf('relative_check', {
  compared: from(Compared, sql<ComparedRow>`relative_check.compared`),
  relations: from(
    Type.Array(Type.String(), {
      title: '对象关系范围',
      description: 'Codes of the relations in the list that was in force'
    }),
    sql<string[]>`relative_check.relations`
  ),
  contentHash: Type.String({
    title: '内容摘要',
    description: 'SHA-256 of the data compared and the result; a repeated check gives the same value'
  })
})
