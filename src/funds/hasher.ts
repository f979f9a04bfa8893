import { hash } from 'node:crypto'

/** Makes of an identity number what is kept of it: the same number gives the same 32 bytes. */
export type Hasher = (idNumber: string) => Buffer

const BLOCK = 64
const DIGEST = 32
/** Of an identity number. */
const LENGTH = 18

/**
 * HMAC-SHA-256 (RFC 2104) under a key of its own. It cannot be changed as the key of reporters can: the
 * numbers are not kept, so what was hashed under another key finds nobody any more. Made of two plain hashes
 * with as few buffers as can be: each `Hmac` of Node's holds memory that is given back late, and there are a
 * million of them.
 */
export function recipientHasher(secret: string): Hasher {
  const key = Buffer.alloc(BLOCK)
  hash('sha256', `recipient:${secret}`, 'buffer').copy(key)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(DIGEST)])
  const usual = Buffer.concat([inner, Buffer.alloc(LENGTH)])
  return (idNumber) => {
    const message = idNumber.length === LENGTH ? usual : Buffer.concat([inner, Buffer.alloc(idNumber.length)])
    message.write(idNumber, BLOCK, 'latin1')
    outer.write(hash('sha256', message, 'binary'), BLOCK, 'latin1')
    // Bytes by way of a text: a buffer straight from `hash` takes more than twice as long.
    return Buffer.from(hash('sha256', outer, 'binary'), 'latin1')
  }
}
