import type { Planted } from '../examples/bulletin.ts'
import { type Line, lineOf, named } from '../examples/jilin.ts'

interface Asked {
  withinCode: string
  from: string
  to: string
  today: string
  /** The direct subordinates of the unit. */
  units: readonly Line[]
  withReports: boolean
}

interface Group {
  received: number
  concluded: number
  overdue: number
}

const rights = ['case.review-request', 'case.recheck-request']
const hour = 3_600_000

/** The local day of an instant: Shanghai is eight hours ahead, all the year. */
const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * hour).toISOString().slice(0, 10)
const shift = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 24 * hour).toISOString().slice(0, 10)
const between = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / (24 * hour)

/** The figures of a bulletin, counted case by case: knows nothing of how the service does it. */
export function recount(all: readonly Planted[], asked: Asked) {
  const { withinCode, from, to, today, units, withReports } = asked
  const isCounted = (one: Planted) => {
    const line = lineOf(one.unitCode)
    const isHidden = one.kind === 'report' && lineOf(withinCode).includes(one.accusedUnitCode ?? '')
    return line.includes(withinCode) && !isHidden && (withReports || one.kind !== 'report')
  }
  const received = (first: string, last: string) =>
    all.filter((one) => isCounted(one) && dayOf(one.receivedAt) >= first && dayOf(one.receivedAt) <= last)
  const length = between(from, to) + 1
  const [cases, earlier] = [received(from, to), received(shift(from, -length), shift(from, -1))]
  const boundTo = ({ terms, unitCode }: Planted) =>
    terms
      .filter(({ rule }) => !rights.includes(rule))
      .map((term) => ({
        line: lineOf(term.unitCode ?? unitCode),
        isLate: (term.metOn ?? today) > term.dueOn
      }))
  type Line = readonly string[]
  const group = (list: readonly Planted[], isTheirs = (_: Line) => true) => {
    const concluded = list.filter((one) => one.concludedOn !== null).length
    const overdue = list.filter((one) =>
      boundTo(one).some(({ line, isLate }) => isLate && isTheirs(line))
    ).length
    const share = list.length === 0 ? null : Number((overdue / list.length + Number.EPSILON).toFixed(4))
    return { received: list.length, concluded, overdue, overdueShare: share }
  }
  const whole = (list: readonly Planted[]) => {
    const days = list
      .flatMap((one) => (one.concludedOn === null ? [] : [between(dayOf(one.receivedAt), one.concludedOn)]))
      .sort((a, b) => a - b)
    return { ...group(list), medianDays: percentile(days, 0.5), p90Days: percentile(days, 0.9) }
  }
  const by = (key: (one: Planted) => string | null) =>
    Object.fromEntries(
      [...Map.groupBy(cases, key)].map(([code, list]) => [String(code), { code, ...group(list) }])
    )
  /** The cases that units had to do with, and of these the ones that they were late with. */
  const tally = (isTheirs: (line: Line) => boolean) =>
    group(
      cases.filter(
        (one) => isTheirs(lineOf(one.unitCode)) || boundTo(one).some(({ line }) => isTheirs(line))
      ),
      isTheirs
    )
  const byUnit = units.map(({ code, name }) => ({ code, name, ...tally((line) => line.includes(code)) }))
  const ranked = byUnit.filter((one) => one.received >= 5)
  const better = (one: Group) => ranked.filter((a) => a.overdue * one.received < one.overdue * a.received)
  return {
    totals: whole(cases),
    previous: { from: shift(from, -length), to: shift(from, -1), ...whole(earlier) },
    byKind: by(({ kind }) => kind),
    byCategory: by(({ category }) => category),
    byCause: by(({ cause }) => cause),
    byState: by(({ state }) => state),
    byOutcome: by(({ outcome }) => outcome),
    own: {
      code: withinCode,
      name: named(withinCode),
      ...tally((line) => line.at(-1) === withinCode)
    },
    byUnit,
    ranks: Object.fromEntries(ranked.map((one) => [one.code, better(one).length + 1])),
    notRanked: byUnit.filter((one) => one.received < 5).map(({ code }) => code)
  }
}

function percentile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null
  const place = part * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]] as [number, number]
  return Number((low + (high - low) * (place - Math.floor(place))).toFixed(1))
}
