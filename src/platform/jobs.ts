import { fromKysely, type Job, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Tx } from './work.ts'

/** The queue of long operations. One that dies with its process is taken up again by its heartbeat. */
const QUEUE = 'operations'
/** What was tried in vain to the end, also where the process died each time and could not say so itself. */
const GIVEN_UP = 'operations-given-up'
const SCHEMA = 'pgboss'
export const RETRIES = 3

interface Ticket {
  operationId: string
}

export interface Attempt {
  operationId: string
  isLast: boolean
  /** It was the last one, and nobody is left to tell: there is nothing to do but that. */
  isGivenUp?: boolean
}

/** Jobs on pg-boss. They are queued in the transaction of their cause: no commit, no job. */
export interface Jobs {
  enqueue(tx: Tx, operationId: string): Promise<void>
  /** Starts to listen and work. */
  start(run: (attempt: Attempt) => Promise<void>): Promise<void>
  isReady(): boolean
  /** Lets the job at hand finish, then stops. */
  stop(graceMs: number): Promise<void>
}

export function createJobs(url: string, onError: (error: Error) => void): Jobs {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 3,
    migrate: false,
    createSchema: false,
    reindex: false,
    superviseIntervalSeconds: 15,
    useListenNotify: true
  })
  boss.on('error', onError)
  let ready = false
  return {
    async enqueue(tx, operationId) {
      await boss.send(QUEUE, { operationId } satisfies Ticket, { db: fromKysely(tx) })
    },
    async start(run) {
      await boss.start()
      const options = {
        includeMetadata: true as const,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 5
      }
      await boss.work(QUEUE, options, async ([job]: JobWithMetadata<Ticket>[]) => {
        if (job === undefined) return
        await run({ operationId: job.data.operationId, isLast: job.retryCount >= job.retryLimit })
      })
      await boss.work(GIVEN_UP, { pollingIntervalSeconds: 5 }, async ([job]: Job<Ticket>[]) => {
        if (job !== undefined) await run({ ...job.data, isLast: true, isGivenUp: true })
      })
      ready = true
    },
    isReady: () => ready,
    async stop(graceMs) {
      ready = false
      await boss.stop({ graceful: true, timeout: graceMs })
    }
  }
}

/** Installs pg-boss and its queue, as the owner of the database. */
export async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 2,
    supervise: false,
    schedule: false
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(GIVEN_UP)
  await boss.createQueue(QUEUE, {
    retryLimit: RETRIES,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 3600,
    heartbeatSeconds: 15,
    notify: true
  })
  // Apart, since a queue that is there already is left as it was created.
  await boss.updateQueue(QUEUE, { deadLetter: GIVEN_UP })
  await boss.stop({ graceful: false })
}
