import { mustBeTop, placeOf } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { oneAtATime, type Tx, type Work } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import type { Schedule, ScheduleChange } from './schema.ts'
import * as store from './store.ts'

type Versioned = Schedule & { version: number }

/**
 * Whether and when the batches of a province are checked.
 *
 * @throws top-unit-only, not-found
 */
export async function scheduleOf(
  db: Db | Tx,
  actor: Actor,
  unitCode: string,
  today: string
): Promise<Versioned> {
  await mustBeProvince(db, actor, unitCode)
  return store.schedule({ db, actor, today }, unitCode)
}

/** Turns the monthly run of a province on or off. */
export async function putSchedule(work: Work, unitCode: string, change: ScheduleChange): Promise<Versioned> {
  const { tx, actor, today } = work
  await mustBeProvince(tx, actor, unitCode)
  await oneAtATime(tx, `fund schedule of ${unitCode}`)
  const reader = { db: tx, actor, today }
  const before = await store.schedule(reader, unitCode)
  work.match(before.version)
  await store.putSchedule(tx, unitCode, change)
  work.record('fund-schedule.set', { code: unitCode }, { ...change })
  return store.schedule(reader, unitCode)
}

/**
 * Only people of a unit at the top, and only for that unit. The operator is refused, because it sees no
 * money.
 */
async function mustBeProvince(db: Db | Tx, actor: Actor, unitCode: string): Promise<void> {
  await mustBeTop(db, actor)
  const { depth } = await placeOf(db, actor, 'fund', unitCode, '{unitCode}')
  if (depth !== 1) throw refuse('fund-schedule-not-at-top', { pointer: '{unitCode}' })
}
