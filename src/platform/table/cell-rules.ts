import type { xlsxSentences } from '../xlsx/sentences.ts'
import type { Column } from './columns.ts'
import { dayOf, dayOfSerial } from './values.ts'

/**
 * A cell as it is kept, with the kind of conversion it needed; or why its value cannot be the intended one.
 */
export type Understood =
  | { text: string; counted?: 'dates' | 'numbers' | 'texts' }
  | {
      fault:
        | 'text-unstorable'
        | 'cell-formula-text'
        | Extract<keyof typeof xlsxSentences, `cell-${string}` | `number-${string}` | `formula-${string}`>
    }

/**
 * Reads a cell in a column of a kind.
 *
 * @param form kind of the cell in its workbook, see `CellKind`; `s` in a text file
 */
export function understood(kind: Column['kind'], text: string, form: string): Understood {
  if (text.includes('\0')) return { fault: 'text-unstorable' }
  const isPlain = form === 's' || form === 'n' || form === 'm' || form === '-'
  const fault = isPlain ? undefined : wrongForm(form, kind)
  if (fault !== undefined) return { fault }
  if (form === 'd') return { text: dayOf(text) ?? text, counted: 'dates' }
  const serial = kind === 'day' && form === 'n' ? dayOfSerial(text) : undefined
  if (serial !== undefined) return { text: serial, counted: 'dates' }
  if (form === 'z')
    return kind === 'amount' ? { text: text.replace(/^0+(?=\d)/, '') } : { text, counted: 'numbers' }
  const isNumber = form === 'n' || form === 'm'
  if (kind === 'number' && isNumber && !/^\d+$/.test(text)) return { fault: 'number-not-whole' }
  const own = unguarded(text)
  if (kind === 'text' && mark.test(own)) return { text: own.slice(1), counted: 'texts' }
  if (kind !== 'number' || !/[='`\uff01-\uff5e]/.test(own)) return { text: own }
  const plain = unwrapped(halfWidth(own))
  if (formula.test(plain)) return { fault: 'cell-formula-text' }
  return plain === own ? { text: own } : { text: plain, counted: 'numbers' }
}

/** An apostrophe that marks a cell as text, in the file of a program that does not know this mark. */
const mark = /^'(?=[\p{L}\p{N}])/u

/** A formula that refers to a cell or calls a function. */
const formula = /^=.*(?:[a-z]\$?\d|[a-z]\()/i

/**
 * Digits and letters as input methods write them among Chinese text: `Ｒ１２` is `R12`, `低保０１` is `低保01`.
 * Other full-width signs between Chinese characters stay as they are.
 */
export function halfWidth(text: string): string {
  const narrow = narrowed(text, /[\uff01-\uff5e]/g)
  return /^[ -~]*$/.test(narrow) ? narrow : narrowed(text, /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g)
}

function narrowed(text: string, signs: RegExp): string {
  return text.replaceAll(signs, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}

/**
 * Programs mark a number as text with `="000123"` or an apostrophe, so that a spreadsheet keeps its zeros.
 */
function unwrapped(text: string): string {
  return /^="([^"=]*)"$/.exec(text)?.[1]?.trim() ?? text.replace(/^['`](?=[0-9A-Za-z])/, '')
}

/** Why a cell of a workbook is refused in a column of a kind. */
function wrongForm(form: string, kind: Column['kind']) {
  if (form === 'e') return 'cell-error'
  if (form === 'f') return 'formula-without-value'
  if (form === 'i') return 'number-imprecise'
  if (form === 'p' || (form === 'l' && kind !== 'amount')) return 'number-format-unclear'
  if (form === 'b') return kind === 'truth' ? undefined : 'cell-boolean'
  if (form === 't' || (form === 'd' && kind !== 'day')) return 'cell-date'
  return undefined
}

/** Our own downloads put an apostrophe before a text that a spreadsheet would take for a formula. */
function unguarded(text: string): string {
  return text.charCodeAt(0) === 39 && /^'[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1) : text
}
