import type { Readable } from 'node:stream'
import type { Fault } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import { placesOf, type TableColumns } from '../table/columns.ts'
import type { TableReader } from '../table/reader.ts'
import { fault } from '../table/sentences.ts'
import { type Charset, decoded, EncodingError } from './decode.ts'
import { eachRecord } from './records.ts'

export interface CsvFile {
  stream: Readable
  charset: Charset
}

/** The charset of a content type. */
export function charsetOf(contentType: string | undefined): Charset {
  const name = /charset="?([\w-]+)"?/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8'
  // The first bytes show that a file is UTF-16.
  if (['utf-8', 'utf8', 'utf-16', 'utf-16le', 'utf-16be', 'us-ascii'].includes(name)) return 'utf-8'
  if (['gb18030', 'gbk', 'gb2312', 'cp936', 'x-gbk', 'windows-936'].includes(name)) return 'gb18030'
  throw refuse('unsupported-media-type', { pointer: 'header:content-type' })
}

/** Reads a table as it streams in, never as a whole, line by line into `reader`. */
export async function readCsv(
  { stream, charset }: CsvFile,
  table: TableColumns,
  reader: TableReader
): Promise<void> {
  const text = decoded(charset)
  stream.on('error', (error) => text.destroy(error))
  stream.pipe(text)
  const isHeader = (cells: string[]) => placesOf(table, cells).missing.length === 0
  const { broken } = reader.found
  try {
    const isEnded = await eachRecord(text, isHeader, (record, line, isClean) =>
      reader.take(record, line, undefined, isClean)
    )
    if (!isEnded) reader.lastIsOpen()
  } catch (error) {
    broken.push(unreadable(error))
  } finally {
    stream.unpipe(text)
    stream.destroy()
  }
}

/** Reads the lines of a text whose columns nobody knows. Returns why it was not read to its end, if so. */
export async function linesOfCsv(
  { stream, charset }: CsvFile,
  isHeader: (cells: string[]) => boolean,
  take: (cells: string[], line: number) => Promise<unknown> | undefined
): Promise<Fault[]> {
  const text = decoded(charset)
  stream.on('error', (error) => text.destroy(error))
  stream.pipe(text)
  try {
    await eachRecord(text, isHeader, take)
    return []
  } catch (error) {
    return [unreadable(error)]
  } finally {
    stream.unpipe(text)
    stream.destroy()
  }
}

function unreadable(error: unknown): Fault {
  const { code = '', lines = 1 } = error as { code?: string; lines?: number }
  const place = { pointer: `line:${lines}`, line: lines }
  if (error instanceof EncodingError) {
    return fault('encoding-broken', { pointer: '', values: { charset: error.charset } })
  }
  if (code === 'CSV_MAX_RECORD_SIZE') return fault('line-too-long', place)
  if (code.startsWith('CSV_') || code === 'INVALID_OPENING_QUOTE') return fault('quote-broken', place)
  throw error
}
