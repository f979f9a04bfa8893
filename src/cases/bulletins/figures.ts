import { labels } from '../labels.ts'
import type { Counted, Named, Subordinate, Trait } from './count.ts'
import type { Figures, Ranking, Tally, UnitTally } from './figures-schema.ts'
import type { Periods } from './rules.ts'

/** Units with fewer cases are not ranked, because their share is not meaningful. */
const LEAST_CASES = 5

export interface Basis {
  unit: Named
  units: readonly Subordinate[]
  periods: Periods
  today: string
}

/** The figures of a bulletin: of all cases, or of all cases except reports. */
export function figuresOf(all: readonly Counted[], withReports: boolean, basis: Basis): Figures {
  const { unit, units, periods, today } = basis
  const counted = all.filter((one) => one.withReports === withReports)
  const totals = wholeOf(counted, true)
  const previous = wholeOf(counted, false)
  const byCode = new Map(counted.filter(({ trait }) => trait === 'unit').map((one) => [one.code, one]))
  const tallyOf = ({ code, name }: Named, key: string | null): UnitTally => {
    return { code, name, ...countsOf(byCode.get(key)) }
  }
  // A unit that has ended is listed only if it has cases in these figures: its reports must stay hidden
  // below.
  const byUnit = units
    .filter(({ code, isValid }) => isValid || byCode.has(code))
    .map((one) => tallyOf(one, one.code))
  return {
    computedOn: today,
    totals,
    byKind: talliesOf(counted, 'kind', labels['case-kind']),
    byCategory: talliesOf(counted, 'category', labels['case-category']),
    byCause: talliesOf(counted, 'cause', labels['case-cause'], '尚无结论'),
    byState: talliesOf(counted, 'state', labels['case-state']),
    byOutcome: talliesOf(counted, 'outcome', labels['reply-outcome'], '尚未答复'),
    own: tallyOf(unit, null),
    byUnit,
    ranking: rankingOf(byUnit),
    previous: { ...periods.previous, ...previous },
    change: changeOf(totals, previous)
  }
}

type Whole = Figures['totals']
type Counts = Pick<Counted, 'received' | 'concluded' | 'overdue'>

function wholeOf(counted: readonly Counted[], isCurrent: boolean): Whole {
  const found = counted.find((one) => one.trait === null && one.isCurrent === isCurrent)
  return { ...countsOf(found), medianDays: found?.medianDays ?? null, p90Days: found?.p90Days ?? null }
}

function countsOf({ received, concluded, overdue }: Counts = { received: 0, concluded: 0, overdue: 0 }) {
  const overdueShare = received === 0 ? null : Math.round((overdue * 1e4) / received) / 1e4
  return { received, concluded, overdue, overdueShare }
}

/** The groups by code in the order of the dictionary; cases without a code come last. */
function talliesOf(
  counted: readonly Counted[],
  trait: Trait,
  names: Record<string, { zh: string }>,
  undecided = ''
): Tally[] {
  const order = [...Object.keys(names), null]
  return counted
    .filter((one) => one.trait === trait)
    .toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code))
    .map(({ code, ...counts }) => {
      return { code, name: names[code ?? '']?.zh ?? undecided, ...countsOf(counts) }
    })
}

/** Compares shares as fractions, so that a difference beyond the fourth decimal counts. */
function rankingOf(units: readonly UnitTally[]): Ranking {
  const enough = units.filter(({ received }) => received >= LEAST_CASES).toSorted(byShare)
  return {
    leastCases: LEAST_CASES,
    ranked: enough.map((one) => {
      return { rank: enough.findIndex((other) => byShare(other, one) === 0) + 1, ...one }
    }),
    notRanked: units.filter(({ received }) => received < LEAST_CASES)
  }
}

function byShare(a: Counts, b: Counts): number {
  return a.overdue * b.received - b.overdue * a.received
}

function changeOf(now: Whole, before: Whole): Figures['change'] {
  return {
    received: now.received - before.received,
    concluded: now.concluded - before.concluded,
    overdue: now.overdue - before.overdue,
    overdueShare: difference(now.overdueShare, before.overdueShare),
    medianDays: difference(now.medianDays, before.medianDays),
    p90Days: difference(now.p90Days, before.p90Days)
  }
}

/** The difference of two numbers, rounded to four decimals: binary fractions would show more. */
function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : Math.round((now - before) * 1e4) / 1e4
}
