import { type RawBuilder, sql } from 'kysely'
import { service } from '../auth/actor.ts'
import type { EventName, EventTypes } from './catalogue.ts'
import { repeat } from './repeat.ts'
import { type AppContext, type Work, work } from './work.ts'

/** An event of a lower room, as the outbox has it. */
export interface DomainEvent<N extends EventName = EventName> {
  id: string
  type: N
  /** When it happened. It may be handled later. */
  at: string
  subjectKind: string
  subjectId: string
  unitCode: string | null
  data: EventTypes[N]
}

/**
 * What a room does after an event of a lower room. It runs in the transaction that marks the event as
 * handled, so it is done once. It does nothing where it is no longer needed.
 */
export interface Reaction<N extends EventName> {
  /**
   * The migration with which the reaction came, by its name without `.sql`. What a database recorded before
   * that migration is history and is not handled, whenever the database was upgraded.
   */
  since: string
  react(work: Work, event: DomainEvent<N>): Promise<void>
}

/** The reactions of a room, by the name of the event. */
export type Reactions = { readonly [N in EventName]?: Reaction<N> }

/** An event that some room waits for, from a migration on. */
export interface Awaited {
  name: string
  since: string
}

/** The events that these rooms wait for, each pair once. */
export function awaitedBy(rooms: readonly Reactions[]): Awaited[] {
  const pairs = rooms
    .flatMap((reactions) => Object.entries(reactions))
    .map(([name, { since }]): [string, Awaited] => [`${name} ${since}`, { name, since }])
  return [...new Map(pairs).values()]
}

/**
 * Handles waiting events, the oldest first, each in its own transaction; several instances share the work. An
 * event that fails is left for the next time and does not delay the others.
 *
 * @returns how many events were handled
 */
export async function react(
  context: AppContext,
  rooms: readonly Reactions[],
  onError: (error: unknown) => void,
  alive: () => void = () => {}
): Promise<number> {
  const awaited = awaitedBy(rooms)
  if (awaited.length === 0) return 0
  const failed: string[] = []
  for (let handled = 0; ; ) {
    let current: Waiting | undefined
    try {
      const isDone = await work(context, { actor: service }, async (work) => {
        current = await next(work, awaited, failed)
        if (current !== undefined) await handle(work, rooms, current)
        return current === undefined
      })
      if (isDone) return handled
      handled += 1
      alive()
    } catch (error) {
      onError(error)
      if (current === undefined) return handled
      failed.push(current.id)
    }
  }
}

/** An event that waits, with the migrations after which it was recorded, of those that reactions name. */
type Waiting = DomainEvent & { counted: string[] }

async function handle(work: Work, rooms: readonly Reactions[], event: Waiting): Promise<void> {
  for (const reactions of rooms) await reactTo(work, reactions, event, event.counted)
  await sql`update outbox_event set handled_at = ${work.now.toISOString()} where id = ${event.id}`.execute(
    work.tx
  )
}

async function reactTo<N extends EventName>(
  work: Work,
  reactions: Reactions,
  event: DomainEvent<N>,
  counted: readonly string[]
): Promise<void> {
  const reaction = reactions[event.type]
  if (reaction !== undefined && counted.includes(reaction.since)) await reaction.react(work, event)
}

async function next({ tx }: Work, awaited: Awaited[], failed: string[]): Promise<Waiting | undefined> {
  const { rows } = await oldest(awaited, failed).execute(tx)
  return rows[0]
}

/**
 * The oldest event that is awaited. Most of the outbox is awaited by no room, and must not be read over and
 * over: the index holds awaited types only, so the statement names them as they stand there (a new reaction
 * needs a migration, which a test asks for). Each type is looked for by itself, at its place in the index.
 * With `=` PostgreSQL would see that the order is that of the ids, and read by those.
 */
export function oldest(awaited: readonly Awaited[], failed: readonly string[]): RawBuilder<Waiting> {
  return sql<Waiting>`
    with ${awaitedRows(awaited)}
    select first.id, type, at, subject_kind as "subjectKind", subject_id as "subjectId",
      unit_code as "unitCode", data,
      array(select since from awaited where name = first.type and start <= first.id) as counted
    from awaited cross join lateral (
      select * from outbox_event
      where handled_at is null and type in (${typesOf(awaited)})
        and type between awaited.name and awaited.name and id >= awaited.start
        and id <> all(${failed}::uuid[])
      order by type, id limit 1 for update skip locked
    ) as first
    order by first.id limit 1`
}

/** The instants of the events that wait, `most` of them at most; for the figures. */
export function waitingInstants(awaited: readonly Awaited[], most: number): RawBuilder<unknown> {
  return sql`
    with ${awaitedRows(awaited)}
    select event.at from awaited cross join lateral (
      select at from outbox_event
      where handled_at is null and type in (${typesOf(awaited)}) and type = awaited.name
        and id >= awaited.start
    ) as event limit ${sql.lit(most)}`
}

function typesOf(awaited: readonly Awaited[]): RawBuilder<unknown> {
  return sql.join([...new Set(awaited.map(({ name }) => name))].map((name) => sql.lit(name)))
}

/**
 * The awaited events as rows. `start`: the lowest id of an event that was recorded after the migration. Ids
 * are UUIDs of version 7, which begin with their time, and the index is in their order: a long history is
 * skipped, not read.
 */
export function awaitedRows(awaited: readonly Awaited[]): RawBuilder<unknown> {
  const rows = awaited.map(({ name, since }) => sql`(${sql.lit(name)}, ${sql.lit(since)})`)
  return sql`awaited as materialized (
    select wanted.name, since,
      rpad(lpad(to_hex((extract(epoch from timestamp::timestamptz) * 1000)::bigint), 12, '0'), 32, '0')::uuid
        as start
    from (values ${sql.join(rows)}) as wanted (name, since) join kysely_migration as done on done.name = since
  )`
}

/** Checks about once a second until stopped. */
export function keepReacting(
  context: AppContext,
  rooms: readonly Reactions[],
  onError: (error: unknown) => void
) {
  return repeat(1, (alive) => react(context, rooms, onError, alive), onError)
}
