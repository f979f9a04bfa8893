import { mustReach } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import { Refusal } from '../platform/errors/refusal.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import * as past from './past.ts'
import * as rules from './rules.ts'
import type { NewUnit, Reinstatement, Retirement, UnitChange } from './schema.ts'
import * as store from './store.ts'
import { settle, type TreeFollower } from './succession/index.ts'
import * as ends from './succession/store.ts'
import { changeShape, keepTreeStill } from './tree.ts'
import { refuse } from './vocabulary.ts'

type Followers = readonly TreeFollower[]

export async function addUnit(work: Work, unit: NewUnit): Promise<store.Versioned> {
  const { tx, actor, today } = work
  await changeShape(work, [unit.parentCode ?? unit.code])
  if (unit.parentCode) await mustReachAs('unknown-parent', work, unit.parentCode, '/parentCode')
  else if (unit.level === 'province') await mayAddRoot(tx, actor)
  const parent = unit.parentCode ? await store.place(tx, unit.parentCode) : undefined
  const path = rules.place(unit, parent, today)
  if (actor.unitCode !== OPERATOR) rules.checkCode(unit.code, path)
  const added = await store.insert(tx, unit, path)
  work.record(
    'unit.added',
    { code: unit.code, path },
    { name: unit.name, level: unit.level, parentCode: unit.parentCode }
  )
  return added
}

export async function changeUnit(
  work: Work,
  followers: Followers,
  code: string,
  wanted: UnitChange
): Promise<store.Versioned> {
  const { tx, today } = work
  const { validTo, successorCode, ...others } = wanted
  const isEnd = validTo !== undefined || successorCode !== undefined
  const isMove = wanted.parentCode !== undefined
  const named = [wanted.parentCode, successorCode].filter((one) => typeof one === 'string')
  // Also what keeps its place must not wait in the database for the end of an import.
  if (!isMove && !isEnd && wanted.countsInQuota === undefined) await keepTreeStill(work, code)
  else await changeShape(work, [code, ...named])
  const unit = await lockWithin(work, code)
  if (isEnd && Object.keys(others).length > 0) throw refuse('end-alone')
  if (isEnd) return correctEnd(work, followers, unit, { validTo, successorCode })
  if (isMove && wanted.parentCode !== unit.parentCode)
    await mustReachAs('unknown-parent', work, wanted.parentCode as string, '/parentCode')
  const parent = isMove ? await store.place(tx, wanted.parentCode as string) : undefined
  const changed = rules.change(unit, wanted, parent, today)
  await past.remember(work, unit, changed.kind)
  const now = await store.update(tx, code, changed.columns)
  if (changed.kind === 'moved') await settle(work, followers, code)
  work.record(`unit.${changed.kind}`, { code }, { before: pick(unit, wanted), after: wanted })
  return now
}

export async function retireUnit(
  work: Work,
  followers: Followers,
  code: string,
  end: Retirement
): Promise<store.Versioned> {
  await changeShape(work, end.successorCode === undefined ? [code] : [code, end.successorCode])
  const unit = await lockWithin(work, code)
  const change = rules.retire(unit, end, await surroundings(work, unit, end.on, end.successorCode ?? null))
  await past.remember(work, unit, 'retired')
  const retired = await ends.end(work.tx, code, change)
  await settle(work, followers, code)
  work.record('unit.retired', { code, path: unit.path }, { ...change })
  return retired
}

/** Takes back an end that was entered wrongly: what had passed to others comes back with it. */
export async function reinstateUnit(
  work: Work,
  followers: Followers,
  code: string,
  why: Reinstatement | null
): Promise<store.Versioned> {
  await changeShape(work, [code])
  const unit = await lockWithin(work, code)
  return correctEnd(work, followers, unit, { validTo: null }, why?.reason)
}

async function correctEnd(
  work: Work,
  followers: Followers,
  unit: store.Place,
  wanted: Pick<UnitChange, 'validTo' | 'successorCode'>,
  reason?: string
): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const successorCode = wanted.successorCode === undefined ? unit.successorCode : wanted.successorCode
  const isNamed = wanted.successorCode !== undefined
  const around = await surroundings(work, unit, wanted.validTo ?? unit.validTo, successorCode, isNamed)
  const end = rules.correctEnd(unit, wanted, around, actor.unitCode === OPERATOR, today)
  const kind = end === null ? 'reinstated' : 'end-corrected'
  await past.remember(work, unit, kind)
  const corrected = await ends.end(tx, unit.code, end ?? { validTo: null, successorCode: null })
  await settle(work, followers, unit.code)
  const before = { validTo: unit.validTo, successorCode: unit.successorCode }
  const after = end ?? undefined
  work.record(`unit.${kind}`, { code: unit.code }, { before, after, reason })
  return corrected
}

/** What the end of a unit on a day depends on. A successor that is named must be within reach. */
async function surroundings(
  work: Work,
  unit: store.Place,
  on: string | null,
  successorCode: string | null,
  isNamed = true
): Promise<rules.Surroundings> {
  const { tx } = work
  if (successorCode !== null && isNamed) {
    await mustReachAs('unknown-successor', work, successorCode, '/successorCode')
  }
  return {
    parent: unit.parentCode === null ? undefined : await store.place(tx, unit.parentCode),
    subordinates: on === null ? 0 : await ends.subordinates(tx, unit.code, on),
    successor: successorCode === null ? null : await store.place(tx, successorCode),
    next: successorCode === null ? [] : await ends.actingInTurn(tx, successorCode)
  }
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
