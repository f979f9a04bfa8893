import type { Spooled } from '../../platform/http/limits/spool.ts'

export type File = Pick<Spooled, 'bytes' | 'stream' | 'read'>

/** Bytes that replace as many others in a file, so that its length and all its offsets stay. */
export interface Patch {
  at: number
  bytes: Buffer
}

/** The metadata of a picture has a form in which a position cannot be looked for. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood'
}

/** Reads so many bytes; a file that ends before is not understood. */
export async function readAll(file: File, at: number, length: number): Promise<Buffer> {
  const found = await file.read(at, length)
  if (found.length < length) throw new NotUnderstood('the file ends within its metadata')
  return found
}

/** The same content with other bytes in some places; later patches replace earlier ones. */
export async function* patched(
  content: AsyncIterable<Buffer>,
  patches: readonly Patch[]
): AsyncGenerator<Buffer> {
  let start = 0
  for await (const chunk of content) {
    yield patchedPart(chunk, start, patches)
    start += chunk.length
  }
}

/** A part of a content that begins at `start`, with the patches that lie in it. */
export function patchedPart(part: Buffer, start: number, patches: readonly Patch[]): Buffer {
  const end = start + part.length
  const here = patches.filter(({ at, bytes }) => at < end && at + bytes.length > start)
  if (here.length === 0) return part
  const copy = Buffer.from(part)
  for (const { at, bytes } of here) {
    const skipped = Math.max(0, start - at)
    bytes.copy(copy, Math.max(0, at - start), skipped)
  }
  return copy
}
