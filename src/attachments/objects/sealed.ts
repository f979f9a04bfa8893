import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

// Contents are sealed in pieces, so that any part of a large file can be read without the rest. Each object
// has a key of its own, so the number of a piece is its nonce; the last piece is marked in it, so that a
// shortened object does not open.

const ALGORITHM = 'aes-256-gcm'
const TAG = 16
/** Bytes of content in each piece but the last. */
export const PIECE = 64 * 1024
const STORED = PIECE + TAG

/** The size of a stored object, for a content of this size. */
export function storedSize(size: number): number {
  return size + TAG * Math.ceil(size / PIECE)
}

/** The stored bytes that hold the content from `from` up to `to`. */
export function storedRange(size: number, from: number, to: number): { from: number; to: number } {
  const first = Math.floor(from / PIECE)
  const end = Math.ceil(to / PIECE)
  return { from: first * STORED, to: Math.min(end * STORED, storedSize(size)) }
}

/**
 * The name of an object in its store: the address of its content under its own key. A reader of the store
 * cannot find out by it whether a file that they have is there.
 */
export function addressOf(key: Buffer, sha256: string): string {
  return createHmac('sha256', key).update(`address ${sha256}`).digest('hex')
}

/** The content as it is stored; at least one byte. */
export async function* seal(content: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let number = 0
  let held: Buffer | undefined
  for await (const piece of pieces(content)) {
    if (held !== undefined) yield sealPiece(key, number++, held, false)
    held = piece
  }
  if (held !== undefined) yield sealPiece(key, number, held, true)
}

/**
 * The content from `from` up to `to`, out of the bytes that `storedRange` names.
 *
 * @throws Error if the bytes are not those that were sealed
 */
export async function* open(
  stored: AsyncIterable<Buffer>,
  key: Buffer,
  { size, from, to }: { size: number; from: number; to: number }
): AsyncGenerator<Buffer> {
  const last = Math.ceil(size / PIECE) - 1
  let number = Math.floor(from / PIECE)
  for await (const piece of pieces(stored, STORED)) {
    const content = openPiece(key, number, piece, number === last)
    const start = number * PIECE
    yield content.subarray(Math.max(0, from - start), to - start)
    number += 1
  }
  if (number < Math.ceil(to / PIECE)) throw new Error('a stored object is shorter than its content')
}

/** The same bytes in pieces of one length; the last may be shorter. */
async function* pieces(bytes: AsyncIterable<Buffer>, length = PIECE): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let held = 0
  for await (const chunk of bytes) {
    let rest = chunk
    while (held + rest.length >= length) {
      const needed = length - held
      yield Buffer.concat([...parts, rest.subarray(0, needed)])
      rest = rest.subarray(needed)
      parts = []
      held = 0
    }
    if (rest.length === 0) continue
    parts.push(rest)
    held += rest.length
  }
  if (held > 0) yield Buffer.concat(parts)
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function sealPiece(key: Buffer, number: number, piece: Buffer, isLast: boolean): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(number, isLast))
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
}

function openPiece(key: Buffer, number: number, piece: Buffer, isLast: boolean): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(number, isLast)).setAuthTag(piece.subarray(-TAG))
  return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()])
}
