import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { AuditKey } from '../audit/key.ts'
import { type Actor, personKey } from '../auth/actor.ts'
import { refuse } from '../errors/wordings.ts'

// A position counts all events, also those that its reader may not see. So the cursor is sealed, and a new
// one looks different each time, even if it stands at the same place.

/** A place in the order of events: after the event at this position. */
export interface Place {
  position: number
  /**
   * The event at that position, which tells whether it is still the same order: a database that was restored
   * from a backup gives the positions again.
   */
  eventId: string | null
}

const NONCE = 12
const TAG = 16
const PLACE = 16

/** The cursor of a place, for one reader in one unit. */
export function sealed({ position, eventId }: Place, actor: Actor, key: AuditKey): string {
  const plain = Buffer.alloc(PLACE)
  plain.writeBigUInt64BE(BigInt(position))
  markOf(eventId).copy(plain, 8)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce, { authTagLength: TAG })
  cipher.setAAD(readerOf(actor))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
}

/** What a cursor says: the position, and a mark of the event there. */
export interface Opened {
  position: number
  mark: Buffer
}

/** @throws bad-cursor where it is not a cursor of this reader */
export function opened(cursor: string, actor: Actor, key: AuditKey): Opened {
  const bytes = Buffer.from(cursor, 'base64url')
  const bad = () => refuse('bad-cursor', { pointer: '?after' })
  if (bytes.length !== NONCE + PLACE + TAG || bytes.toString('base64url') !== cursor) throw bad()
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, NONCE), {
    authTagLength: TAG
  })
  decipher.setAAD(readerOf(actor))
  decipher.setAuthTag(bytes.subarray(-TAG))
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
    return { position: Number(plain.readBigUInt64BE()), mark: plain.subarray(8) }
  } catch {
    throw bad()
  }
}

/** The last bytes of the id, which are random. */
export function markOf(eventId: string | null): Buffer {
  return eventId === null ? Buffer.alloc(8) : Buffer.from(eventId.replaceAll('-', '').slice(16), 'hex')
}

function keyOf(key: AuditKey): Buffer {
  return Buffer.from(key.sign('cursors of the feed of events'), 'hex')
}

function readerOf({ unitCode, sub }: Actor): Buffer {
  return Buffer.from(`${unitCode} ${personKey(sub)}`)
}
