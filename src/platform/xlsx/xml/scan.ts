import type { Readable } from 'node:stream'
import { errorOf } from '../../errors/thrown.ts'
import { tidier } from '../../observability/memory.ts'
import { WorkbookError } from '../sentences.ts'
import { unescaped, unreadable } from './attributes.ts'
import { after, endOfTag, wholeText } from './markup.ts'

/**
 * A scanner for the large parts of a workbook: sheets, shared texts and styles. It reads a part as it is
 * unpacked and holds one tag at most. It is four times as fast as a general parser, because it searches for
 * two characters only and parses attributes only on request.
 */
export interface XmlHandler {
  /** Names come without their prefix. Attributes are read with `attribute`. */
  onOpen(name: string, attributes: string): void
  onText?(text: string): void
  onClose?(name: string): void
}

export interface ScanOptions {
  /** Called after each piece; false ends the reading. */
  settle?: () => Promise<boolean> | boolean | undefined
  /** Counts tags for all parts together. */
  onTags?: (count: number) => void
}

const DEEPEST = 40
/** Most characters of one tag, or of the text between two tags. An honest cell is never longer. */
const MOST_HELD = 262_144

/**
 * Reads a part to its end, or until `settle` returns false. A DTD is refused: a workbook has none, and its
 * entities can expand to any size.
 *
 * @throws WorkbookError
 */
export async function scanXml(
  stream: Readable,
  handler: XmlHandler,
  options: ScanOptions = {}
): Promise<void> {
  const scanner = new Scanner(handler)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const tidy = tidier()
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      scanner.write(decoded(() => decoder.decode(chunk, { stream: true })))
      tidy(chunk.length)
      options.onTags?.(scanner.takeTags())
      const go = options.settle?.()
      if ((typeof go === 'object' ? await go : go) === false) return
    }
    scanner.write(decoded(() => decoder.decode()))
    scanner.close()
    await options.settle?.()
  } catch (error) {
    if (isOfUnpacking(error)) throw new WorkbookError('workbook-damaged')
    throw error
  } finally {
    stream.destroy()
  }
}

class Scanner {
  readonly #handler: XmlHandler
  readonly #open: string[] = []
  #rest = ''
  #text = 0
  #tags = 0
  #hasRoot = false

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  takeTags(): number {
    const tags = this.#tags
    this.#tags = 0
    return tags
  }

  write(piece: string): void {
    const all = this.#rest === '' ? piece : this.#rest + piece
    let at = 0
    while (at < all.length) {
      const tag = all.indexOf('<', at)
      if (tag !== at) {
        const end = tag < 0 ? wholeText(all, at) : tag
        if (end > at) this.#onText(all.slice(at, end))
        at = end
        if (tag < 0) break
      }
      const next = this.#markup(all, at)
      if (next < 0) break
      at = next
    }
    this.#rest = all.slice(at)
    if (this.#rest.length > MOST_HELD) throw new WorkbookError('workbook-too-large')
  }

  close(): void {
    if (this.#rest !== '' || this.#open.length > 0 || !this.#hasRoot) unreadable()
  }

  /** Reads the markup that begins with `<`; returns the place after it, or -1 if it is not complete yet. */
  #markup(all: string, at: number): number {
    const second = all.charCodeAt(at + 1)
    if (second === SLASH) return this.#closing(all, at)
    if (second === BANG) return this.#bang(all, at)
    if (second === QUESTION) return after(all, '?>', at)
    return Number.isNaN(second) ? -1 : this.#opening(all, at)
  }

  #opening(all: string, at: number): number {
    const end = endOfTag(all, at)
    if (end < 0) return -1
    const isEmpty = all.charCodeAt(end - 1) === SLASH
    const last = isEmpty ? end - 1 : end
    let to = at + 1
    while (to < last && all.charCodeAt(to) > SPACE) to += 1
    const name = bare(all.slice(at + 1, to))
    if (name === '' || (this.#open.length === 0 && this.#hasRoot)) unreadable()
    this.#hasRoot = true
    this.#text = 0
    this.#tags += 1
    this.#handler.onOpen(name, all.slice(to, last))
    if (isEmpty) this.#handler.onClose?.(name)
    else if (this.#open.push(name) > DEEPEST) unreadable()
    return end + 1
  }

  #closing(all: string, at: number): number {
    const end = all.indexOf('>', at)
    if (end < 0) return -1
    const name = bare(all.slice(at + 2, end).trimEnd())
    if (this.#open.pop() !== name) unreadable()
    this.#text = 0
    this.#handler.onClose?.(name)
    return end + 1
  }

  #bang(all: string, at: number): number {
    if (all.startsWith('<!--', at)) return after(all, '-->', at + 4)
    if (all.startsWith('<![CDATA[', at)) {
      const end = all.indexOf(']]>', at)
      if (end >= 0) this.#onText(all.slice(at + 9, end), true)
      return end < 0 ? -1 : end + 3
    }
    const begun = all.slice(at, at + 9)
    return '<![CDATA['.startsWith(begun) || '<!--'.startsWith(begun) ? -1 : unreadable()
  }

  #onText(text: string, isRaw = false): void {
    this.#text += text.length
    if (this.#text > MOST_HELD) throw new WorkbookError('workbook-too-large')
    if (this.#open.length === 0) {
      if (text.replace('\ufeff', '').trim() !== '') unreadable()
      return
    }
    const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
    this.#handler.onText?.(isRaw ? lines : unescaped(lines))
  }
}

const [SPACE, BANG, SLASH, QUESTION] = [32, 33, 47, 63]

/** Text that is not UTF-8 is not XML either. */
function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    return unreadable()
  }
}

/**
 * Whether an error comes from unpacking, if data is damaged or larger than declared: such errors have no
 * class of their own.
 */
export function isOfUnpacking(error: unknown): boolean {
  const { code = '', message } = errorOf(error)
  return code.startsWith('Z_') || /bytes in the stream|end of file|crc/i.test(message)
}

function bare(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
