import { type RawBuilder, sql } from 'kysely'
import { service } from '../auth/actor.ts'
import { repeat } from './repeat.ts'
import { type AppContext, type Work, work } from './work.ts'

/** News from a lower room, as it lies in the outbox. */
export interface News {
  id: string
  type: string
  /** When it happened: later than that it may be handled. */
  at: string
  subjectKind: string
  subjectId: string
  unitCode: string | null
  data: Record<string, unknown>
}

/**
 * What a higher room does when something has happened below it, by the type of the event. In one transaction
 * with the note that it is done, so it is done once; what has become needless meanwhile it leaves alone.
 */
export type Reactions = Readonly<Record<string, (work: Work, news: News) => Promise<void>>>

/**
 * Handles what waits, oldest first, each event in a transaction of its own; several instances share the work.
 * What fails is left for the next time, and does not keep back the rest.
 *
 * @returns how many events were handled
 */
export async function react(
  context: AppContext,
  rooms: readonly Reactions[],
  onError: (error: unknown) => void,
  alive: () => void = () => {}
): Promise<number> {
  const types = [...new Set(rooms.flatMap((reactions) => Object.keys(reactions)))]
  if (types.length === 0) return 0
  const failed: string[] = []
  for (let handled = 0; ; ) {
    let current: News | undefined
    try {
      const isDone = await work(context, { actor: service }, async (work) => {
        current = await next(work, types, failed)
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

async function handle(work: Work, rooms: readonly Reactions[], news: News): Promise<void> {
  for (const reactions of rooms) await reactions[news.type]?.(work, news)
  await sql`update outbox_event set handled_at = ${work.now.toISOString()} where id = ${news.id}`.execute(
    work.tx
  )
}

async function next({ tx }: Work, types: string[], failed: string[]): Promise<News | undefined> {
  const { rows } = await oldest(types, failed).execute(tx)
  return rows[0]
}

/**
 * The oldest that waits, of these types. Most of what lies in the outbox nobody waits for, and it must not be
 * read over and over: the index holds awaited types only, so the statement names them as they stand there (a
 * new reaction needs a migration, which a test asks for). Each type is looked for by itself, at its place in
 * the index. With `=` PostgreSQL would see that the order is that of the ids, and read by those.
 */
export function oldest(types: readonly string[], failed: readonly string[]): RawBuilder<News> {
  const awaited = sql.join(types.map((type) => sql.lit(type)))
  return sql<News>`
    select first.id, type, at, subject_kind as "subjectKind", subject_id as "subjectId",
      unit_code as "unitCode", data
    from unnest(${types}::text[]) as awaited (name) cross join lateral (
      select * from outbox_event
      where handled_at is null and type in (${awaited}) and type between awaited.name and awaited.name
        and id <> all(${failed}::uuid[])
      order by type, id limit 1 for update skip locked
    ) as first
    order by first.id limit 1`
}

/** Looks about once a second until stopped. */
export function keepReacting(
  context: AppContext,
  rooms: readonly Reactions[],
  onError: (error: unknown) => void
) {
  return repeat(1, (alive) => react(context, rooms, onError, alive), onError)
}
