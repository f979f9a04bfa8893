import { type Level, levels, refuse } from '../vocabulary.ts'

/** The days of a unit: the first one, and the first one on which it is no longer there. */
export interface Validity {
  validFrom: string | null
  validTo: string | null
}

/** Whether a unit is in office on a day: from `validFrom` until the day before `validTo`. */
export function isInOffice(unit: Validity, on: string): boolean {
  return hasBegun(unit, on) && !hasEnded(unit, on)
}

export function hasBegun({ validFrom }: Pick<Validity, 'validFrom'>, on: string): boolean {
  return validFrom === null || validFrom <= on
}

export function hasEnded({ validTo }: Pick<Validity, 'validTo'>, on: string): boolean {
  return validTo !== null && validTo <= on
}

/**
 * Refuses a unit that is not in office on the day concerned.
 *
 * @throws unit-not-in-office, at `pointer`
 */
export function mustBeInOffice(unit: Validity & { code: string }, on: string, pointer?: string): void {
  if (isInOffice(unit, on)) return
  throw refuse('unit-not-in-office', { pointer, values: { unit: unit.code, on } })
}

/** Who acts for a unit now: itself while it is in office. */
export function actingOf({ code, actingCode }: { code: string; actingCode: string | null }): string {
  return actingCode ?? code
}

/**
 * The same as `unit_supervisor` in SQL, for tests and for rules that have the line at hand: who supervises
 * a target now. `acting`: who acts for the keeper; `above`: the units in office above the target, from the
 * root down.
 */
export function supervisorAmong(
  keeper: { level: Level; acting: string },
  above: readonly { code: string; level: Level }[]
): string {
  if (above.some(({ code }) => code === keeper.acting)) return keeper.acting
  const rank = levels.indexOf(keeper.level)
  const found = above.findLast(({ level }) => levels.indexOf(level) <= rank) ?? above[0]
  return found?.code ?? keeper.acting
}
