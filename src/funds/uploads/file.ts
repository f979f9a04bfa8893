import { type Columns, charsetOf, type Row, readCsv, type Upload } from '../../platform/csv/read.ts'
import type { Fault } from '../../platform/refusal.ts'
import { readWorkbook, XLSX } from '../../platform/xlsx/read.ts'
import type { UploadFormat } from '../words.ts'

export const MOST_BYTES = 256 * 1024 * 1024

/** What a roster or payments may come as. */
export const contentTypes = ['text/csv', XLSX]

export interface File extends Pick<Upload, 'stream' | 'maxBytes'> {
  format: UploadFormat
}

/** How a file is to be read, by its content type. */
export function formatOf(contentType: string | undefined): UploadFormat {
  return contentType?.toLowerCase().startsWith(XLSX) ? 'xlsx' : charsetOf(contentType)
}

/** Reads the table of a file as it streams in, whatever it came as. */
export function readTable(
  { format, ...file }: File,
  columns: Columns,
  onRow: (row: Row) => Promise<unknown> | undefined,
  onFault: (fault: Fault) => void
): Promise<{ digest: string; broken: Fault[] }> {
  if (format === 'xlsx') return readWorkbook(file, columns, onRow, onFault)
  return readCsv({ ...file, charset: format }, columns, onRow, onFault)
}
