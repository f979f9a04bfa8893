import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import type { Standing } from '../rules.ts'
import { refuse } from '../vocabulary.ts'

const CLAUSE = 'xinfang-2022:30'

/** How a body names the accused units of a report: several codes, or the short form for one. */
export interface Naming {
  accusedUnitCode?: string
  accusedUnitCodes?: string[]
}

/**
 * The units that a body accuses, possibly none.
 *
 * @throws accused-twice if both forms are given and do not name the same single unit
 */
export function accusedIn({ accusedUnitCode: one, accusedUnitCodes: several }: Naming): string[] {
  if (one === undefined) return joined(several ?? [], [])
  if (several !== undefined && (several.length !== 1 || several[0] !== one)) {
    throw refuse('accused-twice', { pointer: '/accusedUnitCode' })
  }
  return [one]
}

/** The JSON pointer to an accused unit in a body; without a code, to the field itself. */
export function pointerTo({ accusedUnitCodes }: Naming, code?: string): string {
  if (accusedUnitCodes === undefined) return '/accusedUnitCode'
  return code === undefined ? '/accusedUnitCodes' : `/accusedUnitCodes/${accusedUnitCodes.indexOf(code)}`
}

/** The union of two sets of codes, sorted as the database keeps them. */
export function joined(some: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...some, ...more])].sort()
}

/**
 * The unit that handles a report received or handled at a unit: that unit, or the nearest unit above it that
 * may see the report. `ancestors`: the codes from the root down to the unit; `barred`: those among them that
 * may not see it. Below a barred unit every unit is barred.
 *
 * @throws no-unit-above, at `pointer`, if even the unit at the top is barred
 */
export function handlingUnit(
  ancestors: readonly string[],
  barred: readonly string[],
  pointer?: string
): string {
  const from = ancestors.findIndex((code) => barred.includes(code))
  const handling = ancestors.at(from === -1 ? -1 : from - 1) as string
  if (from === 0) throw refuse('no-unit-above', { pointer, clause: CLAUSE })
  return handling
}

/**
 * Refuses to forward a report to a place where an accused unit could read it. `barred`: the units of `to`
 * that may not see it.
 */
export function checkForward(
  one: Pick<Standing, 'unitCode'>,
  toUnitCode: string,
  to: readonly string[],
  barred: readonly string[]
): void {
  if (toUnitCode === one.unitCode) throw refuse('forward-to-same-unit', { pointer: '/toUnitCode' })
  checkNotBarred(to, barred, '/toUnitCode')
}

/** Refuses a step that would reveal a report to a barred unit. `to`: the codes from the root down to it. */
export function checkNotBarred(to: readonly string[], barred: readonly string[], pointer?: string): void {
  if (!to.some((code) => barred.includes(code))) return
  throw refuse('report-to-accused', { pointer, clause: CLAUSE, values: { unit: to.at(-1) as string } })
}

/**
 * The units that an accusal adds to the accused ones, in every state of the report.
 *
 * @throws accused-already if it adds none
 */
export function addedTo({ accusedUnitCodes }: Pick<Standing, 'accusedUnitCodes'>, wanted: Naming): string[] {
  const added = accusedIn(wanted).filter((code) => !accusedUnitCodes.includes(code))
  if (added.length === 0) throw refuse('accused-already', { pointer: pointerTo(wanted) })
  return added
}

/**
 * A leader of a unit above the handling unit removes an accused unit, and not the person who named it.
 * Otherwise a single caseworker could hand a report to the unit that it accuses.
 */
export function checkWithdrawal(
  { accusedUnitCodes, unitCode, path }: Pick<Standing, 'accusedUnitCodes' | 'unitCode' | 'path'>,
  unit: string,
  accusedBy: string | undefined,
  actor: Pick<Actor, 'sub' | 'unitCode'>
): void {
  if (!accusedUnitCodes.includes(unit)) throw refuse('not-accused', { pointer: '/unitCode' })
  if (!path.split('.').slice(0, -1).includes(actor.unitCode)) {
    throw refuse('accusation-from-above', { values: { unit: unitCode } })
  }
  if (accusedBy === undefined || isSamePerson(accusedBy, actor.sub)) throw refuse('accusation-own')
}
