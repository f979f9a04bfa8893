import { mustReach } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import { present } from '../platform/database/present.ts'
import { Refusal } from '../platform/errors/refusal.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { Channels } from './contact/channels.ts'
import type { Place } from './fields.ts'
import * as past from './past.ts'
import * as rules from './rules.ts'
import type { NewUnit, Reinstatement, Retirement, UnitChange } from './schema.ts'
import * as steps from './steps/rules.ts'
import * as store from './store.ts'
import { hasEnded, settle, type TreeFollower } from './succession/index.ts'
import * as ends from './succession/store.ts'
import { changeShape, keepTreeStill } from './tree.ts'
import { refuse } from './vocabulary.ts'

type Followers = readonly TreeFollower[]

export async function addUnit(work: Work, unit: NewUnit): Promise<store.Shown> {
  const { tx, actor, today } = work
  await changeShape(work, [unit.parentCode ?? unit.code])
  if (unit.parentCode) await mustReachAs('unknown-parent', work, unit.parentCode, '/parentCode')
  else if (unit.level === 'province') await mayAddRoot(tx, actor)
  const parent = unit.parentCode ? await store.place(tx, unit.parentCode) : undefined
  const path = rules.place(unit, parent, today)
  if (actor.unitCode !== OPERATOR) rules.checkCode(unit.code, path)
  await store.insert(tx, unit, path)
  const { code, name, level, parentCode } = unit
  work.record('unit.added', { code, path }, { name, level, parentCode })
  return present(await store.find(tx, actor, code, today))
}

export async function changeUnit(work: Work, followers: Followers, code: string, wanted: UnitChange) {
  const { validTo, successorCode, ...others } = wanted
  const isEnd = validTo !== undefined || successorCode !== undefined
  const { parentCode } = wanted
  const named = [parentCode, successorCode].filter((one) => typeof one === 'string')
  // First of all locks. Also what keeps its place must not wait in the database for the end of an import.
  if (parentCode === undefined && !isEnd && wanted.countsInQuota === undefined)
    await keepTreeStill(work, code)
  else await changeShape(work, [code, ...named])
  if (isEnd) {
    const isAlone = Object.keys(others).length === 0
    return correctEnd(work, followers, 'correct-end', code, { validTo, successorCode, isAlone })
  }
  return takeStep(unitSteps, work, code, 'change', async (unit) => {
    if (parentCode !== undefined && parentCode !== unit.parentCode)
      await mustReachAs('unknown-parent', work, parentCode, '/parentCode')
    const parent = parentCode === undefined ? undefined : await store.place(work.tx, parentCode)
    const { kind, columns } = rules.change(unit, wanted, parent, work.today)
    await past.remember(work, unit, kind)
    await store.update(work.tx, code, columns)
    if (kind === 'moved') await settle(work, followers, code)
    const details = { before: pick(unit, wanted), after: wanted }
    // Without the path: the unit may have moved.
    return { event: newEvent(`unit.${kind}`, details), subject: { code } }
  })
}

export async function retireUnit(work: Work, followers: Followers, code: string, end: Retirement) {
  await changeShape(work, end.successorCode === undefined ? [code] : [code, end.successorCode])
  return takeStep(unitSteps, work, code, 'retire', async (unit) => {
    const change = rules.retire(unit, end, await surroundings(work, unit, end.on, end.successorCode ?? null))
    await past.remember(work, unit, 'retired')
    await ends.end(work.tx, code, change)
    await settle(work, followers, code)
    return { event: newEvent('unit.retired', { ...change }) }
  })
}

/** Takes back an end that was entered wrongly: what had passed to other units comes back. */
export async function reinstateUnit(
  work: Work,
  followers: Followers,
  code: string,
  why: Reinstatement | null
) {
  await changeShape(work, [code])
  return correctEnd(work, followers, 'reinstate', code, { validTo: null, isAlone: true }, why?.reason)
}

function correctEnd(
  work: Work,
  followers: Followers,
  step: 'correct-end' | 'reinstate',
  code: string,
  { isAlone, ...wanted }: rules.EndCorrection & { isAlone: boolean },
  reason?: string
) {
  return takeStep(unitSteps, work, code, step, async (unit) => {
    if (!isAlone) throw refuse('end-alone')
    const successorCode = wanted.successorCode === undefined ? unit.successorCode : wanted.successorCode
    const isNamed = wanted.successorCode !== undefined
    const around = await surroundings(work, unit, wanted.validTo ?? unit.validTo, successorCode, isNamed)
    const end = rules.correctEnd(unit, wanted, around, work.today)
    const kind = end === null ? 'reinstated' : 'end-corrected'
    await past.remember(work, unit, kind)
    await ends.end(work.tx, code, end ?? { validTo: null, successorCode: null })
    await settle(work, followers, code)
    const before = { validTo: unit.validTo, successorCode: unit.successorCode }
    const details = { before, after: end ?? undefined, reason }
    return { event: newEvent(`unit.${kind}`, details), subject: { code } }
  })
}

/** What every step of a unit has in common. Its code is its id. */
const unitSteps: StepKind<Locked, steps.StepName, store.Shown> = {
  ...steps,
  missing: () => refuse('unit-not-found'),
  async lock({ tx, actor, today }, code) {
    await mustReach(tx, actor, code)
    const unit = await store.lock(tx, code)
    return unit && { ...unit, id: code, unitCode: code, hasEnded: hasEnded(unit, today) }
  },
  read: ({ tx, actor, today }, code) => store.find(tx, actor, code, today)
}

type Locked = Place & steps.Standing & { id: string; unitCode: string }

/** The data that the end of a unit on a day depends on. A named successor must be within reach. */
async function surroundings(
  work: Work,
  unit: Place,
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

/** A unit outside the caller's gets the same refusal as one that does not exist. */
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

/** Former values; of the channels only the two texts, as they are changed. */
function pick(unit: Place, wanted: UnitChange) {
  const { hotline, online } = unit.channels as Channels
  const before = { ...unit, channels: { hotline, online } }
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, before[name as keyof UnitChange]]))
}
