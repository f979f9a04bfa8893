import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import type { Standing } from '../rules.ts'
import { refuse } from '../vocabulary.ts'

const CLAUSE = 'xinfang-2022:30'

/** What a body says of the units that a report accuses: several codes, or the short form for one. */
export interface Naming {
  accusedUnitCode?: string
  accusedUnitCodes?: string[]
}

/**
 * The units that a body accuses; empty: none.
 *
 * @throws accused-twice where both forms are given and do not name the same one unit
 */
export function accusedIn({ accusedUnitCode: one, accusedUnitCodes: several }: Naming): string[] {
  if (one === undefined) return joined(several ?? [], [])
  if (several !== undefined && (several.length !== 1 || several[0] !== one)) {
    throw refuse('accused-twice', { pointer: '/accusedUnitCode' })
  }
  return [one]
}

/** Where a body names an accused unit; without a code: where it names any. */
export function pointerTo({ accusedUnitCodes }: Naming, code?: string): string {
  if (accusedUnitCodes === undefined) return '/accusedUnitCode'
  return code === undefined ? '/accusedUnitCodes' : `/accusedUnitCodes/${accusedUnitCodes.indexOf(code)}`
}

/** Two sets of codes as one, in the order in which the database keeps them. */
export function joined(some: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...some, ...more])].sort()
}

/**
 * The unit that handles a report that came in at a unit, or stands there: that unit, or the nearest one
 * above it that may know of the report. `line`: the codes from the root down to the unit; `barred`: those
 * among them that must not know of it. Below a barred unit every unit is barred.
 *
 * @throws no-unit-above, at `pointer`, where even the top is barred
 */
export function handlingUnit(line: readonly string[], barred: readonly string[], pointer?: string): string {
  const from = line.findIndex((code) => barred.includes(code))
  const handling = line.at(from === -1 ? -1 : from - 1) as string
  if (from === 0) throw refuse('no-unit-above', { pointer, clause: CLAUSE })
  return handling
}

/**
 * A report never goes where an accused unit could read it. `barred`: the units of `to` that must not know
 * of it.
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

/** Refuses whatever tells a unit of a report that is hidden from it. `to`: codes from the root down to it. */
export function checkNotBarred(to: readonly string[], barred: readonly string[], pointer?: string): void {
  if (!to.some((code) => barred.includes(code))) return
  throw refuse('report-to-accused', { pointer, clause: CLAUSE, values: { unit: to.at(-1) as string } })
}

/**
 * The units that an accusal adds to those the report accuses already, whatever became of the report.
 *
 * @throws accused-already where it adds none
 */
export function addedTo({ accusedUnitCodes }: Pick<Standing, 'accusedUnitCodes'>, wanted: Naming): string[] {
  const added = accusedIn(wanted).filter((code) => !accusedUnitCodes.includes(code))
  if (added.length === 0) throw refuse('accused-already', { pointer: pointerTo(wanted) })
  return added
}

/**
 * Who takes a unit out of the accused ones is a leader of a unit above the handling one, and another person
 * than the one who put it in: else a single caseworker could hand a report to the unit that it accuses.
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
