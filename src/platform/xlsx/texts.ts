import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Archive } from './archive.ts'
import { type ScanOptions, scanXml } from './scan.ts'
import { WorkbookError } from './sentences.ts'
import { stringOf } from './strings.ts'

/** Most texts of a workbook, and bytes of all of them: a million lines with five texts of their own fit. */
const most = { texts: 6_000_000, bytes: 512 * 1024 * 1024 }
/** A cell holds 32,767 characters at most, so each text fits into a block. */
const LONGEST = 32_767
const BLOCK = 128 * 1024
/**
 * Blocks that stay in memory, 8 MB; the others wait in a file. A sheet asks for texts almost in their
 * order.
 */
const KEPT = 64
/** Places are kept in pieces, so that no array is copied while it grows. */
const PIECE = 65_536

/**
 * The texts that cells share, by number. They are held as bytes in blocks: strings would take four times as
 * much memory. Beyond 8 MB blocks are written to a file without a name.
 */
export class SharedTexts {
  readonly #places: Uint32Array[] = []
  readonly #blocks = new Map<number, Buffer>()
  #count = 0
  #block: Buffer = Buffer.alloc(0)
  #number = -1
  #used = BLOCK
  #file: number | undefined
  /** A block that is free again: what is thrown away outside V8's heap, V8 is slow to notice. */
  #spare: Buffer | undefined

  get count(): number {
    return this.#count
  }

  /** @throws WorkbookError where there are too many */
  add(text: string): void {
    const size = Buffer.byteLength(text)
    if (this.#count >= most.texts || this.#number * BLOCK > most.bytes || text.length > LONGEST) {
      throw new WorkbookError('workbook-too-large')
    }
    if (this.#used + size + 4 > BLOCK) this.#begin()
    const at = this.#used
    this.#block.writeUInt32LE(size, at)
    this.#block.write(text, at + 4)
    this.#used += size + 4
    if (this.#count % PIECE === 0) this.#places.push(new Uint32Array(PIECE))
    const piece = this.#places.at(-1) as Uint32Array
    piece[this.#count % PIECE] = this.#number * BLOCK + at
    this.#count += 1
  }

  /** The text of a number; undefined where there is none. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    const place = (this.#places[Math.floor(index / PIECE)] as Uint32Array)[index % PIECE] as number
    const number = Math.floor(place / BLOCK)
    const block = number === this.#number ? this.#block : this.#read(number)
    const at = place % BLOCK
    return block.toString('utf8', at + 4, at + 4 + block.readUInt32LE(at))
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #begin(): void {
    if (this.#number >= 0) this.#keep(this.#number, this.#block, true)
    this.#number += 1
    this.#block = this.#free()
    this.#used = 0
  }

  /** Keeps a block in memory; the one that was asked for longest ago goes, once it is in the file. */
  #keep(number: number, block: Buffer, isNew: boolean): void {
    if (isNew && this.#number >= KEPT) {
      this.#file ??= nameless()
      if (this.#number === KEPT)
        for (const [n, one] of this.#blocks) writeSync(this.#file, one, 0, BLOCK, n * BLOCK)
      writeSync(this.#file, block, 0, BLOCK, number * BLOCK)
    }
    this.#blocks.delete(number)
    this.#blocks.set(number, block)
    if (this.#blocks.size <= KEPT || this.#file === undefined) return
    const [oldest] = this.#blocks as Iterable<[number, Buffer]>
    if (oldest === undefined) return
    this.#blocks.delete(oldest[0])
    this.#spare = oldest[1]
  }

  #free(): Buffer {
    const spare = this.#spare ?? Buffer.allocUnsafeSlow(BLOCK)
    this.#spare = undefined
    return spare
  }

  #read(number: number): Buffer {
    let block = this.#blocks.get(number)
    if (block === undefined) {
      block = this.#free()
      readSync(this.#file as number, block, 0, BLOCK, number * BLOCK)
      this.#keep(number, block, false)
    }
    return block
  }
}

/** A file that only this process can reach, and that is gone with it. */
function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  try {
    return openSync(join(folder, 'texts'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Reads the texts that cells share. Phonetic readings beside them are left out.
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
