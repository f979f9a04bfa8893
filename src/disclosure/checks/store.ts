import { type RawBuilder, sql } from 'kysely'
import { addressed } from '../../platform/access/addressed.ts'
import { inProvinceOf } from '../../platform/access/province.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { rosterReplaced } from '../fields.ts'
import type { Channel } from '../labels.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

/** The checking unit and those above see a check. The unit that was checked sees it once it was told. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return addressed(actor, 'disclosure-check', 'disclosure_check', {
    isVisibleToTarget: sql<boolean>`disclosure_check.told_at is not null`
  })
}

function shown(db: Db | Tx, actor: Actor, today: string) {
  const viewer = { ...actor, today }
  return db
    .selectFrom('disclosure_check')
    .innerJoin('unit', 'unit.code', 'disclosure_check.unit_code')
    .innerJoin('unit as target', 'target.code', 'disclosure_check.target_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select(['disclosure_check.path', 'disclosure_check.version'])
    .select(sql<string>`unit_acting(disclosure_check.unit_code)`.as('acting'))
    .where(seenBy(actor))
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await shown(db, actor, today).where('disclosure_check.id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { path, acting, ...own } = row
  return { ...own, actions: actionsOf(rules, { ...own, path, acting }, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a check for its findings; undefined if the actor may not see it. */
export async function lock(tx: Tx, actor: Actor, id: string, today: string) {
  const found = await tx
    .selectFrom('disclosure_check')
    .select('id')
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Read after the lock, so that findings that were committed meanwhile are included.
  return shown(tx, actor, today).where('disclosure_check.id', '=', id).executeTakeFirstOrThrow()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The disclosures of a unit, or of units below it, that observations name. */
export function disclosuresOf(tx: Tx, actor: Actor, targetCode: string, ids: readonly string[]) {
  return tx
    .selectFrom('disclosure')
    .select(named)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(sql<boolean>`${targetCode} = any(string_to_array(path, '.'))`)
    .where(inProvinceOf(actor, 'disclosure.path'))
    .orderBy('id')
    .forUpdate('disclosure')
    .execute()
}

const named = [
  ...columnsOf('disclosure', ['id', 'unitCode', 'path', 'content', 'channel', 'state', 'version']),
  rosterReplaced.as('rosterReplaced')
]

/** The lists of recipients of a month that a unit shows now, at most two. */
export function listsShown(
  tx: Tx,
  targetCode: string,
  { channel, programmeId, period }: { channel: Channel; programmeId: string | null; period: string | null }
) {
  return tx
    .selectFrom('disclosure')
    .select(named)
    .where('unit_code', '=', targetCode)
    .where('channel', '=', channel)
    .where('content', '=', 'recipients')
    .where('state', '=', 'shown')
    .where('programme_id', '=', programmeId)
    .where('period', '=', period)
    .orderBy('id')
    .limit(2)
    .forUpdate('disclosure')
    .execute()
}
