import type { Actor } from '../../platform/auth/actor.ts'
import { actingOf, isInOffice, type Place, type Validity } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

/** A unit that is not in office on the day concerned handles nothing. */
export function checkUnit(unit: Validity, on: string, pointer: string): void {
  if (!isInOffice(unit, on)) throw refuse('case-unit-invalid', { pointer })
}

/** People of a unit that has ended take nothing in any more: whoever acts for it does. */
export function mustAct(
  unit: Pick<Place, 'code' | 'path' | 'actingCode'>,
  { unitCode }: Pick<Actor, 'unitCode'>
): void {
  const line = unit.path.split('.')
  const acting = actingOf(unit)
  if (line.indexOf(unitCode) > line.indexOf(acting))
    throw refuse('not-deciding-unit', { values: { unit: acting } })
}
