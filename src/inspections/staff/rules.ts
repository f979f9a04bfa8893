import type { Static } from 'typebox'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { Conflicts, Qualifications } from './fields.ts'
import { refuse } from './vocabulary.ts'

/** An entry of the register has no states: people who may see it and have the permission may change it. */
export const steps = {
  change: { from: [], permission: 'staff:write' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

export function notTheirs(): undefined {
  return undefined
}

export function notNow(): undefined {
  return undefined
}

interface Person {
  unitCode: string
  name: string
  post: string
}

interface Lists {
  qualifications: Static<typeof Qualifications>
  conflicts: Static<typeof Conflicts>
}

type Change = Partial<Omit<Person, 'unitCode'> & Lists & { active: boolean }>

export function register({
  qualifications = [],
  conflicts = [],
  ...wanted
}: Person & Partial<Lists>): Person & Lists {
  mustDiffer(conflicts)
  return { ...wanted, qualifications, conflicts }
}

export function change(wanted: Change): Change {
  mustDiffer(wanted.conflicts ?? [])
  return wanted
}

function mustDiffer(conflicts: Lists['conflicts']): void {
  const codes = conflicts.map(({ unitCode }) => unitCode)
  const double = codes.findIndex((code, n) => codes.indexOf(code) !== n)
  if (double >= 0) throw refuse('conflict-twice', { pointer: `/conflicts/${double}/unitCode` })
}

/**
 * A conflict names a unit of the same province; a unit of another province is refused like an unknown one.
 */
export function checkConflicts(
  conflicts: Lists['conflicts'],
  places: ReadonlyMap<string, { path: string }>,
  path: string
): void {
  const rootOf = (one: string | undefined) => one?.split('.', 1)[0]
  const unknown = conflicts.findIndex(({ unitCode }) => rootOf(places.get(unitCode)?.path) !== rootOf(path))
  if (unknown < 0) return
  throw refuse('conflict-unit-unknown', {
    pointer: `/conflicts/${unknown}/unitCode`,
    values: { code: conflicts[unknown]?.unitCode ?? '' }
  })
}

/** The details of a change for the audit trail: units of conflicts, but no names and no reasons. */
export function auditDetails({ conflicts, active, qualifications, ...others }: Change) {
  return {
    ...(Object.keys(others).length > 0 && { changed: Object.keys(others) }),
    ...(active !== undefined && { active }),
    ...(qualifications !== undefined && { qualifications }),
    ...(conflicts !== undefined && { conflictsWith: conflicts.map(({ unitCode }) => unitCode) })
  }
}
