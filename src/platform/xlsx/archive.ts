import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { refuse } from '../wordings.ts'
import { WorkbookError } from './sentences.ts'

const MB = 1024 * 1024

/** What an honest workbook of a million lines keeps to, and a bomb does not. */
const most = { packed: 64 * MB, entries: 500, entry: 512 * MB, all: 640 * MB, ratio: 200 }

/** The parts of a workbook by their names, and the SHA-256 of the file they came in. */
export interface Archive {
  digest: string
  /**
   * A part, unpacked as it is read; it ends with an error where it is larger than it said.
   *
   * @throws WorkbookError where it says that it is larger than `mostBytes`
   */
  part(name: string, mostBytes?: number): Promise<Readable | undefined>
  close(): Promise<void>
}

/**
 * Takes an archive in and looks at what it claims to hold before anything is unpacked. The list of its
 * parts stands at its end, so it is put aside: in a file without a name, gone when it is closed.
 *
 * @throws WorkbookError, body-too-large
 */
export async function openArchive(stream: Readable, maxBytes: number): Promise<Archive> {
  const file = await nameless()
  try {
    const digest = await putAside(stream, file, Math.min(maxBytes, most.packed))
    const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true }).catch(unreadable)
    const parts = await partsOf(zip)
    return {
      digest,
      part: async (name, mostBytes = most.entry) => {
        const entry = parts.get(name.toLowerCase())
        if (entry && entry.uncompressedSize > mostBytes) throw new WorkbookError('workbook-too-large')
        return entry && zip.openReadStreamPromise(entry).catch(unreadable)
      },
      close: () => file.close()
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function nameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function putAside(stream: Readable, file: FileHandle, maxBytes: number): Promise<string> {
  const digest = createHash('sha256')
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw refuse('body-too-large')
    digest.update(chunk)
    await file.write(chunk)
  }
  return digest.digest('hex')
}

/**
 * The parts by their names, in which capitals do not count. Sizes are those that they claim: what unpacks to
 * more than it claims is an error then.
 */
async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > most.entries) throw new WorkbookError('workbook-too-large')
  const parts = new Map<string, Entry>()
  let all = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const { compressedSize, uncompressedSize } = entry
      const name = entry.fileName.toLowerCase()
      all += uncompressedSize
      const isBomb = uncompressedSize > MB && uncompressedSize > compressedSize * most.ratio
      if (isBomb || uncompressedSize > most.entry || all > most.all)
        throw new WorkbookError('workbook-too-large')
      if (parts.has(name) || entry.isEncrypted()) throw new WorkbookError('workbook-unreadable')
      parts.set(name, entry)
    }
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError('workbook-unreadable')
  }
  return parts
}

function unreadable(): never {
  throw new WorkbookError('workbook-unreadable')
}
