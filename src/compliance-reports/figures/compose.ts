import type { DutySum, Reading, Result } from '../parts.ts'
import type { Periods } from '../rules.ts'
import type { Counts } from './measure.ts'
import type { Duty, Figures } from './schema.ts'
import { casesByKind, subjectOf } from './subjects.ts'
import { rowOf, sumsOf } from './sums.ts'

/** Whom a unit inspected must not show to the units that it may inspect. */
const notBelow = {
  subjects: ['obligations', 'inspections'],
  duties: ['inspect-full', 'inspect-sample', 'areas-covered', 'fund-supervision']
}

export interface Basis {
  reading: Reading
  periods: Periods
  unit: { code: string; name: string }
  /** The direct subordinates, in their order. */
  units: readonly { code: string; name: string }[]
  /** Chinese names of duties. */
  names: Readonly<Record<string, { zh: string } | undefined>>
  /** The rate in the report of the year before. */
  rateBefore: string | null
}

/** The figures of a report in one reading. */
export function figuresOf(counts: Counts, basis: Basis): Figures {
  const { reading, periods, unit, units, rateBefore } = basis
  const isShown = <T extends string>(list: readonly string[], one: T) =>
    reading === 'full' || !list.includes(one)
  const duties = counts.duties.filter(({ dutyId }) => isShown(notBelow.duties, dutyId))
  const cases = counts.subjects.find(({ subject }) => subject === 'cases')
  return {
    from: periods.now.from,
    to: periods.now.to,
    unitName: unit.name,
    subjects: counts.subjects
      .filter(({ subject }) => isShown(notBelow.subjects, subject))
      .map((one) => subjectOf(one, reading)),
    casesByKind: cases === undefined ? [] : casesByKind(cases, reading),
    sums: { ...sumsOf(duties), rateBefore },
    own: ownOf(duties, basis),
    duties: dutiesOf(duties, basis),
    units: [unit, ...units].map((one) =>
      rowOf(
        one,
        duties.filter(({ unitCode }) => unitCode === one.code),
        reading
      )
    ),
    evaluations: counts.results.map(resultOf)
  }
}

function ownOf(duties: readonly DutySum[], { unit, names }: Basis): Figures['own'] {
  return duties
    .filter(({ unitCode }) => unitCode === unit.code)
    .map(({ dutyId, clauseId, met, missed, running }) => {
      const state = met > 0 ? 'met' : missed > 0 ? 'missed' : running > 0 ? 'running' : 'unknown'
      return { dutyId, name: names[dutyId]?.zh ?? dutyId, clauseId, state }
    })
}

function dutiesOf(duties: readonly DutySum[], { names }: Basis): Duty[] {
  const ids = Object.keys(names).filter((id) => duties.some(({ dutyId }) => dutyId === id))
  return ids.map((dutyId) => {
    const parts = duties.filter((one) => one.dutyId === dutyId)
    const { clauseId = '' } = parts[0] ?? {}
    return { dutyId, name: names[dutyId]?.zh ?? dutyId, clauseId, ...sumsOf(parts) }
  })
}

function resultOf({ evaluationId, unitName, total, grade, rank }: Result): Figures['evaluations'][number] {
  return { evaluationId, unitName, total, grade, rank }
}
