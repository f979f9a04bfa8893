import { fstatSync, read } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { crc32 } from 'node:zlib'
import {
  type Entry,
  fromFdPromise,
  fromRandomAccessReaderPromise,
  RandomAccessReader,
  type ZipFile
} from 'yauzl'
import { opened, type Seal } from '../values/seal.ts'
import { WorkbookError } from './sentences.ts'
import { isOfUnpacking } from './xml/scan.ts'

const MB = 1024 * 1024

/**
 * Limits that an honest workbook of a million lines keeps, and a zip bomb does not. Parts that are not read
 * do not count.
 */
const most = { entries: 10_000, entry: 1024 * MB, all: 1280 * MB, ratio: 400 }

/** An archive on the disk, and its key if it is encrypted there. */
export interface ArchiveFile {
  fd: number
  seal?: Seal
}

/** The parts of a workbook by their names. */
export interface Archive {
  /** Names of all parts, in small letters. */
  names: ReadonlySet<string>
  /**
   * A part, unpacked as it is read. The stream ends with an error if the part is larger than declared, or if
   * its checksum is wrong.
   *
   * @throws WorkbookError if its declared size exceeds `mostBytes`
   */
  part(name: string, mostBytes?: number): Promise<Readable | undefined>
}

const options = { autoClose: false, lazyEntries: true, decodeStrings: true, strictFileNames: false }

/**
 * Opens an archive in a file, and checks the declared contents before anything is unpacked. The file stays
 * open.
 *
 * @throws WorkbookError
 */
export async function openArchive({ fd, seal }: ArchiveFile): Promise<Archive> {
  const own =
    seal === undefined
      ? fromFdPromise(fd, options)
      : fromRandomAccessReaderPromise(new SealedReader(fd, seal), fstatSync(fd).size, options)
  const zip = await own.catch(unreadable)
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

/** A part whose checksum is compared at its end, because one flipped bit turns 685.50 into 985.50. */
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
 * The parts by their names. Case does not count, and some programs write `\` for `/`. A name that occurs
 * twice is refused, because it could mean either part.
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

/** Reads an encrypted archive at any place. */
class SealedReader extends RandomAccessReader {
  readonly #fd: number
  readonly #seal: Seal

  constructor(fd: number, seal: Seal) {
    super()
    this.#fd = fd
    this.#seal = seal
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const [fd, seal] = [this.#fd, this.#seal]
    let at = start
    return new Readable({
      read(size) {
        const length = Math.min(size, end - at)
        if (length === 0) return void this.push(null)
        read(fd, Buffer.allocUnsafeSlow(length), 0, length, at, (error, bytesRead, buffer) => {
          if (error !== null) return void this.destroy(error)
          const bytes = opened(seal, buffer.subarray(0, bytesRead), at)
          at += bytesRead
          this.push(bytesRead === 0 ? null : bytes)
        })
      }
    })
  }
}
