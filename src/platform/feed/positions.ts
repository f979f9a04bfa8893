import { sql } from 'kysely'
import type { Db, Tx } from '../database/connect.ts'
import { type Awaited, awaitedRows } from '../work/events.ts'

// Ids of events ascend with the time at which they were recorded, and a transaction may commit long after
// others that recorded later ones. A reader who follows the ids would pass over its events. So events get
// their positions after the commit, by one transaction after another: whoever sees a position sees all that
// are lower.

declare module '../database/connect.ts' {
  interface Tables {
    event_feed: { is_only: boolean; last_position: string; expired_through: string }
  }
}

/** Events that get their positions in one transaction. */
const BATCH = 2000
/** Batches that one reader waits for. After a long time without readers the next request goes on. */
const ROUNDS = 5

/**
 * Gives positions to events that have none. Readers call it, so that an installation without readers does not
 * pay for it. While another transaction does it, this one goes on without.
 */
export async function placeNew(db: Db): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rows } = await sql<{ isAny: boolean }>`
      select exists (select from outbox_event where position is null) as "isAny"`.execute(db)
    if (rows[0]?.isAny !== true) return
    const placed = await db.transaction().execute((tx) => placeBatch(tx))
    if (placed < BATCH) return
  }
}

async function placeBatch(tx: Tx): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select last_position::float8 as last from event_feed for update skip locked`.execute(tx)
  const [state] = rows
  if (state === undefined) return 0
  // A statement of its own: only now it sees all positions that the transaction before gave.
  // An event in the hands of a reaction is left for the next time, so that readers do not wait for it.
  const { rows: placed } = await sql<{ count: number }>`
    with fresh as materialized (
      select id from outbox_event where position is null order by id limit ${BATCH} for update skip locked
    ), placed as (
      update outbox_event set position = ${state.last}::bigint + n
      from (select id, row_number() over (order by id) as n from fresh) as numbered
      where outbox_event.id = numbered.id returning position
    ), noted as (
      update event_feed set last_position = newest
      from (select max(position) as newest from placed) as given where newest is not null
    )
    select count(*)::int as count from placed`.execute(tx)
  return placed[0]?.count ?? 0
}

/** The end of the order, and the event at a position. */
export interface State {
  last: number
  expired: number
  /** The event at the last position. */
  lastId: string | null
  /** The event at the position asked for. */
  idThere: string | null
}

export async function stateOf(db: Db, position: number): Promise<State> {
  const { rows } = await sql<State>`
    select last_position::float8 as last, expired_through::float8 as expired,
      (select id from outbox_event where position = last_position) as "lastId",
      (select id from outbox_event where position = ${position}::bigint) as "idThere"
    from event_feed`.execute(db)
  return rows[0] ?? { last: 0, expired: 0, lastId: null, idThere: null }
}

/** Events looked at in one transaction while old ones are deleted. */
const SWEPT = 1000

/**
 * Deletes events recorded before an instant, in the order of their positions, and those that never got one.
 * Events that a room still has to handle stay, out of the order.
 */
export async function deleteExpired(
  db: Db,
  before: Date,
  awaited: readonly Awaited[],
  alive: () => void = () => {}
): Promise<void> {
  while (await db.transaction().execute((tx) => deletePlaced(tx, before, awaited))) alive()
  while (await db.transaction().execute((tx) => deleteUnplaced(tx, before, awaited))) alive()
}

async function deletePlaced(tx: Tx, before: Date, awaited: readonly Awaited[]): Promise<boolean> {
  const { rows } = await sql<{ through: string | null }>`
    with feed as (select expired_through from event_feed for update), oldest as (
      select position, at from outbox_event where position > (select expired_through from feed)
      order by position limit ${SWEPT}
    )
    select max(position)::text as through from oldest
    where position < all(select position from oldest where at >= ${before.toISOString()})`.execute(tx)
  const through = rows[0]?.through ?? null
  if (through === null) return false
  await sql`update event_feed set expired_through = ${through}::bigint`.execute(tx)
  await sql`
    with ${awaitedRows(awaited)}
    delete from outbox_event where position <= ${through}::bigint and ${isHandled}`.execute(tx)
  return true
}

/** A cursor at the last position would pass over these without notice, so it expires with them. */
async function deleteUnplaced(tx: Tx, before: Date, awaited: readonly Awaited[]): Promise<boolean> {
  await sql`select from event_feed for update`.execute(tx)
  const { rows } = await sql`
    with ${awaitedRows(awaited)}, oldest as (
      select id, at from outbox_event where position is null order by id limit ${SWEPT}
    )
    delete from outbox_event where position is null and ${isHandled}
      and id in (select id from oldest where at < ${before.toISOString()}::timestamptz)
    returning id`.execute(tx)
  if (rows.length === 0) return false
  await sql`
    update event_feed
    set last_position = last_position + 1, expired_through = last_position + 1`.execute(tx)
  return true
}

const isHandled = sql`(handled_at is not null or not exists (
  select from awaited where awaited.name = outbox_event.type and awaited.start <= outbox_event.id))`
