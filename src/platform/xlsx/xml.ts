import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagNS, type SaxesTagPlain } from 'saxes'
import { WorkbookError } from './sentences.ts'

/** What a reader of XML wants to be told. Names come without their prefix. */
export interface Ears {
  /** Attributes come under their names as they stand; with `namespaces` as `{namespace}name`, or the name. */
  onOpen(name: string, attributes: Record<string, string>): void
  onText?(text: string): void
  onClose?(name: string): void
}

interface Manner {
  /** What is to be done after each piece; false ends the reading. */
  settle?: () => Promise<boolean> | undefined
  /** Whether attributes are told apart by their namespaces. It costs time, which a sheet has none of. */
  namespaces?: boolean
}

const DEEPEST = 40

/** Most characters between two things that are told: the parser holds a tag, a text or a comment whole. */
const MOST_UNTOLD = 262_144

/**
 * Reads XML as it streams in, and stops after each piece for what `settle` has to do. There is no DTD in a
 * workbook: with one come entities, and with these whatever somebody wants them to grow to.
 *
 * @throws WorkbookError
 */
export async function readXml(
  stream: Readable,
  ears: Ears,
  { settle, namespaces }: Manner = {}
): Promise<void> {
  const parser = parserOf(ears, namespaces === true)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoded(() => decoder.decode(chunk, { stream: true })))
      if ((await settle?.()) === false) return
    }
    parser.write(decoded(() => decoder.decode()))
    parser.close()
    await settle?.()
  } catch (error) {
    // What unpacks wrongly, or to more than it claimed, has a plain error.
    if (isOfUnpacking(error)) throw new WorkbookError('workbook-unreadable')
    throw error
  } finally {
    stream.destroy()
  }
}

/** A parser that never holds much: after each piece, which is small, it counts how long it was silent. */
function parserOf(ears: Ears, xmlns: boolean) {
  const parser = new SaxesParser({ fragment: false, xmlns })
  let depth = 0
  let untold = 0
  const told = () => {
    untold = 0
  }
  parser.on('doctype', unreadable)
  parser.on('error', unreadable)
  parser.on('opentag', (tag) => {
    told()
    depth += 1
    if (depth > DEEPEST) unreadable()
    ears.onOpen(bare(tag.name), xmlns ? expanded(tag as SaxesTagNS) : (tag as SaxesTagPlain).attributes)
  })
  parser.on('closetag', (tag) => {
    told()
    depth -= 1
    ears.onClose?.(bare(tag.name))
  })
  const onText = (text: string) => {
    told()
    ears.onText?.(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('comment', told)
  parser.on('processinginstruction', told)
  return {
    write(text: string): void {
      parser.write(text)
      untold += text.length
      if (untold > MOST_UNTOLD) throw new WorkbookError('workbook-too-large')
    },
    close: () => parser.close()
  }
}

function unreadable(): never {
  throw new WorkbookError('workbook-unreadable')
}

/** Text that is no UTF-8 is no XML either. */
function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    return unreadable()
  }
}

function isOfUnpacking(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return code.startsWith('Z_') || /bytes in the stream|end of file|crc/i.test(message)
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function expanded({ attributes }: SaxesTagNS): Record<string, string> {
  const pairs = Object.values(attributes).map(({ uri, local, value }) => [
    uri === '' ? local : `{${uri}}${local}`,
    value
  ])
  return Object.fromEntries(pairs)
}
