import { refuse } from '../vocabulary.ts'
import { CLAUSE, fen } from './rules.ts'
import type { AllocationChange, MatchingArrival, NewAllocation } from './schema.ts'

/** The total of the matching funds that had arrived by the end of a day; in fen. */
export interface Arrival {
  arrivedOn: string
  arrived: number
}

/** The matching funds (配套资金): their budget, their due day, and their arrivals, day by day. */
export interface Matching {
  budgeted: number | null
  dueOn: string | null
  arrivals: readonly Arrival[]
}

export function matching(wanted: NewAllocation['matching'], today: string): Matching {
  if (wanted === undefined) return { budgeted: null, dueOn: null, arrivals: [] }
  const { budgeted, dueOn, arrived, arrivedOn = today } = wanted
  if (arrived === undefined && wanted.arrivedOn !== undefined)
    throw refuse('matching-day-alone', { pointer: '/matching/arrived' })
  const come = arrived === undefined ? [] : [arrival({ arrived, arrivedOn }, today, '/matching/arrivedOn')]
  return { budgeted: fen(budgeted), dueOn, arrivals: come }
}

/**
 * The arrivals of the matching funds after a new entry, which states the total so far and the day of its last
 * part. Earlier entries for the same day or a later one, or with the same amount or more, cannot be right.
 */
export function arrive(
  budgeted: string | null,
  before: readonly Arrival[],
  wanted: MatchingArrival,
  today: string
): Arrival[] {
  if (budgeted === null) throw refuse('matching-absent', { clause: CLAUSE })
  const come = arrival(wanted, today, '/arrivedOn')
  const holds = ({ arrivedOn, arrived }: Arrival) => arrivedOn < come.arrivedOn && arrived < come.arrived
  return [...before.filter(holds), come]
}

function arrival({ arrived, arrivedOn }: MatchingArrival, today: string, pointer: string): Arrival {
  if (arrivedOn > today) throw refuse('matching-arrived-later', { pointer })
  return { arrived: fen(arrived), arrivedOn }
}

/** Another budget or due day, with the same arrivals. No budget at all only if nothing has arrived. */
export function rebudget(wanted: AllocationChange['matching'], arrivals: readonly Arrival[]): Matching {
  if (wanted != null) return { budgeted: fen(wanted.budgeted), dueOn: wanted.dueOn, arrivals }
  if ((arrivals.at(-1)?.arrived ?? 0) > 0) throw refuse('matching-has-arrived', { pointer: '/matching' })
  return { budgeted: null, dueOn: null, arrivals: [] }
}

/** The total that has arrived, and the day on which it reached the budget, or else of the last arrival. */
export function standing(arrivals: readonly Arrival[], budgeted: number) {
  const last = arrivals.at(-1)
  const reached = arrivals.find(({ arrived }) => arrived >= budgeted)
  return { arrived: last?.arrived ?? 0, arrivedOn: (reached ?? last)?.arrivedOn ?? null }
}
