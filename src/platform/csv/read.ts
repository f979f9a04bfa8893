import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { type Fault, faults, type Sentence } from '../refusal.ts'
import { refuse } from '../wordings.ts'
import { eachRecord } from './records.ts'

/** What can be wrong with any uploaded table. */
export const csvSentences = {
  'header-missing': { zh: '缺少表头行', en: 'The header line is missing' },
  'column-missing': { zh: '缺少列 {name}', en: 'Column {name} is missing' },
  'column-unknown': { zh: '列 {name} 不在约定之内', en: 'Column {name} is not known' },
  'column-twice': { zh: '列 {name} 出现多次', en: 'Column {name} stands twice' },
  'column-count': {
    zh: '应有 {expected} 列，实有 {found} 列',
    en: '{expected} columns expected, {found} found'
  },
  'quote-broken': { zh: '引号不配对', en: 'A quotation mark is not closed' },
  'line-too-long': { zh: '该行过长', en: 'The line is too long' },
  'encoding-broken': { zh: '不是有效的 {charset} 编码', en: 'The text is not valid {charset}' },
  'text-unstorable': { zh: '含有无法保存的字符', en: 'The text holds a character that cannot be stored' }
} satisfies Record<string, Sentence>

export const fault = faults(csvSentences)

export interface Columns {
  required: readonly string[]
  optional: readonly string[]
  /** Those that hold days: in a workbook they may stand as numbers. */
  days?: readonly string[]
}

/** One line of an uploaded table: its number in the file, and its cells in the order of `names`. */
export interface Row {
  line: number
  cells: string[]
}

export interface Upload {
  stream: Readable
  charset: 'utf-8' | 'gb18030'
}

/** The charset of a `text/csv` content type. */
export function charsetOf(contentType: string | undefined): Upload['charset'] {
  const name = /charset="?([\w-]+)"?/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8'
  if (name === 'utf-8' || name === 'utf8') return 'utf-8'
  if (name === 'gb18030' || name === 'gbk' || name === 'gb2312') return 'gb18030'
  throw refuse('unsupported-media-type', { pointer: 'header:content-type' })
}

/**
 * Reads a table as it streams in, never as a whole. Faulty lines are told to `onFault` and left out; a file
 * that cannot be read further ends there. Gives the reason why it ended early, if it did.
 */
export async function readCsv(
  { stream, charset }: Upload,
  columns: Columns,
  onRow: (row: Row) => Promise<unknown> | undefined,
  onFault: (fault: Fault) => void
): Promise<{ broken: Fault[] }> {
  const text = decoded(charset)
  stream.on('error', (error) => text.destroy(error))
  stream.pipe(text)
  let order: number[] | undefined
  let width = 0
  const broken: Fault[] = []
  try {
    await eachRecord(text, (record, line, isClean) => {
      if (order === undefined) {
        width = record.length
        order = columnOrder(record, columns, broken)
        return order === undefined ? false : undefined
      }
      const row =
        isClean && record.length === width
          ? clean(record, line, order)
          : rowOf(record, line, order, width, onFault)
      return row && onRow(row)
    })
    if (width === 0) broken.push(fault('header-missing', { pointer: 'line:1', line: 1 }))
  } catch (error) {
    broken.push(unreadable(error, charset))
  } finally {
    stream.destroy()
  }
  return { broken }
}

/** Positions of the wanted columns in the file; nothing when the header does not fit. */
export function columnOrder(header: string[], columns: Columns, broken: Fault[]): number[] | undefined {
  const names = header.map((name) => name.trim())
  const wanted = [...columns.required, ...columns.optional]
  const at = (name: string) => ({ pointer: 'line:1', line: 1, column: name, values: { name } })
  const found = [
    ...columns.required
      .filter((name) => !names.includes(name))
      .map((name) => fault('column-missing', at(name))),
    ...names.flatMap((name, n) =>
      wanted.includes(name) ? [] : fault('column-unknown', at(called(name, n)))
    ),
    ...names.flatMap((name, n) =>
      names.indexOf(name) === n ? [] : fault('column-twice', at(called(name, n)))
    )
  ]
  broken.push(...found)
  return found.length === 0 ? wanted.map((name) => names.indexOf(name)) : undefined
}

/**
 * A column as it is told of. Where the header is missing the first line stands in its place, with identity
 * numbers and names of people: what does not look like the name of a column is told by its place.
 */
function called(name: string, at: number): string {
  const isName = /^[A-Za-z][A-Za-z0-9_ -]{0,39}$/.test(name) && !/\d{6}/.test(name)
  return isName ? name : `#${at + 1}`
}

/** A record without anything to cut off. */
function clean(record: string[], line: number, order: number[]): Row {
  const cells: string[] = []
  for (const at of order) cells.push(record[at] ?? '')
  return { line, cells }
}

export function rowOf(
  record: string[],
  line: number,
  order: number[],
  width: number,
  onFault: (fault: Fault) => void
): Row | undefined {
  if (record.length !== width) {
    const place = { pointer: `line:${line}`, line }
    onFault(fault('column-count', { ...place, values: { expected: width, found: record.length } }))
    return undefined
  }
  const cells: string[] = []
  for (const at of order) {
    const cell = record[at]?.trim() ?? ''
    if (cell.includes('\0')) {
      onFault(fault('text-unstorable', { pointer: `line:${line}`, line }))
      return undefined
    }
    cells.push(cell)
  }
  return { line, cells }
}

/** Bytes as text with line feeds: a carriage return before one would count as a line of its own. */
function decoded(charset: Upload['charset']): Transform {
  const decoder = new TextDecoder(charset, { fatal: true })
  let held = ''
  const push = (text: string, isLast: boolean, done: TransformCallback) => {
    const all = held + text
    held = !isLast && all.endsWith('\r') ? '\r' : ''
    done(null, all.slice(0, all.length - held.length).replaceAll('\r\n', '\n'))
  }
  return new Transform({
    readableObjectMode: true,
    readableHighWaterMark: 2,
    transform(chunk: Buffer, _encoding, done) {
      attempt(done, () => push(decoder.decode(chunk, { stream: true }), false, done))
    },
    flush(done) {
      attempt(done, () => push(decoder.decode(), true, done))
    }
  })
}

function attempt(done: TransformCallback, action: () => void): void {
  try {
    action()
  } catch (error) {
    done(error as Error)
  }
}

function unreadable(error: unknown, charset: string): Fault {
  const { code = '', lines = 1 } = error as { code?: string; lines?: number }
  const place = { pointer: `line:${lines}`, line: lines }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return fault('encoding-broken', { pointer: '', values: { charset } })
  }
  if (code === 'CSV_MAX_RECORD_SIZE') return fault('line-too-long', place)
  if (code.startsWith('CSV_') || code === 'INVALID_OPENING_QUOTE') return fault('quote-broken', place)
  throw error
}
