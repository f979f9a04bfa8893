import { fromKysely, type Job, type JobWithMetadata, PgBoss } from 'pg-boss'
import { connectionOf } from '../database/connection/hosts.ts'
import { Served, turns, type Waiting } from './turns.ts'
import type { Tx } from './work.ts'

/**
 * The queue of long operations. When its process dies, an operation is taken up again, because its heartbeat
 * stops.
 */
const QUEUE = 'operations'
/** Statutory work does not wait for the operations of a unit. */
const STATUTORY = 'operations-statutory'
/** Operations whose last attempt failed, even where the process died each time and could not say so. */
const GIVEN_UP = 'operations-given-up'
const SCHEMA = 'pgboss'
export const RETRIES = 3

/** Operations at the same time, each of another province, and in addition one that is statutory. */
const WORKERS = 3
/** How long an answer may take, in milliseconds: statements of the queue are short. */
const STATEMENT_MS = 10_000
/** Each worker asks for work every few seconds. */
const LATE_MS = 30_000
/** Connections that operations need: one for the transaction of each, and some for reporting progress. */
export const OPERATION_CONNECTIONS = WORKERS + 3

/** An operation in the queue, and the unit whose turn it takes. */
export interface Ticket {
  operationId: string
  unit: string
  /** The root above the unit; the operator has a separate turn. */
  province: string
}

export interface Attempt {
  operationId: string
  isLast: boolean
  /** The last attempt died with its process; what remains is to record that the operation failed. */
  isGivenUp?: boolean
}

/** Jobs on pg-boss. They are queued in the transaction of their cause: no commit, no job. */
export interface Jobs {
  enqueue(tx: Tx, ticket: Ticket, isStatutory?: boolean): Promise<void>
  /** Starts the workers. */
  start(run: (attempt: Attempt) => Promise<void>): Promise<void>
  isReady(): boolean
  /** Lets the current job finish, then stops. */
  stop(graceMs: number): Promise<void>
}

export function createJobs(url: string, onError: (error: Error) => void, limitMs = STATEMENT_MS): Jobs {
  const boss = new PgBoss({
    ...connectionOf(url),
    schema: SCHEMA,
    max: WORKERS + 1,
    ...limits(limitMs),
    migrate: false,
    createSchema: false,
    reindex: false,
    superviseIntervalSeconds: 15,
    useListenNotify: true
  })
  boss.on('error', onError)
  let startedAt: number | undefined
  return {
    async enqueue(tx, ticket, isStatutory = false) {
      const options = { db: fromKysely(tx), group: { id: ticket.province } }
      await boss.send(isStatutory ? STATUTORY : QUEUE, ticket, options)
    },
    async start(run) {
      await boss.start()
      await workInTurns(boss, run, onError)
      await boss.work(GIVEN_UP, { pollingIntervalSeconds: 5 }, async ([job]: Job<Ticket>[]) => {
        const operationId = job?.data.operationId
        if (operationId !== undefined) await run({ operationId, isLast: true, isGivenUp: true })
      })
      startedAt = Date.now()
    },
    isReady: () => startedAt !== undefined && Date.now() - askedAt(boss, startedAt) < LATE_MS,
    async stop(graceMs) {
      startedAt = undefined
      await boss.stop({ graceful: true, timeout: graceMs })
    }
  }
}

/**
 * The pool of pg-boss gives a connection up when an answer does not come, and opens another. The limit is on
 * this side only: PgBouncer refuses connections that bring one along.
 */
function limits(limitMs: number) {
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }
  return { ...keepAlive, connectionTimeoutMillis: 5000, query_timeout: limitMs }
}

/** When a worker last got an answer from the queue. */
function askedAt(boss: PgBoss, startedAt: number): number {
  return Math.max(startedAt, ...boss.getWipData().map(({ lastFetchedOn }) => lastFetchedOn ?? 0))
}

/**
 * Workers that go on until nothing waits. A province has one operation under way at a time, so a long one
 * holds up its own province only; units of a province take turns.
 */
async function workInTurns(
  boss: PgBoss,
  run: (attempt: Attempt) => Promise<void>,
  onError: (error: Error) => void
): Promise<void> {
  const served = new Served()
  const workers: string[] = []
  const options = {
    includeMetadata: true as const,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 5,
    groupConcurrency: 1
  }
  const perform = async ([job]: JobWithMetadata<Ticket>[]) => {
    if (job === undefined) return
    served.note(job.data)
    // This worker looks again when it is done; the others look now, because this province is known to be
    // busy. Two workers that look at the same time could both take an operation of it.
    for (const worker of workers) boss.notifyWorker(worker)
    try {
      await run({ operationId: job.data.operationId, isLast: job.retryCount >= job.retryLimit })
    } finally {
      await nextTurns(boss, served).catch(onError)
    }
  }
  for (let count = 0; count < WORKERS; count += 1) workers.push(await boss.work(QUEUE, options, perform))
  workers.push(await boss.work(STATUTORY, options, perform))
}

/** Moves the operations whose turn it is to the front of the queue. */
async function nextTurns(boss: PgBoss, served: Served): Promise<void> {
  const db = boss.getDb()
  const { rows } = await db.executeSql(
    `select distinct on (data ->> 'unit')
       id, created_on, data ->> 'unit' as unit, data ->> 'province' as province
     from ${SCHEMA}.job where name = '${QUEUE}' and state < 'active' and start_after <= now()
     order by data ->> 'unit', created_on`
  )
  if (rows.length === 0) return
  const waiting = (rows as (Waiting & { created_on: Date })[]).sort(
    (a, b) => a.created_on.getTime() - b.created_on.getTime()
  )
  const first = turns(waiting, served).map(({ id }) => id)
  await db.executeSql(
    `update ${SCHEMA}.job set priority = turn.priority
     from (
       select id, coalesce(cardinality($1::uuid[]) + 1 - array_position($1, id), 0) as priority
       from ${SCHEMA}.job
       where name = '${QUEUE}' and state < 'active' and (priority > 0 or id = any($1))
     ) turn
     where job.name = '${QUEUE}' and job.id = turn.id and job.priority <> turn.priority`,
    [first]
  )
}

/** Installs pg-boss and its queues, as the owner of the database. */
export async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    ...connectionOf(url),
    schema: SCHEMA,
    max: 2,
    supervise: false,
    schedule: false
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(GIVEN_UP)
  for (const queue of [QUEUE, STATUTORY]) {
    await boss.createQueue(queue, {
      retryLimit: RETRIES,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: 3600,
      heartbeatSeconds: 15,
      notify: true
    })
    // Separate, because creating a queue does not change one that exists.
    await boss.updateQueue(queue, { deadLetter: GIVEN_UP })
  }
  await boss.stop({ graceful: false })
}
