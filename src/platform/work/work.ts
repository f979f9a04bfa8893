import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { RecordName } from '../access/visible-records.ts'
import type { AuditKey } from '../audit/key.ts'
import { type Entry, type NewLine, noteValues, write } from '../audit/record.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db, Tx } from '../database/connect.ts'
import { isRetryable } from '../database/failures.ts'
import type { Reader } from '../database/prepared.ts'
import type { Reads } from '../database/reads.ts'
import { Refusal } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import { localDate } from '../values/days.ts'
import type { Details, EventName, NewEvent, Payload } from './catalogue.ts'
import { entryOf, lineOf, type Subject, writtenAt } from './entry.ts'
import { PATIENCE_MS, Waits } from './waits.ts'

export type { Tx }

/** One piece of work: a transaction, its actor, and the time at which it happens. */
export interface Work {
  tx: Tx
  /** For reads that need no lock. */
  reader: Reader
  actor: Actor
  now: Date
  /** The local date (Asia/Shanghai), `YYYY-MM-DD`. */
  today: string
  /**
   * Records an event: an audit line and an outbox event, in this transaction. `details` go into both and must
   * not hold personal data. The catalogue says what each event may hold; anything else does not compile.
   */
  record<N extends EventName, D extends Payload<N>>(
    name: N,
    subject: Subject,
    ...details: Details<N, D>
  ): void
  /** The same for an event made with `newEvent`, for frames that record the event of a step. */
  recordEvent(event: NewEvent, subject: Subject): void
  /**
   * The same for an action that is one statement: returns the values that `note` in audit/record.ts writes
   * with it. The subject must have its path.
   */
  recordInStatement<N extends EventName, D extends Payload<N>>(
    name: N,
    subject: Subject,
    ...details: Details<N, D>
  ): ReturnType<typeof noteValues>
  /** The records that this work concerns: those in its events, and the operations that it starts. */
  about: RecordName[]
  /**
   * Does a part of the work whose failure undoes that part alone. The error is thrown on; whoever catches it
   * goes on with the rest.
   */
  apart<T>(action: () => Promise<T>): Promise<T>
  /** Refuses (412) where the caller has read another version of the record than the current one. */
  match(version: number): void
}

/** What every piece of work needs. Requests and operations have separate contexts, with separate pools. */
export interface AppContext {
  db: Db
  auditKey: AuditKey
  clock: () => Date
  log: FastifyBaseLogger
  /** Whether the clock agrees with the database's. Left out in tests, which set their clocks. */
  hasRightClock?: () => Promise<boolean>
}

export interface Caller {
  actor: Actor
  requestId?: string
  /** Part of the details of each audit line. */
  traceId?: string | undefined
  /** The versions named by If-Match; the caller has read one of them. */
  versions?: number[] | undefined
  /** The action writes with one statement and needs no transaction; its reads before go here. */
  single?: Reads | undefined
  /**
   * How long to wait for rows that another transaction holds; by default one second, because a caller is
   * waiting.
   */
  patienceMs?: number
}

const ATTEMPTS = 4

/**
 * Runs `action` in one transaction or statement. Serialisation failures and deadlocks are tried again. So is
 * work that finds rows held by another transaction: it gives its connection back before it waits.
 */
export async function work<T>(
  context: AppContext,
  caller: Caller,
  action: (work: Work) => Promise<T>
): Promise<T> {
  const waits = waitsOf(context)
  const begun = performance.now()
  for (;;) {
    try {
      return await tried(context, caller, action)
    } catch (error) {
      const isPassing = error instanceof Refusal && error.particulars.isPassing === true
      const { patienceMs = PATIENCE_MS, actor } = caller
      const left = patienceMs - (performance.now() - begun)
      if (!isPassing || left <= 0) throw error
      const hasWaited = patienceMs > PATIENCE_MS ? waits.waitLong(left) : waits.wait(actor.sub, left)
      if (!(await hasWaited)) throw error
    }
  }
}

const waits = new WeakMap<AppContext, Waits>()

function waitsOf(context: AppContext): Waits {
  const known = waits.get(context) ?? new Waits()
  waits.set(context, known)
  return known
}

async function tried<T>(
  context: AppContext,
  caller: Caller,
  action: (work: Work) => Promise<T>,
  attempt = 1
): Promise<T> {
  try {
    const { result, entries } = caller.single
      ? await within(context, caller, context.db as Tx, action)
      : await context.db.transaction().execute((tx) => within(context, caller, tx, action))
    log(context.log, caller, entries)
    return result
  } catch (error) {
    if (!isRetryable(error) || attempt === ATTEMPTS) throw error
    await new Promise((done) => setTimeout(done, 2 ** attempt * 5 * (1 + Math.random())))
    return tried(context, caller, action, attempt + 1)
  }
}

async function within<T>(context: AppContext, caller: Caller, tx: Tx, action: (work: Work) => Promise<T>) {
  const now = context.clock()
  const began = performance.now()
  const entries: Entry[] = []
  const noted: Entry[] = []
  const about: RecordName[] = []
  const enter = (list: Entry[], entry: Entry) => {
    list.push(entry)
    about.push({ kind: entry.subjectKind, id: entry.subjectId })
    return entry
  }
  const result = await action({
    tx,
    reader: caller.single ?? tx,
    actor: caller.actor,
    now,
    today: localDate(now),
    about,
    record: (name, subject, ...[details]) => {
      enter(entries, entryOf(name, subject, caller.traceId, details))
    },
    recordEvent: ({ name, details }, subject) => {
      enter(entries, entryOf(name, subject, caller.traceId, details))
    },
    recordInStatement: (name, subject, ...[details]) => {
      const entry = enter(noted, entryOf(name, subject, caller.traceId, details))
      return noteValues(context.auditKey, { ...entry, ...lineOf(caller, now) })
    },
    apart: (action) => apart(tx, [entries, noted, about], action),
    match: (version) => match(caller.versions, version)
  })
  const lines = entries.map((entry): NewLine => ({ ...entry, ...lineOf(caller, writtenAt(now, began)) }))
  await write(tx, context.auditKey, lines)
  return { result, entries: [...noted, ...entries] }
}

/** Within a savepoint. What a failed part has noted is forgotten, too. */
async function apart<T>(tx: Tx, lists: unknown[][], action: () => Promise<T>): Promise<T> {
  const lengths = lists.map(({ length }) => length)
  await sql`savepoint apart`.execute(tx)
  try {
    const result = await action()
    await sql`release savepoint apart`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint apart`.execute(tx)
    for (const [n, list] of lists.entries()) list.splice(lengths[n] as number)
    throw error
  }
}

/** One line for each event; one line for many of the same name. */
function log(logger: FastifyBaseLogger, { actor, requestId, traceId }: Caller, entries: Entry[]): void {
  for (const [event, list] of Map.groupBy(entries, ({ action }) => action)) {
    const what = list.length === 1 ? { subjectId: list[0]?.subjectId } : { count: list.length }
    logger.info({ event, actorId: actor.sub, ...what, requestId, traceId })
  }
}

/** Waits until no other transaction holds this name, and holds it until the transaction ends. */
export async function oneAtATime(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}

function match(expected: number[] | undefined, current: number): void {
  if (expected !== undefined && !expected.includes(current)) {
    throw refuse('version-stale', { values: { current } })
  }
}
