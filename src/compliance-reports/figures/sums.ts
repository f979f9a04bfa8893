import type { DutySum, Reading } from '../parts.ts'
import type { Share, SumsOfDuties, UnitRow } from './schema.ts'

/** Fewer than this are not told apart. */
const FEWEST = 5

/** Four decimals, rounded half up; null of nothing. */
export function rateOf(n: number, of: number): string | null {
  if (of === 0) return null
  return (Math.floor((n * 20_000 + of) / (2 * of)) / 10_000).toFixed(4)
}

const add = (duties: readonly DutySum[], name: 'met' | 'missed' | 'running' | 'unknown' | 'done' | 'total') =>
  duties.reduce((sum, one) => sum + one[name], 0)

/** Unknown duties have a number of their own and never count as met. */
export function sumsOf(duties: readonly DutySum[]): SumsOfDuties {
  const [met, missed] = [add(duties, 'met'), add(duties, 'missed')]
  return {
    met,
    missed,
    running: add(duties, 'running'),
    unknown: add(duties, 'unknown'),
    rate: rateOf(met, met + missed)
  }
}

/** The line of a unit in the table of the report. */
export function rowOf(
  { code, name }: { code: string; name: string },
  duties: readonly DutySum[],
  reading: Reading
): UnitRow {
  const of = (...ids: string[]) => duties.filter(({ dutyId }) => ids.includes(dutyId))
  const isFull = reading === 'full'
  return {
    unitCode: code,
    unitName: name,
    inspections: isFull ? done(of('inspect-full', 'inspect-sample')) : null,
    areas: isFull ? done(of('areas-covered')) : null,
    scheme: units(of('scheme')),
    rules: units(of('rules')),
    disclosure: units(of('website', 'board', 'review-notice')),
    hotline: units(of('hotline')),
    relatives: units(of('relatives-declared')),
    casesInTime: rateOfPeople(of('cases-in-time')),
    paidInTime: rateOf(add(of('paid-in-time'), 'done'), add(of('paid-in-time'), 'total')),
    rectified: rateOf(add(of('rectified'), 'done'), add(of('rectified'), 'total')),
    ...sumsOf(duties)
  }
}

function done(duties: readonly DutySum[]): Share | null {
  const of = add(duties, 'total')
  return of === 0 ? null : { n: add(duties, 'done'), of }
}

/** Units that met a duty, of those of which something is known. */
function units(duties: readonly DutySum[]): Share | null {
  const n = add(duties, 'met')
  const of = n + add(duties, 'missed') + add(duties, 'running')
  return of === 0 ? null : { n, of }
}

/** A share of few cases would tell how many there are. */
function rateOfPeople(duties: readonly DutySum[]): string | null {
  const of = add(duties, 'total')
  return of > 0 && of < FEWEST ? '<5' : rateOf(add(duties, 'done'), of)
}
