import type { Spooled } from '../../platform/http/limits/spool.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'

export const MOST_BYTES = 256 * 1024 * 1024

/** An upload, and how to read it. */
export interface File {
  body: Spooled
  contentType: string | undefined
  /** The sheet of a workbook to read. */
  sheet: string | undefined
  /** Whether the caller accepts a file without lines. */
  allowEmpty: boolean
  workbooks: Workbooks
  /** Called from time to time with the number of lines read. */
  tell: (lines: number) => void
}
