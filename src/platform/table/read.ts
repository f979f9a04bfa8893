import type { Readable } from 'node:stream'
import { charsetOf, readCsv } from '../csv/read.ts'
import { WorkbookError, fault as xlsxFault } from '../xlsx/sentences.ts'
import type { Workbooks } from '../xlsx/workbooks.ts'
import type { TableColumns } from './columns.ts'
import type { TableFound, TableReader } from './reader.ts'
import { fault } from './sentences.ts'
import { kindOf } from './sniff.ts'

/** A received file on disk. */
export interface TableFile {
  fd: number
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
  return kindOf(file.fd) === 'workbook' ? 'xlsx' : charset
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
  const kind = kindOf(file.fd)
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
    if (!(error instanceof WorkbookError)) throw error
    const { code, values, line } = error
    const place = {
      pointer: line === undefined ? '' : `line:${line}`,
      values,
      ...(line !== undefined && { line })
    }
    reader.found.broken.push(
      code === 'file-is-xlsb' || code === 'file-is-ods' || code === 'file-is-other'
        ? fault(code, place)
        : xlsxFault(code, place)
    )
  }
}
