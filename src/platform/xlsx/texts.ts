import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newSeal, opened, sealing } from '../values/seal.ts'
import type { Archive } from './archive.ts'
import { WorkbookError } from './sentences.ts'
import { type ScanOptions, scanXml } from './xml/scan.ts'
import { stringOf } from './xml/strings.ts'

/**
 * Most texts of a workbook, and most bytes of all of them: a million lines with five different texts each
 * fit.
 */
const most = { texts: 6_000_000, bytes: 512 * 1024 * 1024 }
/** A cell holds 32,767 characters at most. */
const LONGEST = 32_767
const PAGE = 32 * 1024
/** Pages that stay in memory, 2 MB. A sheet asks for texts almost in their order. */
const KEPT = 64
/** The place of only the first of so many texts is kept; the others are found by the lengths in between. */
const GROUP = 16
/** Places are kept in pieces, so that no array is copied while it grows. */
const PIECE = 16_384
/** Bytes of the length before each text. With it all texts begin at a multiple of this number. */
const LENGTH = 4

/**
 * The shared texts of cells, by number: bytes, one text after the other, in pages. Strings would take four
 * times as much memory. Full pages are written to a file without a name, encrypted, and some stay in memory.
 */
export class SharedTexts {
  readonly #places: Uint32Array[] = []
  readonly #seal = newSeal()
  readonly #pages = new Map<number, Buffer>()
  #count = 0
  /** The place of the next text. */
  #end = 0
  /** The page that is being filled. */
  readonly #last = Buffer.allocUnsafeSlow(PAGE)
  /** The full page that was read last, and its number. */
  #page: Buffer = this.#last
  #number = -1
  #file: number | undefined
  readonly #cipher = sealing(this.#seal)

  get count(): number {
    return this.#count
  }

  /** @throws WorkbookError if there are too many texts */
  add(text: string): void {
    if (this.#count >= most.texts || this.#end > most.bytes || text.length > LONGEST) {
      throw new WorkbookError('workbook-too-large')
    }
    if (this.#count % GROUP === 0) this.#keepPlace(this.#count / GROUP)
    this.#count += 1
    const size = Buffer.byteLength(text)
    const whole = LENGTH + padded(size)
    const at = this.#end % PAGE
    if (at + whole < PAGE) {
      this.#last.writeUInt32LE(size, at)
      this.#last.write(text, at + LENGTH)
    } else this.#addAcross(text, size, whole)
    this.#end += whole
  }

  /** The text with a number; undefined if there is none. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    const group = Math.floor(index / GROUP)
    let place = (this.#places[Math.floor(group / PIECE)] as Uint32Array)[group % PIECE] as number
    for (let before = index % GROUP; before > 0; before -= 1) place += LENGTH + padded(this.#sizeAt(place))
    const size = this.#sizeAt(place)
    const from = place + LENGTH
    const at = from % PAGE
    return at + size <= PAGE
      ? this.#pageAt(from).toString('utf8', at, at + size)
      : this.#bytesAt(from, size).toString('utf8')
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #keepPlace(group: number): void {
    if (group % PIECE === 0) this.#places.push(new Uint32Array(PIECE))
    const piece = this.#places.at(-1) as Uint32Array
    piece[group % PIECE] = this.#end
  }

  /** Adds a text that reaches the end of the page; a full page goes to the file. */
  #addAcross(text: string, size: number, whole: number): void {
    const bytes = Buffer.alloc(whole)
    bytes.writeUInt32LE(size)
    bytes.write(text, LENGTH)
    let page = Math.floor(this.#end / PAGE)
    let to = this.#end % PAGE
    for (let from = 0; ; page += 1, to = 0) {
      const copied = bytes.copy(this.#last, to, from)
      from += copied
      if (to + copied < PAGE) return
      this.#file ??= nameless()
      writeSync(this.#file, this.#cipher.update(this.#last), 0, PAGE, page * PAGE)
    }
  }

  #sizeAt(place: number): number {
    return this.#pageAt(place).readUInt32LE(place % PAGE)
  }

  /** Bytes that are spread over several pages. */
  #bytesAt(place: number, size: number): Buffer {
    const bytes = Buffer.allocUnsafe(size)
    for (let done = 0; done < size; ) {
      done += this.#pageAt(place + done).copy(bytes, done, (place + done) % PAGE)
    }
    return bytes
  }

  #pageAt(place: number): Buffer {
    const number = Math.floor(place / PAGE)
    if (number === this.#number) return this.#page
    if (number === Math.floor(this.#end / PAGE)) return this.#last
    this.#page = this.#loaded(number)
    this.#number = number
    return this.#page
  }

  /** A page from memory or from the file. It replaces the page that was requested longest ago. */
  #loaded(number: number): Buffer {
    let page = this.#pages.get(number)
    if (page === undefined) {
      page = this.#room()
      readSync(this.#file as number, page, 0, PAGE, number * PAGE)
      opened(this.#seal, page, number * PAGE).copy(page)
    } else this.#pages.delete(number)
    this.#pages.set(number, page)
    return page
  }

  #room(): Buffer {
    const [oldest] = this.#pages
    if (oldest === undefined || this.#pages.size < KEPT) return Buffer.allocUnsafeSlow(PAGE)
    this.#pages.delete(oldest[0])
    return oldest[1]
  }
}

function padded(size: number): number {
  return Math.ceil(size / LENGTH) * LENGTH
}

/** A file that only this process can reach, and that disappears with it. */
function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  try {
    return openSync(join(folder, 'texts'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Reads the shared texts of cells. Phonetic readings in them are left out.
 *
 * @throws WorkbookError
 */
export async function readTexts(
  archive: Archive,
  part: string | undefined,
  texts: SharedTexts,
  options: ScanOptions
): Promise<void> {
  const stream = part === undefined ? undefined : await archive.part(part)
  if (stream === undefined) return
  let text = ''
  let isText = false
  let isReading = false
  const onText = (more: string) => {
    if (isText) text += more
    if (text.length > LONGEST * 8) throw new WorkbookError('workbook-too-large')
  }
  const onOpen = (name: string) => {
    if (name === 'si') text = ''
    else if (name === 'rPh') isReading = true
    isText = name === 't' && !isReading
  }
  const onClose = (name: string) => {
    if (name === 't') isText = false
    else if (name === 'rPh') isReading = false
    else if (name === 'si') texts.add(stringOf(text))
  }
  await scanXml(stream, { onOpen, onText, onClose }, options)
}
