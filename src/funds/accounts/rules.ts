import type { Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

const CLAUSE = 'jilin-2019-12:2.5'

/** A day after all days, as the database writes it. */
export const OPEN = 'infinity'

export interface Standing {
  id: string
  unitCode: string
  path: string
  programme: string
  validFrom: string
  validTo: string
  version: number
}

/** The unit is there on the first day, and not a village: its township pays. */
export function checkKeeper({ level, validFrom, validTo }: Place, on: string): void {
  if (level === 'village') throw refuse('fund-account-unit-level', { pointer: '/unitCode' })
  const isThere = (validFrom ?? '') <= on && (validTo === null || on < validTo)
  if (!isThere) throw refuse('fund-account-unit-invalid', { pointer: '/validFrom' })
}

/** From its first day on; without an end, for good. */
export function span(
  validFrom: string,
  validTo: string | null = null
): { validFrom: string; validTo: string } {
  if (validTo !== null && validTo <= validFrom)
    throw refuse('fund-account-ends-early', { pointer: '/validTo' })
  return { validFrom, validTo: validTo ?? OPEN }
}

/** One special account at a time for a programme (专户存储). */
export function checkAlone(others: readonly unknown[]): void {
  if (others.length > 0) throw refuse('fund-account-exists', { pointer: '/validFrom', clause: CLAUSE })
}

/** Once: what ended stays ended. */
export function close({ validFrom, validTo }: Standing, end: string): { validTo: string } {
  if (validTo !== OPEN) throw refuse('fund-account-closed')
  return { validTo: span(validFrom, end).validTo }
}
