/** How often the event loop is checked, in milliseconds. */
const LOOK_MS = 200

/**
 * So many late checks in a row mean overload. Fewer are a short spike, such as a full garbage collection or a
 * busy processor: its requests are answered a little later, and none is refused.
 */
const LATE_LOOKS = 3

/** Whether the event loop lags: by how late a timer fires that is set again and again. */
export class Overload {
  readonly #limitMs: number
  #dueAt = Number.POSITIVE_INFINITY
  #lateLooks = 0
  #timer: NodeJS.Timeout | undefined

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  get isOverloaded(): boolean {
    return this.#lateLooks >= LATE_LOOKS
  }

  start(): void {
    this.look(performance.now())
    this.#timer = setInterval(() => this.look(performance.now()), LOOK_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** One check at this time, in milliseconds. */
  look(now: number): void {
    this.#lateLooks = now - this.#dueAt > this.#limitMs ? this.#lateLooks + 1 : 0
    this.#dueAt = now + LOOK_MS
  }
}
