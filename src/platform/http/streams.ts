import type { Readable } from 'node:stream'
import type { Pool } from 'pg'
import { refuse } from '../wordings.ts'

/** Most downloads are over in less: so long it is waited for one of them before somebody is sent away. */
const PATIENCE_MS = 2000
const RETRY_SECONDS = 5

/**
 * The connections that go at the pace of a client, while it sends a table or takes a download. They are half
 * of the pool at most: however many clients are slow, the other half is there for everybody.
 */
export class Streams {
  readonly #most: number
  readonly #waiting = new Set<() => void>()
  #open = 0

  constructor({ options }: Pool) {
    this.#most = Math.max(1, Math.floor(options.max / 2))
  }

  /**
   * Takes a place, before a connection is taken; gives what leaves it, to be called once.
   *
   * @throws streams-busy
   */
  async enter(): Promise<() => void> {
    if (this.#open < this.#most) this.#open += 1
    else await this.#turn()
    return () => this.#leave()
  }

  /**
   * Opens a stream in a place of its own, which is free again with its end, however that comes about.
   *
   * @throws streams-busy
   */
  async hold(open: () => Promise<Readable>): Promise<Readable> {
    const leave = await this.enter()
    try {
      const stream = await open()
      return stream.once('close', leave)
    } catch (error) {
      leave()
      throw error
    }
  }

  /** Waits until somebody leaves, and takes the place over. */
  #turn(): Promise<void> {
    return new Promise((done, fail) => {
      const come = () => {
        clearTimeout(timer)
        done()
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(come)
        fail(refuse('streams-busy', { retryAfterSeconds: RETRY_SECONDS }))
      }, PATIENCE_MS)
      this.#waiting.add(come)
    })
  }

  #leave(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#open -= 1
    else {
      this.#waiting.delete(next)
      next()
    }
  }
}
