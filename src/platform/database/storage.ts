import type { FastifyBaseLogger } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import { errorOf } from '../errors/thrown.ts'
import { Complaints } from '../observability/complaints.ts'
import { isStorageFailure } from './failures.ts'

/**
 * Reports a full or unwritable disk once a minute: somebody has to act, and every request would repeat it.
 */
export class StorageAlarm {
  readonly #log: FastifyBaseLogger
  readonly #complaints = new Complaints()
  readonly #failures: Counter

  constructor(log: FastifyBaseLogger, registry: Registry) {
    this.#log = log
    this.#failures = new Counter({
      name: 'database_storage_failures_total',
      help: 'Statements that failed because the database could not store, or is read-only',
      registers: [registry]
    })
  }

  /** Examines the error of a request. */
  note(error: unknown): void {
    if (!isStorageFailure(error)) return
    this.#failures.inc()
    const { code, message } = errorOf(error)
    this.#complaints.complain(code ?? '', (times) => {
      this.#log.error({ event: 'database.storage-failed', sqlstate: code, reason: message, times })
    })
  }
}
