import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * How slow a client may be: less than `rate` bytes a second over `seconds` is too slow. 0 allows everything.
 */
export interface LeastPace {
  rate: number
  seconds: number
}

/** The number of steps in a window; a slow client is found at most one step after its window. */
const STEPS = 4

/**
 * Watches incoming bodies and outgoing downloads, and ends those whose client is too slow. It reads how many
 * bytes the connections have passed, and does not touch the bodies themselves.
 */
export class Pace {
  readonly #least: LeastPace
  readonly #end: (socket: Socket) => void
  readonly #clock: () => number
  readonly #bodies = new Map<IncomingMessage, number[]>()
  readonly #downloads = new Map<ServerResponse, number[]>()
  #lookedAt: number
  #timer: NodeJS.Timeout | undefined

  /** `end` answers a request whose body is too slow, and closes the connection. */
  constructor(least: LeastPace, end: (socket: Socket) => void, clock = () => performance.now()) {
    this.#least = least
    this.#end = end
    this.#clock = clock
    this.#lookedAt = clock()
  }

  /** Checks at every step, until `stop`. */
  start(): void {
    if (this.#least.rate > 0) this.#timer = setInterval(() => this.look(), this.#stepMs).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  watch(body: IncomingMessage): void {
    if (!this.#bodies.has(body)) this.#bodies.set(body, [])
  }

  forget(body: IncomingMessage): void {
    this.#bodies.delete(body)
  }

  watchDownload(answer: ServerResponse): void {
    this.#downloads.set(answer, [])
  }

  /** Whether a body over this connection is watched, so that no other time limit counts for it. */
  rules(socket: Socket): boolean {
    if (this.#least.rate === 0) return false
    for (const body of this.#bodies.keys()) if (body.socket === socket) return true
    return false
  }

  /** Checks each of them once. */
  look(): void {
    const now = this.#clock()
    // The process was blocked, and what arrived meanwhile is not counted yet.
    const isLate = now - this.#lookedAt > this.#stepMs * 1.5
    this.#lookedAt = now
    for (const [body, seen] of this.#bodies) {
      const { complete, socket } = body
      if (complete || socket.destroyed) this.#bodies.delete(body)
      else if (isLate || body.readableLength > 0) seen.length = 0
      else if (this.#isTooSlow(seen, socket.bytesRead)) {
        this.#bodies.delete(body)
        this.#end(socket)
      }
    }
    for (const [answer, seen] of this.#downloads) {
      const { writableFinished, socket } = answer
      if (writableFinished || socket === null || socket.destroyed) this.#downloads.delete(answer)
      // Nothing waits to be sent: the client waits for us.
      else if (isLate || !answer.writableNeedDrain) seen.length = 0
      else if (this.#isTooSlow(seen, socket.bytesWritten)) {
        this.#downloads.delete(answer)
        socket.destroy()
      }
    }
  }

  #isTooSlow(seen: number[], bytes: number): boolean {
    seen.push(bytes)
    if (seen.length <= STEPS) return false
    return bytes - (seen.shift() as number) < this.#least.rate * this.#least.seconds
  }

  get #stepMs(): number {
    return (this.#least.seconds * 1000) / STEPS
  }
}
