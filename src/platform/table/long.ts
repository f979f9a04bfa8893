import type { Spooled } from '../http/limits/spool.ts'
import { kindOf } from './sniff.ts'

/** More takes longer than ten seconds to read: 800,000 lines of a workbook, three million of text. */
const LONG = { workbook: 20 * 1024 * 1024, text: 150 * 1024 * 1024 }

/** Whether a file is read by an operation, unasked. */
export function isLong({ fd, bytes }: Pick<Spooled, 'fd' | 'bytes'>): boolean {
  return bytes > (kindOf(fd) === 'workbook' ? LONG.workbook : LONG.text)
}
