import type { Actor } from '../../platform/auth/actor.ts'
import { actingOf, isInOffice, type Place, type Validity } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

/** Refuses a unit that does not exist on the day concerned. */
export function checkUnit(unit: Validity, on: string, pointer: string): void {
  if (!isInOffice(unit, on)) throw refuse('case-unit-invalid', { pointer })
}

/** People of an ended unit receive no more cases; people of the unit that acts for it do. */
export function mustAct(
  unit: Pick<Place, 'code' | 'path' | 'actingCode'>,
  { unitCode }: Pick<Actor, 'unitCode'>
): void {
  const line = unit.path.split('.')
  const acting = actingOf(unit)
  if (line.indexOf(unitCode) > line.indexOf(acting))
    throw refuse('not-deciding-unit', { values: { unit: acting } })
}
