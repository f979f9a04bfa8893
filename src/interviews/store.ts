import { type RawBuilder, sql } from 'kysely'
import { type Citables, causesOf } from '../causes/index.ts'
import { addressed } from '../platform/access/addressed.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import * as commitments from './commitments/store.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

/** From the call on, the unit interviewed and the units between it and the caller see the interview too. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return addressed(actor, 'interview', 'interview', { isVisibleToTarget: sql<boolean>`true` })
}

/** The unit that supervises the interviewed one now, in place of the caller; and those above. */
const keepers = sql<string[]>`unit_line((
  select path from unit where code = unit_supervisor(interview.unit_code, interview.target_path)))`

const standing = [
  ...columnsOf('interview', ['id', 'number', 'unitCode', 'path', 'targetCode', 'state', 'calledAt']),
  ...columnsOf('interview', ['heldOn', 'version']),
  sql<string>`unit_acting(interview.target_code)`.as('targetActing'),
  keepers.as('keepers')
] as const

/**
 * An interview with its commitments and those of its causes that the actor may see; undefined if not visible.
 */
export async function find(db: Db | Tx, citables: Citables, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('interview')
    .innerJoin('unit as caller', 'caller.code', 'interview.unit_code')
    .innerJoin('unit as interviewee', 'interviewee.code', 'interview.target_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('interview.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const causes = (await causesOf(db, citables, actor, [id])).get(id) ?? []
  const all = { ...row, commitments: await commitments.of(db, id, today), causes }
  return { ...all, actions: actionsOf(rules, all, actor, today) }
}

/** Locks an interview for a step, if the actor may see it; undefined if not. */
export async function lock(tx: Tx, actor: Actor, id: string) {
  const one = await tx
    .selectFrom('interview')
    .select(standing)
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  return one && { ...one, commitments: await commitments.standing(tx, id) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>
export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>
