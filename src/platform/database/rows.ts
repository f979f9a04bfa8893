/** A cell of a row for COPY. Days are `YYYY-MM-DD`. */
export type Cell = string | number | boolean | Buffer | null
export type CellType = 'boolean' | 'bytea' | 'date' | 'bigint' | 'integer' | 'text' | 'uuid'

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = -1
const NONE = -1
const DAY = 86_400_000
const EPOCH = Date.UTC(2000, 0, 1)
const HALF = 2 ** 32

/**
 * Rows in the binary format of COPY (PostgreSQL's manual, "Binary Format"): whoever reads it has no text to
 * parse. They are gathered in a buffer until they are taken.
 */
export class Rows {
  readonly #types: readonly CellType[]
  readonly #room: number
  /** The first columns of every row, written once. */
  readonly #head: Buffer
  #buffer: Buffer
  #size = 0

  /** `room`: about how many bytes are taken at a time. */
  constructor(types: readonly CellType[], head: readonly Cell[], room: number) {
    this.#types = types
    this.#room = room
    this.#buffer = Buffer.allocUnsafeSlow(room)
    this.#short(types.length)
    for (const [n, cell] of head.entries()) this.#cell(types[n] as CellType, cell)
    this.#head = Buffer.from(this.#buffer.subarray(0, this.#size))
    this.#types = types.slice(head.length)
    this.#size = 0
    this.#bytes(SIGNATURE)
  }

  get size(): number {
    return this.#size
  }

  add(cells: readonly Cell[]): void {
    this.#bytes(this.#head)
    for (let n = 0; n < this.#types.length; n += 1) this.#cell(this.#types[n] as CellType, cells[n] ?? null)
  }

  /** Ends the rows. */
  end(): void {
    this.#short(END)
  }

  /** Returns the bytes so far, and begins with an empty buffer. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#size)
    this.#buffer = Buffer.allocUnsafeSlow(this.#room)
    this.#size = 0
    return taken
  }

  #cell(type: CellType, cell: Cell): void {
    if (cell === null) this.#int(NONE)
    else if (type === 'text') this.#text(cell as string)
    else if (type === 'integer') this.#sized(4).#int(cell as number)
    else if (type === 'bigint')
      this.#sized(8)
        .#int(Math.floor((cell as number) / HALF))
        .#int(cell as number)
    else if (type === 'date') this.#sized(4).#int((Date.parse(cell as string) - EPOCH) / DAY)
    else if (type === 'boolean') this.#sized(1).#bytes(Buffer.of(cell ? 1 : 0))
    else if (type === 'uuid') this.#sized(16).#bytes(Buffer.from((cell as string).replaceAll('-', ''), 'hex'))
    else this.#sized((cell as Buffer).length).#bytes(cell as Buffer)
  }

  #sized(size: number): this {
    return this.#int(size)
  }

  #short(value: number): void {
    this.#reserve(2)
    this.#size = this.#buffer.writeInt16BE(value, this.#size)
  }

  /** Only the lower half of a larger number. */
  #int(value: number): this {
    this.#reserve(4)
    this.#size = this.#buffer.writeInt32BE(value | 0, this.#size)
    return this
  }

  #bytes(bytes: Buffer): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#size)
    this.#size += bytes.length
  }

  #text(text: string): void {
    // Three bytes of UTF-8 at most for each unit of UTF-16.
    this.#reserve(4 + 3 * text.length)
    const start = this.#size + 4
    const end = utf8(text, this.#buffer, start) ?? start + this.#buffer.write(text, start)
    this.#buffer.writeInt32BE(end - start, this.#size)
    this.#size = end
  }

  #reserve(bytes: number): void {
    if (this.#size + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (this.#size + bytes))
    larger.set(this.#buffer.subarray(0, this.#size))
    this.#buffer = larger
  }
}

/**
 * Writes a text and gives where it ends; undefined where it has surrogates. For short texts a call out of
 * JavaScript takes longer.
 */
function utf8(text: string, buffer: Buffer, start: number): number | undefined {
  let at = start
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n)
    if (code < 0x80) {
      buffer[at] = code
      at += 1
    } else if (code < 0x800) {
      buffer[at] = 0xc0 | (code >> 6)
      buffer[at + 1] = 0x80 | (code & 0x3f)
      at += 2
    } else {
      if (code >= 0xd800 && code < 0xe000) return undefined
      buffer[at] = 0xe0 | (code >> 12)
      buffer[at + 1] = 0x80 | ((code >> 6) & 0x3f)
      buffer[at + 2] = 0x80 | (code & 0x3f)
      at += 3
    }
  }
  return at
}
