import { type Cipheriv, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-ctr'
const BLOCK = 16

/** The key of a file that is encrypted on the disk. It is in memory only, and is gone with the file. */
export interface Seal {
  key: Uint8Array
  nonce: Uint8Array
}

export function newSeal(): Seal {
  return { key: randomBytes(32), nonce: randomBytes(BLOCK) }
}

/** Encrypts a file from its first byte on. */
export function sealing({ key, nonce }: Seal): Cipheriv {
  return createCipheriv(ALGORITHM, key, nonce)
}

/** Bytes that were read at a place of a file, in clear; without a seal they are in clear already. */
export function opened(seal: Seal | undefined, bytes: Buffer, at: number): Buffer {
  if (seal === undefined) return bytes
  const decipher = createDecipheriv(ALGORITHM, seal.key, counterAt(seal.nonce, Math.floor(at / BLOCK)))
  decipher.update(Buffer.alloc(at % BLOCK))
  return decipher.update(bytes)
}

/** The counter of a block: the first one plus its number, as a number of 128 bits. */
function counterAt(nonce: Uint8Array, block: number): Buffer {
  const first = BigInt(`0x${Buffer.from(nonce).toString('hex')}`)
  const counter = BigInt.asUintN(BLOCK * 8, first + BigInt(block))
  return Buffer.from(counter.toString(16).padStart(BLOCK * 2, '0'), 'hex')
}
