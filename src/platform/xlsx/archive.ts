import type { Readable } from 'node:stream'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import type { Spooled } from '../http/spool.ts'
import { refuse } from '../wordings.ts'
import { WorkbookError } from './sentences.ts'

const MB = 1024 * 1024

/** What an honest workbook of a million lines keeps to, and a bomb does not. */
const most = { packed: 64 * MB, entries: 500, entry: 512 * MB, all: 640 * MB, ratio: 200 }

/** The parts of a workbook by their names. */
export interface Archive {
  /**
   * A part, unpacked as it is read; it ends with an error where it is larger than it said.
   *
   * @throws WorkbookError where it says that it is larger than `mostBytes`
   */
  part(name: string, mostBytes?: number): Promise<Readable | undefined>
}

/**
 * Opens an archive that lies in a file, and looks at what it claims to hold before anything is unpacked. The
 * file stays open.
 *
 * @throws WorkbookError, body-too-large
 */
export async function openArchive({ fd, bytes }: Pick<Spooled, 'fd' | 'bytes'>): Promise<Archive> {
  if (bytes > most.packed) throw refuse('body-too-large')
  const zip = await fromFdPromise(fd, { autoClose: false, lazyEntries: true }).catch(unreadable)
  const parts = await partsOf(zip)
  return {
    part: async (name, mostBytes = most.entry) => {
      const entry = parts.get(name.toLowerCase())
      if (entry && entry.uncompressedSize > mostBytes) throw new WorkbookError('workbook-too-large')
      return entry && zip.openReadStreamPromise(entry).catch(unreadable)
    }
  }
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
