import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Wait as AnyWait, Waiters, waitOf } from '../http/waiters.ts'
import type { AppContext } from '../work/work.ts'
import * as store from './store.ts'

interface Wait extends AnyWait {
  id: string
}

/** Seconds after which a caller should read an operation again that has not ended. */
export const AGAIN = 1

/** Requests that wait for the end of an operation. */
export class Ends {
  readonly #waiters: Waiters<Wait>

  constructor({ db, log }: Pick<AppContext, 'db' | 'log'>, isEnding: () => boolean) {
    this.#waiters = new Waiters('operation', { log, isEnding }, async (waiting) => {
      const ended = await store.endedOf(
        db,
        waiting.map(({ id }) => id)
      )
      for (const one of waiting) if (ended.has(one.id)) one.end()
    })
  }

  /** The operation as it is read: at once where it has ended, else at its end or after so many seconds. */
  async waited(
    read: () => Promise<store.Versioned>,
    seconds: number,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply }
  ): Promise<store.Versioned> {
    const operation = await read()
    if (seconds === 0 || operation.endedAt !== null) return operation
    await this.#waiters.next({ ...waitOf(request, reply, seconds), id: operation.id })
    return read()
  }

  /** Lets all who wait go. */
  close(): void {
    this.#waiters.close()
  }
}
