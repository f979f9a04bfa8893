import { type Static, type TSchema, Type } from 'typebox'
import { closed, LocalDate, nullable, UnitCode } from '../../platform/http/schema.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const Change = (title: string, description: string) => Type.Integer({ title, description })
const Days = (title: string, description: string) =>
  nullable(Type.Number({ minimum: 0, title, description: `${description}; null where none is concluded` }))
const list = <T extends TSchema>(item: T, title: string, description: string) =>
  Type.Array(item, { title, description })

const name = Type.String({ title: '名称', description: 'Chinese name, as it was when this was computed' })
const share = nullable(
  Type.Number({
    minimum: 0,
    maximum: 1,
    title: '超期率',
    description: 'Overdue by received, rounded half up to at most 4 decimals; null where none was received'
  })
)

const counts = {
  received: Count('收到件数', 'Cases received in the period; the denominator of the share'),
  concluded: Count('办结件数', 'Those of them that were replied to by the day of computation'),
  overdue: Count(
    '超期件数',
    'Those of them of which a term that binds a unit was met late, or was due before the day of ' +
      'computation and is not met; the numerator of the share'
  ),
  overdueShare: share
}

const durations = {
  medianDays: Days('办理天数中位数', 'Median of the days from receipt to reply, to one decimal'),
  p90Days: Days('办理天数九十分位数', '90th percentile of these days, interpolated, to one decimal')
}

const Tally = closed(
  { code: nullable(Type.String({ title: '代码', description: 'Null: not decided yet' })), name, ...counts },
  { $id: 'CaseTally', title: '分类统计', description: 'The cases of one code' }
)
export type Tally = Static<typeof Tally>
const tally = Type.Unsafe<Tally>({ $ref: 'CaseTally#' })

const UnitTally = closed(
  { code: UnitCode, name, ...counts },
  {
    $id: 'CaseUnitTally',
    title: '分单位统计',
    description:
      'The cases that the unit, or one below it, handles or had a term to keep in; overdue those in which ' +
      'it missed one itself. A case that was forwarded counts for both units: the parts exceed the whole'
  }
)
export type UnitTally = Static<typeof UnitTally>
const unitTally = Type.Unsafe<UnitTally>({ $ref: 'CaseUnitTally#' })

const difference = (title: string) =>
  nullable(Type.Number({ title, description: 'Less that of the period before; null where either has none' }))

const Ranking = closed(
  {
    leastCases: Count('参与排名最少件数', 'A unit with fewer cases received is not ranked'),
    ranked: list(
      closed({
        rank: Count('名次', '1 for the smallest share; equal shares have the same rank'),
        code: UnitCode,
        name,
        ...counts
      }),
      '排名',
      'By share of overdue cases, compared before rounding'
    ),
    notRanked: list(unitTally, '不参与排名', 'Units with too few cases, by code')
  },
  { title: '超期率排名', description: 'Direct subordinate units by their share of overdue cases' }
)
export type Ranking = Static<typeof Ranking>

export const Figures = closed(
  {
    computedOn: { ...LocalDate, title: '统计日期', description: 'Day of computation' },
    totals: closed({ ...counts, ...durations }, { title: '合计', description: 'All cases of the period' }),
    byKind: list(tally, '按信访件类别', 'By kind'),
    byCategory: list(tally, '按救助类别', 'By category'),
    byCause: list(tally, '按成因', 'By cause, which is stated with the reply'),
    byState: list(tally, '按办理状态', 'By state'),
    byOutcome: list(tally, '按答复结果', 'By outcome of the reply'),
    own: Type.Unsafe<UnitTally>({
      ...unitTally,
      title: '本级办理',
      description: 'The cases that the unit itself handles, or had a term to keep in'
    }),
    byUnit: list(unitTally, '按下级单位', 'By direct subordinate unit, with all below it'),
    ranking: Ranking,
    previous: closed(
      {
        from: Type.String({ format: 'date', title: '上期起', description: 'First day' }),
        to: Type.String({ format: 'date', title: '上期止', description: 'Last day' }),
        ...counts,
        ...durations
      },
      { title: '上期', description: 'The period of the same length right before, as of the same day' }
    ),
    change: closed(
      {
        received: Change('收到件数增减', 'Less that of the period before'),
        concluded: Change('办结件数增减', 'Less that of the period before'),
        overdue: Change('超期件数增减', 'Less that of the period before'),
        overdueShare: difference('超期率增减'),
        medianDays: difference('办理天数中位数增减'),
        p90Days: difference('办理天数九十分位数增减')
      },
      { title: '比上期增减', description: 'The figures of the period less those of the one before' }
    )
  },
  { $id: 'CaseFigures', title: '信访统计', description: 'The cases received in a period, counted' }
)
export type Figures = Static<typeof Figures>

export const figureSchemas = [Tally, UnitTally, Figures]
