import type { Spooled } from '../http/limits/spool.ts'
import { kindOf } from './sniff.ts'

/** Larger files take longer than ten seconds: 800,000 lines of a workbook, three million of text. */
const LONG = { workbook: 20 * 1024 * 1024, text: 150 * 1024 * 1024 }

/** Whether a file is read by an operation even if the caller did not ask for one. */
export function isLong(file: Pick<Spooled, 'fd' | 'seal' | 'bytes'>): boolean {
  return file.bytes > (kindOf(file) === 'workbook' ? LONG.workbook : LONG.text)
}
