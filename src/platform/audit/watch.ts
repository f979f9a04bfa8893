import type { FastifyBaseLogger } from 'fastify'
import type { Counter, Registry } from 'prom-client'
import type { Db, Tx } from '../database/connect.ts'
import { compared, lateLine, type Noted } from './evidence.ts'
import type { AuditKey } from './key.ts'
import { auditMeters } from './meters.ts'
import { readNote, writeNote } from './note-file.ts'
import * as queue from './queue.ts'
import { reach } from './seal.ts'
import * as store from './store.ts'
import type { Trouble } from './troubles.ts'
import { checkOne } from './verify.ts'

/** How long a continuing alarm is not repeated in the log, in milliseconds. */
const REPEAT_MS = 3600_000
const NOTE_FAILED = 'audit.note-failed'

interface Parts {
  db: Db
  auditKey: AuditKey
  log: FastifyBaseLogger
}

/**
 * Keeps the last seal outside the database as well: in memory, in a file and in the log. At the start and
 * each minute it is compared with the database. So removed seals are noticed, although the service itself
 * would seal the remaining lines again. Every instance has its own note; a shared file does no harm, because
 * every note was true when it was written.
 */
export class SealWatch {
  readonly #parts: Parts
  readonly #file: string
  readonly #refused: Counter | undefined
  #noted: Noted | undefined
  /** The note at the last check without trouble. */
  #checked: Noted | undefined
  #trouble: Trouble | undefined
  /** Number of the noted seal that was last logged. */
  #logged: number | undefined
  /** Lines that waited while no instance ran are not late at once. */
  #began: Date | undefined
  readonly #raised = new Map<string, number>()

  constructor(parts: Parts, file: string, registry?: Registry) {
    this.#parts = parts
    this.#file = file
    this.#noted = readNote(file, parts.log)
    this.#checked = this.#noted
    const state = () => ({ noted: this.#noted?.number ?? 0, isTroubled: this.#trouble !== undefined })
    this.#refused = registry && auditMeters(registry, parts.db, state)
  }

  /** The seal that must still exist. */
  get noted(): Noted | undefined {
    return this.#noted
  }

  /** Whether the noted seal still exists unchanged in the database. */
  async isStill(db: Tx): Promise<boolean> {
    return (await compared(db, this.#noted)) === undefined
  }

  /** Notes a seal that follows the noted one. While there is trouble the note stays: it is the evidence. */
  async note(seal: store.Seal): Promise<void> {
    if (this.#trouble !== undefined && this.#trouble.code !== 'lines-waiting') return
    this.#noted = { number: seal.number, hash: seal.hash, through: reach(seal) as string }
    try {
      await writeNote(this.#file, this.#noted)
    } catch (error) {
      this.#raise(NOTE_FAILED, { err: error }, Date.parse(seal.sealedAt))
    }
  }

  /** Raises the alarm for lines that were not sealed. */
  refused(lines: queue.Refused[]): void {
    const [first] = lines
    if (first === undefined) return
    this.#refused?.inc(lines.length)
    const which = { count: lines.length, lineId: first.id, reason: first.reason }
    this.#parts.log.error({ event: 'audit.sealing-refused', ...which })
  }

  /** Checks the trail, and notes the latest seal where there is no trouble. */
  async check(now: Date): Promise<Trouble | undefined> {
    const { db } = this.#parts
    this.#began ??= now
    const found = await this.#look()
    this.#trouble = found ?? (await lateLine(db, await queue.length(db), now, this.#began))
    if (this.#trouble === undefined) this.#forget()
    else {
      const isLate = this.#trouble.code === 'lines-waiting'
      this.#raise(isLate ? 'audit.lines-waiting' : 'audit.trail-damaged', this.#trouble, now.getTime())
    }
    if (found === undefined) await this.#advance()
    this.writeToLog()
    return this.#trouble
  }

  /** Logs the noted seal, unless it was logged already. */
  writeToLog(): void {
    if (this.#noted === undefined || this.#noted.number === this.#logged) return
    this.#logged = this.#noted.number
    this.#parts.log.info({ event: 'audit.seal-noted', seal: this.#noted.number, hash: this.#noted.hash })
  }

  /** Looks for trouble in the noted seals, in the last seal, and in lines since the last check. */
  async #look(): Promise<Trouble | undefined> {
    const { db, auditKey } = this.#parts
    const checked = this.#checked
    const trouble =
      (await compared(db, checked)) ??
      (await compared(db, this.#noted)) ??
      (checked && (await checkOne(db, auditKey, checked.number))) ??
      (await checkOne(db, auditKey))
    if (trouble !== undefined || checked === undefined) return trouble
    const from = await store.firstLineSince(db, checked.number)
    const [stray] = from === undefined ? [] : await store.strays(db, from)
    return stray === undefined ? undefined : { code: 'line-inserted', seal: null, lineId: stray }
  }

  /** Notes the last seal, which another instance may have made. */
  async #advance(): Promise<void> {
    const last = await store.lastSeal(this.#parts.db)
    if (last !== undefined && last.hash !== this.#noted?.hash) {
      if (this.#noted === undefined) this.#parts.log.warn({ event: 'audit.note-begun', seal: last.number })
      await this.note(last)
    }
    this.#checked = this.#noted
  }

  /** When the trouble comes back, the alarm is raised at once. A file that fails may fail each minute. */
  #forget(): void {
    for (const text of this.#raised.keys()) if (!text.startsWith(NOTE_FAILED)) this.#raised.delete(text)
  }

  /** Logs an error that somebody must act on; once an hour while it continues. */
  #raise(event: string, what: object, now: number): void {
    const text = event + JSON.stringify(what)
    if (now - (this.#raised.get(text) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS) return
    this.#raised.set(text, now)
    this.#parts.log.error({ event, ...what, noted: this.#noted?.number })
  }
}
