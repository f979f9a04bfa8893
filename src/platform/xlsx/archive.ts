import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { WorkbookError } from './sentences.ts'
import { isOfUnpacking } from './xml/scan.ts'

const MB = 1024 * 1024

/**
 * What an honest workbook of a million lines keeps to, and a bomb does not. Parts that are not read are
 * free.
 */
const most = { entries: 10_000, entry: 1024 * MB, all: 1280 * MB, ratio: 400 }

/** The parts of a workbook by their names. */
export interface Archive {
  /** Names of all parts, in small letters. */
  names: ReadonlySet<string>
  /**
   * A part, unpacked as it is read; it ends with an error where it is larger than it said, or where its
   * checksum is wrong.
   *
   * @throws WorkbookError where it says that it is larger than `mostBytes`
   */
  part(name: string, mostBytes?: number): Promise<Readable | undefined>
}

/**
 * Opens an archive that lies in a file, and looks at what it claims to hold before anything is unpacked. The
 * file stays open.
 *
 * @throws WorkbookError
 */
export async function openArchive(fd: number): Promise<Archive> {
  const zip = await fromFdPromise(fd, {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: true,
    strictFileNames: false
  }).catch(unreadable)
  const parts = await partsOf(zip)
  const opened = new Set<Entry>()
  let all = 0
  return {
    names: new Set(parts.keys()),
    part: async (name, mostBytes = most.entry) => {
      const entry = parts.get(name.toLowerCase())
      if (entry === undefined) return undefined
      if (!opened.has(entry)) all += entry.uncompressedSize
      opened.add(entry)
      if (entry.uncompressedSize > mostBytes || all > most.all || isBomb(entry)) {
        throw new WorkbookError('workbook-too-large')
      }
      if (entry.isEncrypted()) throw new WorkbookError('workbook-unreadable')
      const stream = await zip.openReadStreamPromise(entry).catch(unreadable)
      return checked(stream, entry.crc32)
    }
  }
}

function isBomb({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize > MB && uncompressedSize > compressedSize * most.ratio
}

/** A part whose checksum is compared at its end: one bit that flipped makes 985.50 of 685.50. */
function checked(stream: Readable, expected: number): Readable {
  let found = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      found = crc32(chunk, found)
      done(null, chunk)
    },
    flush(done) {
      done(found === expected ? null : new WorkbookError('workbook-damaged'))
    }
  })
  stream.on('error', (error) =>
    check.destroy(isOfUnpacking(error) ? new WorkbookError('workbook-damaged') : error)
  )
  check.once('close', () => stream.destroy())
  return stream.pipe(check)
}

/**
 * The parts by their names, in which capitals do not count, and some programs write `\` for `/`. A name that
 * occurs twice could mean either part.
 */
async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > most.entries) throw new WorkbookError('workbook-too-large')
  const parts = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.replaceAll('\\', '/').toLowerCase()
      if (parts.has(name)) unreadable()
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
