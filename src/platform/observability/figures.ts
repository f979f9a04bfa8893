import { type RawBuilder, sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import type { Db } from '../database/connect.ts'
import { localDate } from '../values/days.ts'
import { type Awaited, waitingInstants } from '../work/events.ts'

// Metrics that only the database knows. One statement reads them all, at most every few seconds and over a
// separate connection, so that scrapes never wait for the pool that requests share.

/** Newer readings than this are shown again, in milliseconds. */
const FRESH_MS = 5000
/** Counts stop here: beyond it the exact number does not matter to people on call. */
const MOST = 10_000

/** One row of the database. Instants are seconds since 1970; null where there is nothing. */
interface Figures {
  now: number
  eventsWaiting: number
  oldestEventAt: number | null
  queued: number
  oldestQueuedAt: number | null
  running: number
  longestRunningAt: number | null
  failedLastHour: number
  linesUnsealed: number
  oldestLineAt: number | null
  sealedAt: number | null
}

/** A count that a room above contributes: `count` is a subquery that reads through an index. */
export interface RoomFigure {
  name: string
  help: string
  count: (today: string) => RawBuilder<unknown>
}

export interface FigureParts {
  /** A separate connection. */
  db: Db
  clock: () => Date
  /** Types of events that a room reacts to. */
  awaited: readonly Awaited[]
  /** Counts that rooms contribute from their own tables. */
  counted: readonly RoomFigure[]
}

export function databaseFigures(registry: Registry, parts: FigureParts): void {
  const read = atMostEvery(FRESH_MS, () => readFigures(parts))
  const ofRooms = parts.counted.map(({ name, help }) => [name, help, pickNamed(name)] as const)
  for (const [name, help, pick] of [...gauges, ...ofRooms]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const reading = await read()
        // While the database is away these figures are missing; the other metrics are still shown.
        this.set(reading === undefined ? Number.NaN : pick(reading))
      }
    })
  }
}

/** The row, and the clock of this machine when it was read, in seconds since 1970. */
type Reading = Figures & { clock: number }

const gauges: readonly [name: string, help: string, pick: (it: Reading) => number][] = [
  ['clock_difference_seconds', 'Clock of this machine minus that of the database', (it) => it.clock - it.now],
  ['events_waiting', `Events that a room has yet to react to, ${MOST} at most`, (it) => it.eventsWaiting],
  ['event_oldest_age_seconds', 'Age of the oldest of them; 0: none', (it) => age(it, it.oldestEventAt)],
  ['operations_queued', 'Operations that have not begun, of all instances', (it) => it.queued],
  [
    'operation_oldest_queued_seconds',
    'Age of the oldest of them; 0: none',
    (it) => age(it, it.oldestQueuedAt)
  ],
  ['operations_running', 'Operations under way, of all instances', (it) => it.running],
  ['operation_longest_running_seconds', 'How long the longest has run', (it) => age(it, it.longestRunningAt)],
  ['operations_failed_last_hour', 'Operations that failed in the last hour', (it) => it.failedLastHour],
  ['audit_lines_unsealed', `Audit lines without a seal, ${MOST} at most`, (it) => it.linesUnsealed],
  ['audit_oldest_unsealed_seconds', 'Age of the oldest of them; 0: none', (it) => age(it, it.oldestLineAt)],
  ['audit_last_seal_timestamp_seconds', 'When the last seal was made; 0: never', (it) => it.sealedAt ?? 0]
]

function pickNamed(name: string) {
  return (reading: Reading) => Number((reading as unknown as Record<string, number>)[name])
}

function age({ clock }: Reading, instant: number | null): number {
  return instant === null ? 0 : Math.max(0, clock - instant)
}

/** The figures read within the last `ms` milliseconds, or read now; undefined when that failed. */
export function atMostEvery<T>(ms: number, read: () => Promise<T>): () => Promise<T | undefined> {
  let reading: Promise<T | undefined> | undefined
  let beganAt = Number.NEGATIVE_INFINITY
  return () => {
    if (reading === undefined || performance.now() - beganAt >= ms) {
      beganAt = performance.now()
      reading = read().catch(() => undefined)
    }
    return reading
  }
}

async function readFigures({ db, clock, awaited, counted }: FigureParts): Promise<Reading | undefined> {
  const before = clock().getTime()
  const { rows } = await statement(clock(), awaited, counted).execute(db)
  const [figures] = rows
  return figures && { ...figures, clock: (before + clock().getTime()) / 2000 }
}

/** Every part reads through an index, and at most `MOST` rows of it. */
function statement(now: Date, awaited: readonly Awaited[], counted: readonly RoomFigure[]) {
  const today = localDate(now)
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString()
  const ofRooms = counted.map(({ name, count }) => sql`, (${count(today)}) as ${sql.ref(name)}`)
  return sql<Figures>`
    select ${seconds('clock_timestamp()')} as now,
      event.waiting as "eventsWaiting", ${seconds('event.since')} as "oldestEventAt",
      open.queued, ${seconds('open.queued_since')} as "oldestQueuedAt",
      open.running, ${seconds('open.running_since')} as "longestRunningAt",
      (select count(*)::int from operation where state = 'failed' and ended_at > ${hourAgo}::timestamptz)
        as "failedLastHour",
      (select count(*)::int from (select from audit_pending limit ${sql.lit(MOST)}) as line)
        as "linesUnsealed",
      (select ${seconds('at')} from audit_line
        where id = (select line_id from audit_pending order by line_id limit 1)) as "oldestLineAt",
      (select ${seconds('sealed_at')} from audit_seal order by number desc limit 1) as "sealedAt"
      ${sql.join(ofRooms, sql``)}
    from (${awaitedEvents(awaited)}) as event, (${openOperations}) as open`
}

function seconds(instant: string) {
  return sql.raw(`extract(epoch from ${instant})::float8`)
}

function awaitedEvents(awaited: readonly Awaited[]) {
  return sql`
    select count(*)::int as waiting, min(at) as since from (${waitingInstants(awaited, MOST)}) as one`
}

const openOperations = sql`
  select count(*) filter (where state = 'queued')::int as queued,
    count(*) filter (where state = 'running')::int as running,
    min(created_at) filter (where state = 'queued') as queued_since,
    min(started_at) filter (where state = 'running') as running_since
  from operation where ended_at is null`
