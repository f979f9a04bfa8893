import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open as openFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../platform/database/connect.ts'
import { Refusal } from '../../platform/errors/refusal.ts'
import { errorOf } from '../../platform/errors/thrown.ts'
import { refuse } from '../vocabulary.ts'
import type { Keyring } from './keyring.ts'
import { ObjectMissing, type ObjectStore } from './object-store.ts'
import { addressOf, open, seal, storedRange } from './sealed.ts'
import * as rows from './store.ts'

/** The store of contents, and the keys that seal them. */
export interface Contents {
  store: ObjectStore
  keyring: Keyring
}

const RETRY_SECONDS = 30

/**
 * Seals a content into the store. Its name is noted first: where the transaction that uses it fails, the
 * sweep removes the object.
 *
 * @throws attachment-store-unavailable
 */
export async function sealContent(
  { db, clock }: { db: Db; clock: () => Date },
  { store, keyring }: Contents,
  content: AsyncIterable<Buffer>
): Promise<rows.NewObject> {
  const key = randomBytes(32)
  const draft = join(store.drafts, uuid())
  try {
    const { sha256, size } = await writeSealed(store, draft, content, key)
    const id = uuid({ msecs: clock().getTime() })
    const name = addressOf(key, sha256)
    await rows.noteUnused(db, name, clock())
    await store.put(draft, name).catch(unavailable)
    return { id, sha256, size, name, ...keyring.wrap(id, key) }
  } finally {
    // What stays, the sweep removes.
    await rm(draft, { force: true }).catch(() => {})
  }
}

async function writeSealed(store: ObjectStore, draft: string, content: AsyncIterable<Buffer>, key: Buffer) {
  const hash = createHash('sha256')
  let size = 0
  async function* noted() {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  await mkdir(store.drafts, { recursive: true, mode: 0o700 }).catch(unavailable)
  const file = await openFile(draft, 'wx', 0o600).catch(unavailable)
  try {
    for await (const piece of seal(noted(), key)) await file.writeFile(piece).catch(unavailable)
    await file.sync().catch(unavailable)
  } finally {
    await file.close().catch(unavailable)
  }
  return { sha256: hash.digest('hex'), size }
}

/** What to read of which object. */
export interface Wanted extends rows.NewObject {
  from: number
  to: number
}

/**
 * A content, or a part of it. The first piece is read and verified before the stream is given, so that a
 * caller is refused before an answer has begun.
 *
 * @throws attachment-content-missing, attachment-store-unavailable
 */
export async function contentOf({ store, keyring }: Contents, wanted: Wanted): Promise<Readable> {
  const { id, name, size, from, to } = wanted
  const range = storedRange(size, from, to)
  const key = keyOf(keyring, id, wanted)
  const stored = await store.read(name, range.from, range.to).catch((error: unknown) => {
    throw error instanceof ObjectMissing ? missing(error) : unavailable(error)
  })
  const opened = open(fromStore(stored), key, { size, from, to })
  const first = await opened.next().catch((error: unknown) => {
    stored.destroy()
    throw error instanceof Refusal ? error : missing(error)
  })
  async function* all() {
    if (!first.done) yield first.value
    yield* opened
  }
  return Readable.from(all(), { objectMode: false })
}

/** The bytes of the store. That it breaks off says nothing about the content. */
async function* fromStore(stored: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stored
  } catch (error) {
    unavailable(error)
  }
}

function keyOf(keyring: Keyring, id: string, wrapped: rows.NewObject): Buffer {
  try {
    const key = keyring.unwrap(id, wrapped)
    if (key !== undefined) return key
  } catch (error) {
    throw missing(error)
  }
  throw refuse('attachment-content-missing')
}

function missing(cause: unknown) {
  return Object.assign(refuse('attachment-content-missing'), { cause })
}

/** A full disk or a store that does not answer passes: nothing is wrong with the request. */
function unavailable(cause: unknown): never {
  const refusal = refuse('attachment-store-unavailable', { retryAfterSeconds: RETRY_SECONDS })
  throw Object.assign(refusal, { cause })
}

/** Removes an object that no row uses, if that is still so. */
export async function removeUnused(
  db: Db,
  { store }: Pick<Contents, 'store'>,
  name: string
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (!(await rows.lockUnused(tx, name))) return false
    await store.remove(name)
    await rows.forgetUnused(tx, name)
    return true
  })
}

/** Removes what a killed process left half sealed. Nobody can read it: its key was in memory only. */
export async function removeOldDrafts({ drafts }: ObjectStore, before: Date): Promise<void> {
  const names = await readdir(drafts).catch((error: unknown) => {
    if (errorOf(error).code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const path = join(drafts, name)
    const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }))
    if (mtime < before) await rm(path, { force: true })
  }
}
