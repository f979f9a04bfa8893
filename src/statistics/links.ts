import type { Statistic } from '../platform/access/statistics.ts'
import { addDays, addMonths } from '../platform/values/days.ts'
import type { Grouping, Line } from './store.ts'

/** The addresses of the lists behind the figures of a line, by the name of the figure. */
export function listsOf({ statistic, groupBy, asked }: Grouping, key: string): Record<string, string | null> {
  const group = groupFilter(statistic, groupBy, key, asked.tree.code)
  return Object.fromEntries(
    Object.entries(statistic.figures).map(([name, { filter }]) => {
      const { list } = statistic
      if (list === undefined || filter === undefined || group === undefined) return [name, null]
      const days = daysOf(statistic, groupBy === 'month' ? key : undefined, asked)
      const query = new URLSearchParams({ within: asked.tree.code, ...days, ...group, ...filter })
      return [name, `${list.path}?${query}`]
    })
  )
}

function daysOf(
  { list, isByYear }: Statistic,
  month: string | undefined,
  { from, to }: Grouping['asked']
): Record<string, string> {
  if (list === undefined) return {}
  if (isByYear) return from.slice(0, 4) === to.slice(0, 4) ? { [list.to]: to.slice(0, 4) } : {}
  const isOfMonths = list.from === 'periodFrom'
  const first = month === undefined || from.startsWith(month) ? from : `${month}-01`
  const last = month === undefined || to.startsWith(month) ? to : lastOf(month)
  const cut = (day: string) => (isOfMonths ? day.slice(0, 7) : day)
  return { [list.from]: cut(first), [list.to]: cut(last) }
}

function lastOf(month: string): string {
  return addDays(addMonths(`${month}-01`, 1), -1)
}

/** The filter for one group; undefined where the list has none. */
function groupFilter(
  { traits, list }: Statistic,
  groupBy: string,
  key: string,
  code: string
): Record<string, string> | undefined {
  if (groupBy === 'total' || groupBy === 'month') return {}
  if (groupBy === 'unit') return key === code ? { [list?.unit ?? 'unitCode']: key } : { within: key }
  const filter = traits[groupBy]?.filter
  return filter === undefined || key === '' ? undefined : { [filter]: key }
}

/** A line as it goes on the wire. */
export function wireOf(grouping: Grouping) {
  return (line: Line) => ({ ...line, lists: listsOf(grouping, line.key) })
}
