import type { Spooled } from '../../platform/http/limits/spool.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'

export const MOST_BYTES = 256 * 1024 * 1024

/** An upload, and how it is to be read. */
export interface File {
  body: Spooled
  contentType: string | undefined
  /** The sheet of a workbook to read. */
  sheet: string | undefined
  /** Whether a file without lines is meant. */
  allowEmpty: boolean
  workbooks: Workbooks
  /** Told now and then how many lines have been read. */
  tell: (lines: number) => void
}
