import { Readable } from 'node:stream'
import { fileTypeFromStream } from 'file-type'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { type Content, fileTypes } from './accepted.ts'

type File = Pick<Spooled, 'bytes' | 'stream' | 'read'>

/** What a file is, by its content. */
export async function contentOf(file: File): Promise<Content> {
  const found = await magic(file)
  if (found === undefined) return (await isText(file)) ? 'text' : undefined
  // `file-type` does not know OFD (GB/T 33190), which is a zip archive.
  if (found === 'zip') return (await namesInArchive(file)).includes('OFD.xml') ? 'ofd' : undefined
  return fileTypes.find((type) => type === found)
}

async function magic(file: File): Promise<string | undefined> {
  const stream = file.stream()
  stream.on('error', () => {})
  try {
    return (await fileTypeFromStream(Readable.toWeb(stream)))?.ext
  } finally {
    stream.destroy()
  }
}

const END = 0x06054b50
const END_LENGTH = 22
const ENTRY = 0x02014b50
const ENTRY_LENGTH = 46
const LONGEST_COMMENT = 65_535
/** A document has a few hundred parts. */
const LARGEST_DIRECTORY = 1024 * 1024

/** The names in the directory of a zip archive; none where it has no plain directory. */
async function namesInArchive({ bytes, read }: File): Promise<string[]> {
  const start = Math.max(0, bytes - END_LENGTH - LONGEST_COMMENT)
  const tail = await read(start, bytes - start)
  const end = lastIndexOf(tail, END)
  if (end < 0) return []
  const [size, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (size > LARGEST_DIRECTORY || offset + size > bytes) return []
  const directory = await read(offset, size)
  const names: string[] = []
  for (let at = 0; at + ENTRY_LENGTH <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const [name, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place))
    const from = at + ENTRY_LENGTH
    names.push(directory.toString('utf8', from, from + (name ?? 0)))
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return names
}

function lastIndexOf(tail: Buffer, mark: number): number {
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) if (tail.readUInt32LE(at) === mark) return at
  return -1
}

/** Characters that no text has: control characters but tabulator, line feed, form feed and return. */
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** Whether a file is text in UTF-8 or GB18030, from its first byte to its last. */
async function isText(file: File): Promise<boolean> {
  return (await decodes(file, 'utf-8')) || (await decodes(file, 'gb18030'))
}

async function decodes(file: File, charset: string): Promise<boolean> {
  const decoder = new TextDecoder(charset, { fatal: true })
  try {
    for await (const chunk of file.stream()) {
      if (control.test(decoder.decode(chunk, { stream: true }))) return false
    }
    return !control.test(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
