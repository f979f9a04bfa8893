import { type Columns, charsetOf, type Row, readCsv } from '../../platform/csv/read.ts'
import type { Spooled } from '../../platform/http/spool.ts'
import type { Fault } from '../../platform/refusal.ts'
import { readWorkbook, XLSX } from '../../platform/xlsx/read.ts'
import type { UploadFormat } from '../words.ts'

export const MOST_BYTES = 256 * 1024 * 1024

/** What a roster or payments may come as. */
export const contentTypes = ['text/csv', XLSX]

export interface File {
  body: Spooled
  format: UploadFormat
}

/** How a file is to be read, by its content type. */
export function formatOf(contentType: string | undefined): UploadFormat {
  return contentType?.toLowerCase().startsWith(XLSX) ? 'xlsx' : charsetOf(contentType)
}

/** Reads the table of a file, whatever it came as. */
export function readTable(
  { format, body }: File,
  columns: Columns,
  onRow: (row: Row) => Promise<unknown> | undefined,
  onFault: (fault: Fault) => void
): Promise<{ broken: Fault[] }> {
  if (format === 'xlsx') return readWorkbook(body, columns, onRow, onFault)
  return readCsv({ stream: body.stream(), charset: format }, columns, onRow, onFault)
}
