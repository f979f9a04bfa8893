import { sql } from 'kysely'
import { may } from '../../platform/access/permissions.ts'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { seenBy } from '../filings/store.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

const kind = 'relative-dispute'
const withdrawn = sql<boolean>`(relative_dispute.withdrawn_at is not null)`

/** A dispute; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('relative_dispute')
    .innerJoin('unit', 'unit.code', 'relative_dispute.unit_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .where('relative_dispute.id', '=', id)
    .where(visible(actor, kind, 'relative_dispute'))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a dispute; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('relative_dispute')
    .select([
      ...columnsOf('relative_dispute', ['id', 'unitCode', 'path', 'version']),
      withdrawn.as('withdrawn')
    ])
    .where('id', '=', id)
    .where(visible(actor, kind, 'relative_dispute'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The filing to be disputed, as it stays while that happens; undefined if the actor may not see it. */
export function filingFor(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('relative_filing')
    .select(columnsOf('relative_filing', ['id', 'unitCode', 'path', 'visitedOn']))
    .where('id', '=', id)
    .where(seenBy(actor))
    .forKeyShare()
    .executeTakeFirst()
}

/** Whether the actor may see a record that a dispute names. */
export async function isSeen(
  tx: Tx,
  records: VisibleRecords,
  actor: Actor,
  named: { kind: 'inspection' | 'finding'; id: string }
): Promise<boolean> {
  const one = records[named.kind]
  if (one === undefined || !may(actor, one.permission)) return false
  const hidden = one.hidden === undefined ? sql`` : sql`and id not in (${one.hidden(actor)})`
  const { rows } = await sql`
    select from (${one.seen(actor)}) as record (id) where id = ${named.id}::uuid ${hidden}`.execute(tx)
  return rows.length > 0
}
