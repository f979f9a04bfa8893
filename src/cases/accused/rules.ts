import type { Standing } from '../rules.ts'
import { refuse } from '../vocabulary.ts'

const CLAUSE = 'xinfang-2022:30'

/**
 * The unit that handles a report that came in at a unit, or stands there: that unit, unless it lies within
 * one of those that must not know of it; then the one above them. `unit`: the codes from the root down;
 * `barred`: the accused unit and all that succeeded to it.
 *
 * @throws no-unit-above where they reach to the top
 */
export function handlingUnit(unit: readonly string[], barred: readonly string[]): string {
  const from = unit.findIndex((code) => barred.includes(code))
  const handling = unit.at(from === -1 ? -1 : from - 1) as string
  if (from === 0) throw refuse('no-unit-above', { pointer: '/accusedUnitCode', clause: CLAUSE })
  return handling
}

/** A report never goes where the accused could read it. */
export function checkForward(
  one: Pick<Standing, 'unitCode' | 'barred'>,
  toUnitCode: string,
  to: readonly string[]
): void {
  if (toUnitCode === one.unitCode) throw refuse('forward-to-same-unit', { pointer: '/toUnitCode' })
  checkNotBarred(one, to, '/toUnitCode')
}

/** Refuses whatever tells a unit of a report that is hidden from it. `to`: codes from the root down to it. */
export function checkNotBarred(
  { barred }: Pick<Standing, 'barred'>,
  to: readonly string[],
  pointer?: string
): void {
  if (!to.some((code) => barred.includes(code))) return
  throw refuse('report-to-accused', { pointer, clause: CLAUSE, values: { unit: to.at(-1) as string } })
}

/** Whom a report accuses may be set and corrected, whatever became of it; not told twice. */
export function checkAccusal({ accusedUnitCode }: Pick<Standing, 'accusedUnitCode'>, wanted: string): void {
  if (accusedUnitCode === wanted) throw refuse('accused-already', { pointer: '/accusedUnitCode' })
}
