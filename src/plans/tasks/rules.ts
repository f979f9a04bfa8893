import type { Area } from '../../policy/index.ts'
import type { TaskState } from '../vocabulary.ts'

/** An inspection that was carried out for a task: its days, and the areas that have a conclusion. */
export interface Visit {
  startedOn: string
  completedOn: string
  areas: readonly Area[]
}

/**
 * What a task comes to with the inspections that carried it out. `asked` are the areas that a full inspection
 * of the target covers. An inspection counts for the year in which it was carried out, from its beginning to
 * its end. A drawn target is inspected as soon as one area has a conclusion.
 */
export function outcome(
  year: number,
  coverage: 'full' | 'sample',
  asked: readonly Area[],
  visits: readonly Visit[]
) {
  const isOfYear = (day: string) => day.startsWith(`${year}-`)
  const counted = visits.filter(({ startedOn, completedOn }) => isOfYear(startedOn) && isOfYear(completedOn))
  const coveredAreas = [...new Set(counted.flatMap(({ areas }) => areas))]
  const missingAreas = coverage === 'sample' ? [] : asked.filter((area) => !coveredAreas.includes(area))
  const begun: TaskState = missingAreas.length === 0 ? 'inspected' : 'under-way'
  const state: TaskState = coveredAreas.length === 0 ? 'pending' : begun
  return { coveredAreas, missingAreas, state }
}
