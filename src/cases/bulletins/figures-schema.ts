import { type Static, type TSchema, Type } from 'typebox'
import { closed, LocalDate, nullable, UnitCode } from '../../platform/http/schema.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const Change = (title: string, description: string) => Type.Integer({ title, description })
const Days = (title: string, description: string) =>
  nullable(Type.Number({ minimum: 0, title, description: `${description}; null if no case is concluded` }))
const list = <T extends TSchema>(item: T, title: string, description: string) =>
  Type.Array(item, { title, description })

const name = Type.String({ title: '名称', description: 'Chinese name at the time of computation' })
const share = nullable(
  Type.Number({
    minimum: 0,
    maximum: 1,
    title: '超期率',
    description:
      'Overdue cases divided by received cases, rounded half up to at most 4 decimals; null if none was ' +
      'received'
  })
)

const counts = {
  received: Count('收到件数', 'Number of cases received in the period; denominator of the share'),
  concluded: Count('办结件数', 'Number of these cases replied to by the day of computation'),
  overdue: Count(
    '超期件数',
    'Number of these cases in which a term that binds a unit was met late, or ended before the day of ' +
      'computation and is not met; numerator of the share'
  ),
  overdueShare: share
}

const durations = {
  medianDays: Days('办理天数中位数', 'Median of the days from receipt to reply, to one decimal'),
  p90Days: Days('办理天数九十分位数', '90th percentile of these days, interpolated, to one decimal')
}

const Tally = closed(
  {
    code: nullable(Type.String({ title: '代码', description: 'Code; null: not decided yet' })),
    name,
    ...counts
  },
  { $id: 'CaseTally', title: '分类统计', description: 'Figures of the cases with one code' }
)
export type Tally = Static<typeof Tally>
const tally = Type.Unsafe<Tally>({ $ref: 'CaseTally#' })

const UnitTally = closed(
  { code: UnitCode, name, ...counts },
  {
    $id: 'CaseUnitTally',
    title: '分单位统计',
    description:
      'Figures of the cases that the unit or a unit below it handles, or in which it had a term. Overdue ' +
      'are the cases in which it missed a term itself. A forwarded case counts for both units, so the ' +
      'parts may exceed the total'
  }
)
export type UnitTally = Static<typeof UnitTally>
const unitTally = Type.Unsafe<UnitTally>({ $ref: 'CaseUnitTally#' })

const difference = (title: string) =>
  nullable(
    Type.Number({ title, description: 'Difference from the previous period; null if either has no value' })
  )

const Ranking = closed(
  {
    leastCases: Count('参与排名最少件数', 'Minimum number of received cases for a unit to be ranked'),
    ranked: list(
      closed({
        rank: Count('名次', 'Rank; 1 is the smallest share, and equal shares have the same rank'),
        code: UnitCode,
        name,
        ...counts
      }),
      '排名',
      'Units ordered by share of overdue cases, compared before rounding'
    ),
    notRanked: list(unitTally, '不参与排名', 'Units with too few cases, ordered by code')
  },
  { title: '超期率排名', description: 'Ranking of direct subordinate units by share of overdue cases' }
)
export type Ranking = Static<typeof Ranking>

export const Figures = closed(
  {
    computedOn: { ...LocalDate, title: '统计日期', description: 'Date of the computation' },
    totals: closed(
      { ...counts, ...durations },
      { title: '合计', description: 'Figures of all cases of the period' }
    ),
    byKind: list(tally, '按信访件类别', 'Figures by kind'),
    byCategory: list(tally, '按救助类别', 'Figures by category'),
    byCause: list(tally, '按成因', 'Figures by root cause, which the reply states'),
    byState: list(tally, '按办理状态', 'Figures by status'),
    byOutcome: list(tally, '按答复结果', 'Figures by outcome of the reply'),
    own: Type.Unsafe<UnitTally>({
      ...unitTally,
      title: '本级办理',
      description: 'Figures of the cases that the unit itself handles, or in which it had a term'
    }),
    byUnit: list(unitTally, '按下级单位', 'Figures by direct subordinate unit, with all units below it'),
    ranking: Ranking,
    previous: closed(
      {
        from: Type.String({
          format: 'date',
          title: '上期起',
          description: 'First day of the previous period'
        }),
        to: Type.String({ format: 'date', title: '上期止', description: 'Last day of the previous period' }),
        ...counts,
        ...durations
      },
      {
        title: '上期',
        description: 'Figures of the period of the same length just before, as of the same day'
      }
    ),
    change: closed(
      {
        received: Change('收到件数增减', 'Difference from the previous period'),
        concluded: Change('办结件数增减', 'Difference from the previous period'),
        overdue: Change('超期件数增减', 'Difference from the previous period'),
        overdueShare: difference('超期率增减'),
        medianDays: difference('办理天数中位数增减'),
        p90Days: difference('办理天数九十分位数增减')
      },
      {
        title: '比上期增减',
        description: 'Differences between the figures of the period and the previous one'
      }
    )
  },
  { $id: 'CaseFigures', title: '信访统计', description: 'Figures of the cases received in a period' }
)
export type Figures = Static<typeof Figures>

export const figureSchemas = [Tally, UnitTally, Figures]
