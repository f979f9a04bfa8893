import type { Readable } from 'node:stream'
import { charsetOf, linesOfCsv, readCsv } from '../csv/read.ts'
import type { Fault } from '../errors/refusal.ts'
import type { Seal } from '../values/seal.ts'
import { WorkbookError, fault as xlsxFault } from '../xlsx/sentences.ts'
import type { Workbooks } from '../xlsx/workbooks.ts'
import type { TableColumns } from './columns.ts'
import type { TableFound, TableReader } from './reader.ts'
import { fault } from './sentences.ts'
import { kindOf } from './sniff.ts'

/** A received file on disk. */
export interface TableFile {
  fd: number
  seal?: Seal
  /** Aborted when the client has left. */
  signal?: AbortSignal
  stream(): Readable
}

export interface TableOptions {
  contentType: string | undefined
  /** The sheet of a workbook to read. */
  sheet: string | undefined
  workbooks: Workbooks
}

/** How a file was read: the encoding of a CSV file, or a workbook. */
export type TableFormat = 'utf-8' | 'gb18030' | 'xlsx'

/** Content types under which clients send tables. The first bytes show what the file really is. */
export const tableTypes: RegExp[] = [
  /^text\/(csv|plain|tab-separated-values|comma-separated-values|x-csv|html)\b/i,
  /^application\/(octet-stream|(x-)?csv|(x-|x-ms)?excel|pdf|zip|x-zip-compressed|wps-office\.[\w.]+)\b/i,
  /^application\/vnd\.(ms-excel|openxmlformats-officedocument\.|oasis\.opendocument\.)/i,
  /^image\//i
]

/** How a file will be read. */
export function formatOf(file: TableFile, contentType: string | undefined): TableFormat {
  const charset = charsetOf(contentType)
  return kindOf(file) === 'workbook' ? 'xlsx' : charset
}

/**
 * Reads a table of any format, line by line, into `reader`.
 *
 * @throws unsupported-media-type
 */
export async function readTable(
  file: TableFile,
  { contentType, sheet, workbooks }: TableOptions,
  table: TableColumns,
  reader: TableReader
): Promise<TableFound> {
  const kind = kindOf(file)
  const { broken } = reader.found
  if (kind === 'workbook') await readWorkbook(file, sheet, workbooks, reader)
  else if (kind !== 'text') broken.push(fault(kind, { pointer: '' }))
  else if (sheet !== undefined) {
    broken.push(xlsxFault('sheet-unknown', { pointer: '?sheet', values: { sheets: '-' } }))
  } else await readCsv({ stream: file.stream(), charset: charsetOf(contentType) }, table, reader)
  return reader.end()
}

async function readWorkbook(
  file: TableFile,
  sheet: string | undefined,
  workbooks: Workbooks,
  reader: TableReader
): Promise<void> {
  try {
    await workbooks.read(file, sheet, ({ line, kinds, texts }) => reader.take(texts, line, kinds))
  } catch (error) {
    reader.found.broken.push(...workbookFault(error))
  }
}

/** Why a workbook could not be read to its end; any other error is thrown again. */
export function workbookFault(error: unknown): Fault[] {
  if (!(error instanceof WorkbookError)) throw error
  const { code, values, line } = error
  const place = {
    pointer: line === undefined ? '' : `line:${line}`,
    values,
    ...(line !== undefined && { line })
  }
  const isOtherFile = code === 'file-is-xlsb' || code === 'file-is-ods' || code === 'file-is-other'
  return [isOtherFile ? fault(code, place) : xlsxFault(code, place)]
}

/** Takes a line of a table: its cells, and its number. The reader waits for the returned promise. */
export type TakeLine = (cells: readonly string[], line: number) => Promise<unknown> | undefined

/**
 * Reads all lines of a table whose columns nobody knows. `isHeader` finds the separator of a text. Returns
 * why the file was not read to its end; nothing if it was.
 *
 * @throws unsupported-media-type
 */
export async function readLines(
  file: TableFile,
  { contentType, sheet, workbooks }: TableOptions,
  isHeader: (cells: readonly string[]) => boolean,
  take: TakeLine
): Promise<Fault[]> {
  const kind = kindOf(file)
  if (kind === 'workbook') {
    return workbooks.read(file, sheet, ({ texts, line }) => take(texts, line)).then(() => [], workbookFault)
  }
  if (kind !== 'text') return [fault(kind, { pointer: '' })]
  return linesOfCsv({ stream: file.stream(), charset: charsetOf(contentType) }, isHeader, take)
}
