import type { xlsxSentences } from '../xlsx/sentences.ts'
import type { Column } from './columns.ts'
import { dayOfSerial } from './values.ts'

/** A cell as it is kept, and what was another form of it; or why it cannot be what was meant. */
export type Understood =
  | { text: string; counted?: 'dates' | 'numbers' }
  | {
      fault:
        | 'text-unstorable'
        | Extract<keyof typeof xlsxSentences, `cell-${string}` | `number-${string}` | `formula-${string}`>
    }

/**
 * What a cell says in a column of a kind.
 *
 * @param form what it is in its workbook, see `CellKind`; `s` in a file of text
 */
export function understood(kind: Column['kind'], text: string, form: string): Understood {
  if (text.includes('\0')) return { fault: 'text-unstorable' }
  const isPlain = form === 's' || form === 'n' || form === '-'
  const fault = isPlain ? undefined : wrongForm(form, kind)
  if (fault !== undefined) return { fault }
  if (kind === 'day' && form !== 's' && text !== '') return dayIn(text, form)
  if (form !== 'z') return { text: unguarded(text) }
  return kind === 'amount' ? { text: text.replace(/^0+(?=\d)/, '') } : { text, counted: 'numbers' }
}

function dayIn(text: string, form: string): Understood {
  const day = form === 'd' ? text.slice(0, 10) : (dayOfSerial(text) ?? text)
  return day !== text || form === 'd' ? { text: day, counted: 'dates' } : { text }
}

/** What a cell of a workbook must not be in a column of a kind. */
function wrongForm(form: string, kind: Column['kind']) {
  if (form === 'e') return 'cell-error'
  if (form === 'f') return 'formula-without-value'
  if (form === 'i') return 'number-imprecise'
  if (form === 'p' || (form === 'l' && kind !== 'amount')) return 'number-format-unclear'
  if (form === 'b') return kind === 'truth' ? undefined : 'cell-boolean'
  if (form === 't' || (form === 'd' && kind !== 'day')) return 'cell-date'
  return undefined
}

/** Our own downloads put an apostrophe before what a spreadsheet would take for a formula. */
function unguarded(text: string): string {
  return text.charCodeAt(0) === 39 && /^'[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1) : text
}
