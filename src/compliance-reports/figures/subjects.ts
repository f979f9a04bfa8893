import type { Line, Reading } from '../parts.ts'
import type { Measured } from './measure.ts'
import type { Figure, Subject } from './schema.ts'
import { type Cell, shownCells } from './small-cells.ts'

/** The figures of a subject, compared with the year before. */
export function subjectOf(measured: Measured, reading: Reading): Subject {
  const { subject, statistic, now, before } = measured
  const [these, those] = [valuesOf(measured, now, reading), valuesOf(measured, before, reading)]
  const figures = Object.entries(statistic.figures).map(([figure, { title }]) =>
    compared(figure, title, these?.[figure], those?.[figure])
  )
  return { subject, figures }
}

/** Cases received in both years, by kind. */
export function casesByKind(measured: Measured, reading: Reading): Figure[] {
  const labels = measured.statistic.traits.kind?.labels ?? {}
  const sides = [measured.now, measured.before].map((lines) => casesOf(lines, reading)?.kinds)
  return Object.entries(labels)
    .filter(([code]) => reading === 'full' || code !== REPORT)
    .map(([code, { zh }]) => compared(code, zh, sides[0]?.[code], sides[1]?.[code]))
}

const REPORT = 'report'

type Values = Record<string, Cell | string>

function valuesOf(
  { subject, statistic }: Measured,
  lines: readonly Line[] | undefined,
  reading: Reading
): Values | undefined {
  if (subject === 'cases') return casesOf(lines, reading)?.values
  const [line] = lines ?? []
  if (line === undefined) return undefined
  if (subject === 'relatives') return relativesOf(line)
  return Object.fromEntries(
    Object.entries(statistic.figures).map(([name, { isMoney }]) => [
      name,
      isMoney ? String(line[name]) : Number(line[name])
    ])
  )
}

/** Cases without those that nobody below may count; undefined where there never were any of them. */
function casesOf(lines: readonly Line[] | undefined, reading: Reading) {
  if (lines === undefined) return undefined
  const counted = lines.filter(({ key }) => reading === 'full' || key !== REPORT)
  const sum = (name: string) => counted.reduce((all, line) => all + Number(line[name]), 0)
  const [received, concluded, overdue] = [sum('received'), sum('concluded'), sum('overdue')]
  const kinds = counted.map((line) => Number(line.received))
  const { total, partitions } = shownCells(received, [
    [concluded, received - concluded],
    [overdue, received - overdue],
    kinds
  ])
  const [[concludedCell = 0] = [], [overdueCell = 0] = [], kindCells = []] = partitions
  return {
    values: { received: total, concluded: concludedCell, overdue: overdueCell } as Values,
    kinds: Object.fromEntries(counted.map(({ key }, at) => [String(key), kindCells[at] ?? 0])) as Values
  }
}

/** Filings are about one person each. */
function relativesOf(line: Line): Values {
  const [filed, registered, ended] = [Number(line.filed), Number(line.registered), Number(line.ended)]
  const { total, partitions } = shownCells(filed, [[registered, ended, filed - registered - ended]])
  const [[registeredCell = 0, endedCell = 0] = []] = partitions
  return { filed: total, registered: registeredCell, ended: endedCell }
}

function compared(
  figure: string,
  name: string,
  now: Cell | string | undefined,
  before: Cell | string | undefined
): Figure {
  return {
    figure,
    name,
    now: now === undefined ? null : String(now),
    before: before === undefined ? null : String(before),
    difference: differenceOf(String(now), String(before))
  }
}

/** The difference of two numbers or amounts, exactly; null where one of them is none. */
function differenceOf(now: string, before: string): string | null {
  const number = /^\d+(\.\d{2})?$/
  if (!number.test(now) || !number.test(before)) return null
  const isMoney = now.includes('.')
  const difference = Number(now.replace('.', '')) - Number(before.replace('.', ''))
  if (!isMoney) return String(difference)
  const [sign, size] = [difference < 0 ? '-' : '', String(Math.abs(difference)).padStart(3, '0')]
  return `${sign}${size.slice(0, -2)}.${size.slice(-2)}`
}
