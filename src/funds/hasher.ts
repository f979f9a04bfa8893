import { hash } from 'node:crypto'

/** Makes of an identity number what is kept of it: the same number gives the same hex digits. */
export type Hasher = (idNumber: string) => string

const BLOCK = 64

/**
 * HMAC-SHA-256 (RFC 2104) under a key of its own. It cannot be changed as the key of reporters can: the
 * numbers are not kept, so what was hashed under another key finds nobody any more. Made of two plain hashes:
 * each `Hmac` of Node's holds memory that is given back late, and there are a million of them.
 */
export function recipientHasher(secret: string): Hasher {
  const key = Buffer.alloc(BLOCK)
  hash('sha256', `recipient:${secret}`, 'buffer').copy(key)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = key.map((byte) => byte ^ 0x5c)
  return (idNumber) => {
    const first = hash('sha256', Buffer.concat([inner, Buffer.from(idNumber)]), 'buffer')
    return hash('sha256', Buffer.concat([outer, first]), 'hex')
  }
}
