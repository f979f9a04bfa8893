import type { Readable } from 'node:stream'
import { type SaxesOptions, SaxesParser, type SaxesTagPlain } from 'saxes'
import { WorkbookError } from './sentences.ts'

/** What a reader of XML wants to be told. Names come without their prefix. */
export interface Ears {
  onOpen(name: string, attributes: Record<string, string>): void
  onText?(text: string): void
  onClose?(name: string): void
}

const DEEPEST = 40

/**
 * Reads XML as it streams in, and stops after each piece for what `settle` has to do. There is no DTD in a
 * workbook: with one come entities, and with these whatever somebody wants them to grow to.
 *
 * @throws WorkbookError
 */
export async function readXml(
  stream: Readable,
  ears: Ears,
  settle?: () => Promise<boolean> | undefined
): Promise<void> {
  const parser = parserOf(ears)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parse(() => parser.write(decoder.decode(chunk, { stream: true })))
      if ((await settle?.()) === false) return
    }
    parse(() => parser.write(decoder.decode()).close())
    await settle?.()
  } catch (error) {
    // What unpacks wrongly, or to more than it claimed, has a plain error.
    if (isOfUnpacking(error)) throw new WorkbookError('workbook-unreadable')
    throw error
  } finally {
    stream.destroy()
  }
}

function parserOf(ears: Ears): SaxesParser<SaxesOptions> {
  const parser = new SaxesParser({ fragment: false })
  let depth = 0
  parser.on('doctype', () => {
    throw new WorkbookError('workbook-unreadable')
  })
  parser.on('error', () => {
    throw new WorkbookError('workbook-unreadable')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > DEEPEST) throw new WorkbookError('workbook-unreadable')
    ears.onOpen(bare(tag.name), (tag as SaxesTagPlain).attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    ears.onClose?.(bare(tag.name))
  })
  if (ears.onText !== undefined) {
    parser.on('text', (text) => ears.onText?.(text))
    parser.on('cdata', (text) => ears.onText?.(text))
  }
  return parser
}

/** Text that is no UTF-8 is no XML either. */
function parse(step: () => unknown): void {
  try {
    step()
  } catch (error) {
    if (error instanceof TypeError) throw new WorkbookError('workbook-unreadable')
    throw error
  }
}

function isOfUnpacking(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return code.startsWith('Z_') || /bytes in the stream|end of file|crc/i.test(message)
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
