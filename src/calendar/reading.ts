import { isTop } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * A year as far as it is known, with the steps that the actor may take. A later year that is not on record
 * has version 0 and no days.
 *
 * @throws calendar-year-unknown
 */
export async function yearAsKnown(db: Db | Tx, actor: Actor, year: number, today: string) {
  rules.mustBeKnown(year)
  const found = (await store.find(db, year, { ...actor, today })) ?? notOnRecord(year)
  const isCallerTop = await isTop(db, actor)
  return { ...found, isCallerTop, actions: actionsOf(rules, { isCallerTop }, actor, today) }
}

function notOnRecord(year: number): store.Versioned {
  return { year, state: 'provisional', source: rules.unannounced, days: [], edition: 0, version: 0 }
}

export type Known = Awaited<ReturnType<typeof yearAsKnown>>
