import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Tx } from './work.ts'

/** The queue of long operations. One that dies with its process is taken up again by its heartbeat. */
const QUEUE = 'operations'
const SCHEMA = 'pgboss'
export const RETRIES = 3

interface Ticket {
  operationId: string
}

export interface Attempt {
  operationId: string
  isLast: boolean
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
  await boss.createQueue(QUEUE, {
    retryLimit: RETRIES,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 3600,
    heartbeatSeconds: 15,
    notify: true
  })
  await boss.stop({ graceful: false })
}
