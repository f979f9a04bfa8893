import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'
import type { Pace } from './pace.ts'
import { Places } from './places.ts'
import type { Spool, Spooled } from './spool.ts'

/** Fair shares of uploads and downloads together: one person has two places, all of a unit have three. */
const OF_CALLER = 2
const OF_UNIT = 3
/** Bodies that come in at a time. They hold no connection, only a place on the disk. */
const MOST_UPLOADS = 32
/** Most downloads are over in less: so long it is waited for one of them before somebody is sent away. */
const PATIENCE_MS = 2000
/** A body that is there already waits longer for its turn: sending it again would cost more. */
const PATIENCE_OF_UPLOAD_MS = 60_000

/** A body that has come in, with the places that it takes. */
export interface HeldFile {
  file: Spooled
  leave: () => Promise<void>
}

/**
 * Uploads and downloads under way. A body is spooled before a connection is taken. A download holds its
 * connection at the pace of its client, who must not be too slow. All downloads together have half of the
 * pool at most, uploads that go into the database a quarter, so the rest is there for everybody.
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

  /** Places taken and requests that wait for one, by what they are for. */
  get places(): Record<'body' | 'intake' | 'download', { taken: number; waiting: number }> {
    return { body: this.#bodies, intake: this.#intakes, download: this.#downloads }
  }

  /**
   * Takes a body in, and its turn to go into the database; both are held until `leave`.
   *
   * @throws streams-busy, spool-full, body-too-large
   */
  async take(body: Readable, reply: FastifyReply, maxBytes: number): Promise<HeldFile> {
    const { actor } = reply.request
    const leaves = [await this.#shares.enter(actor)]
    let file: Spooled | undefined
    const leave = async () => {
      await file?.close()
      for (const leave of leaves) leave()
    }
    try {
      leaves.push(await this.#bodies.enter(actor))
      file = await this.#spool.take(body, reply, maxBytes)
      leaves.push(await this.#intakes.enter(actor, file.signal))
      return { file, leave }
    } catch (error) {
      await leave()
      throw file?.signal.aborted ? file.signal.reason : error
    }
  }

  /**
   * Opens a download in a place of its own, which is free again with its end, however that comes about.
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

/** Does the work on a body that has come in, and gives back what it holds. */
export async function whileHeld<T>({ file, leave }: HeldFile, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw file.signal.aborted ? file.signal.reason : error
  } finally {
    await leave()
  }
}
