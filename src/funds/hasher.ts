import { hash } from 'node:crypto'

/** Turns an identity number into the hash that is kept: the same number gives the same 32 bytes. */
export type Hasher = (idNumber: string) => Buffer

const BLOCK = 64
const DIGEST = 32
/** The length of an identity number. */
const LENGTH = 18

/**
 * HMAC-SHA-256 (RFC 2104) under a separate key. Unlike the key of reporters it cannot be changed: the numbers
 * are not kept, so hashes under another key match nobody any more. It consists of two plain hashes with as
 * few buffers as possible: each `Hmac` of Node holds memory that is released late, and there are a million of
 * them.
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
    // The bytes are read from a text: `hash` takes more than twice as long to return a buffer.
    return Buffer.from(hash('sha256', outer, 'binary'), 'latin1')
  }
}
