import { type Contact, withTexts } from './contact/contact.ts'
import type { Place } from './fields.ts'
import type { NewUnit, Retirement, UnitChange } from './schema.ts'
import { hasBegun, hasEnded, type Validity } from './succession/rules.ts'
import { type Level, levels, refuse } from './vocabulary.ts'

/** Whether a unit may stand under one of `parentLevel`: any higher one, since the tree is uneven. */
export function mayStandUnder(level: Level, parentLevel: Level): boolean {
  return levels.indexOf(parentLevel) < levels.indexOf(level)
}

/** The path of a new unit, after its parent was checked. */
export function place(unit: NewUnit, parent: Place | undefined, today: string): string {
  if (unit.level === 'province' && !unit.parentCode) return unit.code
  const { level, validFrom = null, parentCode = null } = unit
  checkParent({ level, validFrom, validTo: null }, parentCode, parent, today)
  return `${parent.path}.${unit.code}`
}

/**
 * 行政区划代码: the first two digits of a code are those of its province. A code of another province is refused
 * whether or not the unit exists, so that adding units does not reveal the units of another province.
 */
export function checkCode(code: string, path: string): void {
  const root = path.split('.', 1)[0] as string
  if (!/^\d\d$/.test(root) || !/^\d\d/.test(code) || code.startsWith(root)) return
  throw refuse('code-of-other-province', { pointer: '/code', values: { root } })
}

export interface Changed {
  columns: Omit<UnitChange, 'parentCode' | 'channels'> & {
    parentCode?: string
    channels?: Contact | undefined
  }
  kind: 'changed' | 'renamed' | 'moved'
}

/** The kind of a change, and the columns that it sets. */
export function change(unit: Place, wanted: UnitChange, parent: Place | undefined, today: string): Changed {
  const { channels: texts } = wanted
  const columns = { ...wanted, channels: texts && withTexts(unit.channels, texts, today) }
  if (wanted.parentCode !== undefined && wanted.parentCode !== unit.parentCode) {
    checkParent(unit, wanted.parentCode, parent, today)
    checkProvince(unit, parent, '/parentCode')
    return { columns, kind: 'moved' }
  }
  const kind = wanted.name !== undefined && wanted.name !== unit.name ? 'renamed' : 'changed'
  return { columns, kind }
}

/** The data besides the unit itself that its end depends on. */
export interface Surroundings {
  parent: Place | undefined
  /** How many direct subordinates are still there on that day. */
  subordinates: number
  /** Null: none is named; undefined: no unit has that code. */
  successor: Place | null | undefined
  /** The units that act in turn once the successor has ended, as far as ends are planned. */
  next: readonly string[]
}

export interface End {
  validTo: string
  successorCode: string | null
}

export function retire(unit: Place, { on }: Retirement, around: Surroundings): End {
  return checkEnd(unit, on, around, '/on')
}

/** The corrected fields of an end; a field that is undefined stays as it is. */
export interface EndCorrection {
  validTo?: string | null | undefined
  successorCode?: string | null | undefined
}

/** The end after its correction, or null if it is taken back. */
export function correctEnd(
  unit: Place,
  wanted: EndCorrection,
  around: Surroundings,
  today: string
): End | null {
  const on = wanted.validTo === undefined ? unit.validTo : wanted.validTo
  if (on === null) return reinstate(unit, around.parent, today)
  if (on > today && unit.parentCode !== null) {
    checkParent({ ...unit, validTo: on }, unit.parentCode, around.parent, today)
  }
  return checkEnd(unit, on, around, '/validTo')
}

/** Takes back an end that was entered wrongly. */
function reinstate(unit: Place, parent: Place | undefined, today: string): null {
  if (unit.parentCode !== null) checkParent({ ...unit, validTo: null }, unit.parentCode, parent, today)
  return null
}

function checkEnd(unit: Place, on: string, around: Surroundings, pointer: string): End {
  const { subordinates, successor, next } = around
  if (unit.validFrom !== null && on < unit.validFrom) throw refuse('retired-before-valid', { pointer })
  if (subordinates > 0) throw refuse('unit-has-subordinates', { values: { count: subordinates } })
  const at = { pointer: '/successorCode' }
  if (successor === undefined) throw refuse('unknown-successor', at)
  if (successor === null) {
    if (unit.parentCode === null) throw refuse('no-unit-to-act')
    return { validTo: on, successorCode: null }
  }
  if (successor.code === unit.code || hasEnded(successor, on)) throw refuse('successor-retired', at)
  if (!hasBegun(successor, on)) throw refuse('successor-not-begun', at)
  if (next.includes(unit.code)) throw refuse('successor-circle', at)
  checkProvince(unit, successor, at.pointer)
  return { validTo: on, successorCode: successor.code }
}

/** Nothing leads into another province: neither may know of the other. */
function checkProvince(unit: Place, other: Place, pointer: string): void {
  if (unit.path.split('.')[0] !== other.path.split('.')[0]) throw refuse('other-province', { pointer })
}

function checkParent(
  { level, ...own }: Validity & { level: Level },
  code: string | null,
  parent: Place | undefined,
  today: string
): asserts parent {
  const pointer = '/parentCode'
  if (code === null) throw refuse('parent-missing', { pointer })
  if (parent === undefined) throw refuse('unknown-parent', { pointer })
  if (hasEnded(parent, today)) throw refuse('parent-retired', { pointer })
  if (!mayStandUnder(level, parent.level)) {
    throw refuse('parent-level', { pointer, values: { level, parent: parent.level } })
  }
  if (parent.validTo !== null && (own.validTo === null || own.validTo > parent.validTo)) {
    throw refuse('parent-ends', { pointer, values: { on: parent.validTo } })
  }
  if (!hasBegun(parent, today) && !hasBegun(parent, own.validFrom ?? today)) {
    throw refuse('parent-not-begun', { pointer, values: { on: parent.validFrom as string } })
  }
}
