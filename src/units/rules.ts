import type { NewUnit, Retirement, UnitChange } from './schema.ts'
import type { Place } from './store.ts'
import { type Level, levels, refuse } from './vocabulary.ts'

/** Whether a unit may stand under one of `parentLevel`: any higher one, since the tree is uneven. */
export function mayStandUnder(level: Level, parentLevel: Level): boolean {
  return levels.indexOf(parentLevel) < levels.indexOf(level)
}

export function isRetired({ validTo }: { validTo: string | null }, on: string): boolean {
  return validTo !== null && validTo <= on
}

/** The path of a new unit, once its parent is found fit. */
export function place(unit: NewUnit, parent: Place | undefined, today: string): string {
  if (unit.level === 'province' && !unit.parentCode) return unit.code
  checkParent(unit.level, unit.parentCode ?? null, parent, today)
  return `${(parent as Place).path}.${unit.code}`
}

export interface Changed {
  columns: Omit<UnitChange, 'parentCode'> & { parentCode?: string }
  kind: 'changed' | 'renamed' | 'moved'
  /** The new path, when the unit moves. */
  path?: string
}

/** What a change comes to; undefined when everything is so already. */
export function change(unit: Place, wanted: UnitChange, parent: Place | undefined, today: string): Changed {
  if (isRetired(unit, today)) throw refuse('unit-retired')
  if (wanted.parentCode !== undefined && wanted.parentCode !== unit.parentCode) {
    checkParent(unit.level, wanted.parentCode, parent, today)
    return { columns: wanted, kind: 'moved', path: `${(parent as Place).path}.${unit.code}` }
  }
  const kind = wanted.name !== undefined && wanted.name !== unit.name ? 'renamed' : 'changed'
  return { columns: wanted, kind }
}

export function retire(
  unit: Place,
  { on }: Retirement,
  subordinates: number,
  successor: Place | null | undefined
) {
  if (unit.validTo !== null) throw refuse('unit-retired')
  if (unit.validFrom !== null && on < unit.validFrom) throw refuse('retired-before-valid', { pointer: '/on' })
  if (subordinates > 0) throw refuse('unit-has-subordinates', { values: { count: subordinates } })
  if (successor === undefined) throw refuse('unknown-successor', { pointer: '/successorCode' })
  if (successor !== null && (successor.code === unit.code || isRetired(successor, on))) {
    throw refuse('successor-retired', { pointer: '/successorCode' })
  }
  return { validTo: on, successorCode: successor?.code ?? null }
}

function checkParent(level: Level, code: string | null, parent: Place | undefined, today: string): void {
  const pointer = '/parentCode'
  if (code === null) throw refuse('parent-missing', { pointer })
  if (parent === undefined) throw refuse('unknown-parent', { pointer })
  if (isRetired(parent, today)) throw refuse('parent-retired', { pointer })
  if (!mayStandUnder(level, parent.level)) {
    throw refuse('parent-level', { pointer, values: { level, parent: parent.level } })
  }
}
