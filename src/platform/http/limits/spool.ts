import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { refuse } from '../../errors/wordings.ts'
import { tidier } from '../../observability/memory.ts'
import { newSeal, opened, type Seal, sealing } from '../../values/seal.ts'
import { onceBroken } from '../requests/broken-connections.ts'
import type { Pace } from './pace.ts'

/**
 * The body of an upload, read completely into a file on disk before a lock or a connection is taken.
 *
 * A route gets it from `reply.receive({ status, maxBytes }, (work, file) => …)`, which closes it after the
 * action, however that ends. The file has no name: it was removed when it was opened, so nothing stays behind
 * a crash. Read it with `stream()`, as often as needed, or at any place through `fd` (also from a worker
 * thread, which must have stopped before the action ends: afterwards the number belongs to another file).
 */
export interface Spooled {
  readonly fd: number
  /** The key, where the file is encrypted: it holds what must not reach the disk. */
  readonly seal?: Seal
  readonly bytes: number
  /** SHA-256 of the whole body, hexadecimal. */
  readonly digest: string
  /**
   * Aborted when the client has left without an answer, or by `abort`; the reason is a refusal. Work on the
   * file ends then.
   */
  readonly signal: AbortSignal
  abort(reason: Error): void
  /** Called after the client got an answer: work on the file continues even if they leave. */
  outlast(): void
  /** The body from its first byte; ends with an AbortError once the client has left. */
  stream(): Readable
  /** Up to `length` bytes from `position` on; fewer at the end of the body. */
  read(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

export interface SpoolOptions {
  /** On a disk with room for all uploads under way. */
  folder: string
  /** Bytes of all bodies under way together. */
  mostBytes: number
  pace: Pace
}

/** How a body is received. */
export interface Taking {
  maxBytes: number
  /** What may go before and after the body in a form, in bytes. */
  around?: number
  /** Encrypted under a key that only this process has, and forgets with the file. */
  isSealed?: boolean | undefined
}

/** Stores bodies, each in its own file. */
export class Spool {
  readonly #options: SpoolOptions
  #bytes = 0

  constructor(options: SpoolOptions) {
    this.#options = options
  }

  /**
   * Reads a body to its end. After any failure the file is removed.
   *
   * @throws body-too-large, spool-full; `pace` answers with too-slow
   */
  async take(body: Readable, reply: FastifyReply, taking: Taking): Promise<Spooled> {
    const { maxBytes, around = 0, isSealed = false } = taking
    const { raw, headers } = reply.request
    // A client may leave before the body is read; the reading loop notices it.
    body.on('error', () => {})
    const announced = Number(headers['content-length'] ?? 0)
    if (announced > maxBytes + around) throw refusedWithRest(body, 'body-too-large')
    if (this.#bytes + announced > this.#options.mostBytes) throw refusedWithRest(body, 'spool-full')
    const { pace } = this.#options
    const seal = isSealed ? newSeal() : undefined
    const held = { bytes: 0, maxBytes, seal }
    const file = await nameless(this.#options.folder).catch(ofDisk)
    const leaving = new AbortController()
    const onClose = () => reply.raw.writableFinished || leaving.abort(refuse('bad-request'))
    reply.raw.once('close', onClose)
    const forget = onceBroken(raw.socket, () => leaving.abort(refuse('bad-request')))
    const close = async () => {
      forget()
      this.#bytes -= held.bytes
      held.bytes = 0
      await file.close()
    }
    try {
      pace.watch(raw)
      const digest = await this.#write(body, file, held)
      // The whole body is here: the silence afterwards is our work, not a client that has left.
      raw.socket.setTimeout?.(0)
      const stream = () => fromStart(file, leaving.signal, seal)
      const read = (position: number, length: number) => piece(file, position, length, seal)
      const abort = (reason: Error) => leaving.abort(reason)
      const outlast = () => void reply.raw.off('close', onClose)
      const place = { fd: file.fd, bytes: held.bytes, ...(seal && { seal }) }
      return { ...place, digest, signal: leaving.signal, abort, outlast, stream, read, close }
    } catch (error) {
      await close()
      throw error
    } finally {
      pace.forget(raw)
    }
  }

  async #write(body: Readable, file: FileHandle, held: Held): Promise<string> {
    const cipher = held.seal && sealing(held.seal)
    const digest = createHash('sha256')
    const tidy = tidier()
    // Not closed with the loop: a request that is refused in the middle still gets an answer.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (held.bytes + chunk.length > held.maxBytes) throw refusedWithRest(body, 'body-too-large')
      if (this.#bytes + chunk.length > this.#options.mostBytes) throw refusedWithRest(body, 'spool-full')
      held.bytes += chunk.length
      this.#bytes += chunk.length
      digest.update(chunk)
      // Not `write`, which may write a part only, for example on a disk that is nearly full.
      await file.writeFile(cipher?.update(chunk) ?? chunk).catch(ofDisk)
      tidy(chunk.length)
    }
    return digest.digest('hex')
  }
}

/** What a file holds so far. */
interface Held {
  bytes: number
  maxBytes: number
  seal: Seal | undefined
}

/** A file that only this process can reach, and that disappears with its handle. */
async function nameless(parent: string): Promise<FileHandle> {
  const folder = await mkdtemp(join(parent, 'spool-'))
  try {
    return await open(join(folder, 'body'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const PIECE = 64 * 1024

/** Reads a file from its first byte. A stream of Node would close the file at its end. */
export function fromStart(file: FileHandle, signal: AbortSignal, seal?: Seal): Readable {
  let at = 0
  return new Readable({
    signal,
    highWaterMark: PIECE,
    read() {
      piece(file, at, PIECE, seal).then(
        (read) => {
          at += read.length
          this.push(read.length === 0 ? null : read)
        },
        (error: Error) => this.destroy(error)
      )
    }
  })
}

async function piece(file: FileHandle, position: number, length: number, seal?: Seal): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, position)
  return opened(seal, buffer.subarray(0, bytesRead), position)
}

const REST_MS = 10_000

/** Lets the client finish sending for a short time: a client that is cut off does not read the answer. */
function refusedWithRest(body: Readable, code: 'body-too-large' | 'spool-full') {
  body.resume()
  setTimeout(() => body.readableEnded || body.destroy(), REST_MS).unref()
  return refuse(code, code === 'spool-full' ? { retryAfterSeconds: 30 } : {})
}

/** A full disk is not a defect of the program: it passes when the current uploads have ended. */
function ofDisk(error: NodeJS.ErrnoException): never {
  const isFull = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'].includes(error.code ?? '')
  throw isFull ? refuse('spool-full', { retryAfterSeconds: 30 }) : error
}
