import { type TProperties, type TSchema, Type } from 'typebox'
import type { Figure, Statistic } from '../platform/access/statistics.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Instant,
  LocalDate,
  listOf,
  Money,
  nullable,
  oneOf,
  UnitCode,
  Year
} from '../platform/http/schema.ts'

/** How the records of every subject can be grouped. */
export const commonGroups = ['unit', 'level', 'month', 'total'] as const

export function groupsOf({ traits, isByYear }: Statistic): string[] {
  return [
    ...commonGroups.filter((name) => name !== 'month' || isByYear === undefined),
    ...Object.keys(traits)
  ]
}

const whole = Type.Integer({ minimum: 0 })

function fieldOf({ title, description, isMoney }: Figure): TSchema {
  return { ...(isMoney ? Money : whole), title, description }
}

function figuresOf<T extends TSchema>({ figures }: Statistic, of: (figure: Figure) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, of(figure)]))
}

/** The schemas of a subject: a line with its figures, and a page of lines. */
export function schemasOf(subject: string, statistic: Statistic) {
  const name = subject.charAt(0).toUpperCase() + subject.slice(1)
  const line = closed(
    {
      key: Type.String({
        title: '代码',
        description: 'Code of the group: of a unit, a month, or another value'
      }),
      name: Type.String({ title: '名称', description: 'Name of the group in the language of the caller' }),
      ...figuresOf(statistic, fieldOf),
      asOf: { ...LocalDate, title: '统计截止日', description: 'Last day whose records count' },
      lists: linksOf(statistic)
    },
    {
      $id: `${name}Figures`,
      title: statistic.title,
      description: 'Figures of one group of records'
    }
  )
  const page = { ...listOf(Type.Unsafe<object>({ $ref: `${name}Figures#` })), $id: `${name}FiguresPage` }
  return { name: `${name}Figures`, line, page, query: queryOf(name, statistic) }
}

/** The addresses of the lists behind the figures. */
function linksOf(statistic: Statistic) {
  const link = nullable(Type.String())
  return closed(
    figuresOf(statistic, ({ title, description }) => ({ ...link, title, description })),
    { title: '清单地址', description: 'Addresses of the lists behind the figures; null where there is none' }
  )
}

function queryOf(name: string, statistic: Statistic) {
  const day = (title: string, description: string) =>
    Type.Optional(Object.assign({}, LocalDate, { title, description }))
  const period: TProperties = statistic.isByYear
    ? { year: Type.Optional({ ...Year, description: 'Year of the plans; default: the current year' }) }
    : {
        from: day('起', 'First day; default: the beginning of the year'),
        to: day('止', 'Last day, which has to be over; default: yesterday')
      }
  return closed({
    within,
    ...period,
    groupBy: Type.Optional(
      oneOf(groupsOf(statistic), {
        'x-enum': `${name}Group`,
        title: '分组',
        description:
          'Grouping. `unit`: the unit itself and each of its direct subordinates with all units below it',
        default: 'unit'
      })
    ),
    ...pageParameters
  })
}

/** The figures of two years side by side; `null` where the caller may not read the records. */
export function overviewOf(statistics: Readonly<Record<string, Statistic>>) {
  const sides = Object.entries(statistics).map(([subject, statistic]) => {
    const side = (title: string, description: string, more: Record<string, TSchema> = {}) =>
      closed({ ...figuresOf(statistic, fieldOf), ...more }, { title, description })
    const both = closed(
      {
        now: side('本期', 'Figures of the year, up to the last day', { lists: linksOf(statistic) }),
        before: side('上年同期', 'Figures of the same part of the year before')
      },
      { title: statistic.title, description: 'Figures of this year and of the year before' }
    )
    return [subject, nullable(both)] as const
  })
  return closed(
    {
      unitCode: UnitCode,
      unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
      year: Year,
      asOf: { ...LocalDate, title: '统计截止日', description: 'Last day whose records count' },
      countedAt: { ...Instant, title: '统计时间', description: 'Instant at which the figures were counted' },
      ...Object.fromEntries(sides)
    },
    { $id: 'StatisticsOverview', title: '监管概况', description: 'Figures of a unit for a year' }
  )
}

export const overviewQuery = closed({
  within,
  year: Type.Optional({ ...Year, description: 'Year of the figures; default: the current year' })
})
