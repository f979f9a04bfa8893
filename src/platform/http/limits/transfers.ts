import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'
import type { Pace } from './pace.ts'
import { Places } from './places.ts'
import type { Spool, Spooled, Taking } from './spool.ts'

/** Shares of uploads and downloads together: two places for one person, three for all people of a unit. */
const OF_CALLER = 2
const OF_UNIT = 3
/** Bodies that are received at the same time. They hold no connection, only space on the disk. */
const MOST_UPLOADS = 32
/** How long a download waits for another one to end before it is refused: most end sooner. */
const PATIENCE_MS = 2000
/** A received body waits longer, because sending it again would cost more. */
const PATIENCE_OF_UPLOAD_MS = 60_000

/** A received body, with the places that it holds. */
export interface HeldFile {
  file: Spooled
  leave: () => Promise<void>
}

/**
 * Current uploads and downloads. A body is spooled before a connection is taken. A download holds its
 * connection at the pace of its client, who must not be too slow. All downloads together have at most half of
 * the pool, uploads into the database a quarter; the rest is for other requests.
 */
export class Transfers {
  readonly #spool: Spool
  readonly #pace: Pace
  readonly #shares = new Places({
    most: Number.POSITIVE_INFINITY,
    ofCaller: OF_CALLER,
    ofUnit: OF_UNIT,
    patienceMs: PATIENCE_MS
  })
  readonly #bodies = new Places({ most: MOST_UPLOADS, patienceMs: PATIENCE_MS })
  readonly #intakes: Places
  readonly #downloads: Places

  constructor({ options }: Pool, spool: Spool, pace: Pace) {
    this.#spool = spool
    this.#pace = pace
    const intakes = Math.max(1, Math.floor(options.max / 4))
    this.#intakes = new Places({ most: intakes, ofUnit: 1, patienceMs: PATIENCE_OF_UPLOAD_MS })
    this.#downloads = new Places({ most: Math.max(1, Math.floor(options.max / 2)), patienceMs: PATIENCE_MS })
  }

  /** Taken places and waiting requests, by kind. */
  get places(): Record<'body' | 'intake' | 'download', { taken: number; waiting: number }> {
    return { body: this.#bodies, intake: this.#intakes, download: this.#downloads }
  }

  /**
   * Receives a body, and waits for its turn to go into the database; both are held until `leave`.
   *
   * @throws streams-busy, spool-full, body-too-large
   */
  async take(body: Readable, reply: FastifyReply, taking: Taking): Promise<HeldFile> {
    const { actor } = reply.request
    const leaves = [await this.#shares.enter(actor)]
    let file: Spooled | undefined
    const leave = async () => {
      await file?.close()
      for (const leave of leaves) leave()
    }
    try {
      leaves.push(await this.#bodies.enter(actor))
      file = await this.#spool.take(body, reply, taking)
      leaves.push(await this.#intakes.enter(actor, file.signal))
      return { file, leave }
    } catch (error) {
      await leave()
      throw file?.signal.aborted ? file.signal.reason : error
    }
  }

  /** Ends an answer whose client reads it too slowly. */
  watch({ raw }: FastifyReply): void {
    this.#pace.watchDownload(raw)
  }

  /**
   * Opens a download in a place, which is freed at its end in any case.
   *
   * @throws streams-busy
   */
  async download({ request, raw }: FastifyReply, open: () => Promise<Readable>): Promise<Readable> {
    const { actor } = request
    const leaves = [await this.#shares.enter(actor)]
    const leave = () => {
      for (const leave of leaves) leave()
    }
    try {
      leaves.push(await this.#downloads.enter(actor))
      const download = (await open()).once('close', leave)
      this.#pace.watchDownload(raw)
      return download
    } catch (error) {
      leave()
      throw error
    }
  }
}

/** Does the work on a received body, and frees what it holds. */
export async function whileHeld<T>({ file, leave }: HeldFile, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw file.signal.aborted ? file.signal.reason : error
  } finally {
    await leave()
  }
}
