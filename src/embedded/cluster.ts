import { setTimeout as pause } from 'node:timers/promises'
import { errorOf } from '../platform/errors/thrown.ts'
import type { Passwords } from './admin.ts'
import { hold, setUp } from './admin.ts'
import { halt, rise } from './launch.ts'
import type { Server, Site } from './site.ts'
import { isRunning } from './site.ts'

export interface ClusterOptions {
  site: Site
  dataDir: string
  passwords: Passwords
  say: (line: string) => void
  onCrash: (message: string) => void
}

const LONGEST_DELAY = 10_000

/** A running PostgreSQL. When it ends, it is started again on the same port. */
export class Cluster {
  readonly isNew: boolean
  /** How often it was started again. */
  restarts = 0
  #server: Server
  readonly #options: ClusterOptions
  readonly #end: AbortController
  #revival: Promise<void> = Promise.resolve()

  private constructor(options: ClusterOptions, end: AbortController, server: Server, isNew: boolean) {
    this.#options = options
    this.#end = end
    this.#server = server
    this.isNew = isNew
    this.#watch()
  }

  static async open(options: ClusterOptions): Promise<Cluster> {
    const end = new AbortController()
    const { site, dataDir, passwords, say } = options
    const server = await rise(site, end.signal)
    try {
      await hold(server.admin, dataDir)
      const isNew = await setUp(server.admin, passwords)
      const how = server.isAdopted ? 'was still running' : 'started'
      say(`PostgreSQL ${how} (process id ${server.pid}, port ${server.port})`)
      return new Cluster(options, end, server, isNew)
    } catch (error) {
      server.admin.end().catch(() => {})
      // A server that was already running may belong to another instance.
      if (!server.isAdopted) await halt(site, server.pid)
      throw error
    }
  }

  get port(): number {
    return this.#server.port
  }

  async stop(limitMs?: number): Promise<void> {
    this.#end.abort()
    await this.#revival
    await halt(this.#options.site, this.#server.pid, limitMs)
    // Nobody waits for it: it does not keep the process alive.
    this.#server.admin.end().catch(() => {})
  }

  /** The connection that holds the cluster breaks when the postmaster dies, even by SIGKILL. */
  #watch(): void {
    const { admin } = this.#server
    // The types of `pg` do not have it.
    ;(admin as typeof admin & { unref(): void }).unref()
    admin.once('end', () => {
      if (!this.#end.signal.aborted) this.#revival = this.#revive()
    })
  }

  async #revive(): Promise<void> {
    const { site, onCrash, say } = this.#options
    const { pid, port } = this.#server
    const isGone = !isRunning(site.place, pid)
    onCrash(
      isGone ? `PostgreSQL (process id ${pid}) died; starting it again` : 'PostgreSQL cut its connections'
    )
    for (let delay = 250; !this.#end.signal.aborted; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      try {
        await this.#rise(port)
        this.restarts += 1
        say(`PostgreSQL is back (process id ${this.#server.pid}, port ${this.#server.port})`)
        return
      } catch (error) {
        if (this.#end.signal.aborted) return
        onCrash(errorOf(error).message)
        await pause(delay, undefined, { signal: this.#end.signal }).catch(() => {})
      }
    }
  }

  async #rise(port: number): Promise<void> {
    const { site, dataDir } = this.#options
    const server = await rise(site, this.#end.signal, port)
    this.#server = server
    try {
      await hold(server.admin, dataDir)
    } catch (error) {
      server.admin.end().catch(() => {})
      throw error
    }
    this.#watch()
  }
}
