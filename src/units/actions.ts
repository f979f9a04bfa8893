import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { mustReach } from '../platform/scope.ts'
import type { Tx, Work } from '../platform/work.ts'
import * as past from './past.ts'
import * as rules from './rules.ts'
import type { NewUnit, Retirement, UnitChange } from './schema.ts'
import * as store from './store.ts'
import { changeShape, keepTreeStill } from './tree.ts'
import { refuse } from './vocabulary.ts'

export async function addUnit(work: Work, unit: NewUnit): Promise<store.Versioned> {
  const { tx, actor, today } = work
  await changeShape(work, [unit.parentCode ?? unit.code])
  if (unit.parentCode) await mustReachAs('unknown-parent', work, unit.parentCode, '/parentCode')
  else if (unit.level === 'province') await mayAddRoot(tx, actor)
  const parent = unit.parentCode ? await store.place(tx, unit.parentCode) : undefined
  const path = rules.place(unit, parent, today)
  const added = await store.insert(tx, unit, path)
  work.record(
    'unit.added',
    { code: unit.code, path },
    { name: unit.name, level: unit.level, parentCode: unit.parentCode }
  )
  return added
}

export async function changeUnit(work: Work, code: string, wanted: UnitChange): Promise<store.Versioned> {
  const { tx, today } = work
  const isMove = wanted.parentCode !== undefined
  // Also what keeps its place must not wait in the database for the end of an import.
  if (!isMove && wanted.countsInQuota === undefined) await keepTreeStill(work, code)
  else await changeShape(work, isMove ? [code, wanted.parentCode as string] : [code])
  const unit = await lockWithin(work, code)
  if (isMove && wanted.parentCode !== unit.parentCode)
    await mustReachAs('unknown-parent', work, wanted.parentCode as string, '/parentCode')
  const parent = isMove ? await store.place(tx, wanted.parentCode as string) : undefined
  const changed = rules.change(unit, wanted, parent, today)
  await past.remember(work, unit, changed.kind)
  const now = await store.update(tx, code, changed)
  if (changed.path !== undefined) await store.movePaths(tx, unit, changed.path)
  work.record(`unit.${changed.kind}`, { code }, { before: pick(unit, wanted), after: wanted })
  return now
}

export async function retireUnit(work: Work, code: string, end: Retirement): Promise<store.Versioned> {
  const { tx } = work
  await changeShape(work, end.successorCode === undefined ? [code] : [code, end.successorCode])
  const unit = await lockWithin(work, code)
  if (end.successorCode !== undefined) {
    await mustReachAs('unknown-successor', work, end.successorCode, '/successorCode')
  }
  const subordinates = await store.subordinates(tx, code, end.on)
  const successor = end.successorCode === undefined ? null : await store.place(tx, end.successorCode)
  const change = rules.retire(unit, end, subordinates, successor)
  await past.remember(work, unit, 'retired')
  const retired = await store.retire(tx, code, change)
  work.record('unit.retired', { code, path: unit.path }, { ...change })
  return retired
}

/** The operator adds provinces; into an empty tree anybody who keeps units may put the first. */
export async function mayAddRoot(tx: Tx, actor: Actor): Promise<void> {
  if (await store.isEmpty(tx)) return
  if (actor.unitCode !== OPERATOR) throw refuse('root-exists')
}

async function lockWithin(work: Work, code: string): Promise<store.Place> {
  await mustReach(work.tx, work.actor, code)
  const unit = await store.lock(work.tx, code)
  if (unit === undefined) throw refuse('unit-not-found')
  work.match(unit.version)
  return unit
}

/** A unit outside the own one is refused in the words for one that does not exist. */
async function mustReachAs(
  code: 'unknown-parent' | 'unknown-successor',
  { tx, actor }: Work,
  unit: string,
  pointer: string
): Promise<void> {
  await mustReach(tx, actor, unit).catch((error: unknown) => {
    throw error instanceof Refusal ? refuse(code, { pointer }) : error
  })
}

function pick(unit: store.Place, wanted: UnitChange) {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, unit[name as keyof UnitChange]]))
}
