import type { Sentence } from '../errors/refusal.ts'
import { SHOWN_ONLY } from './shown-only.ts'

/**
 * The content of a column; it decides which cells of a workbook are accepted:
 * - `number`: a number of a recipient, an account, a code; the shown text counts
 * - `text`: a name
 * - `amount`, `day`: as named
 * - `truth`: TRUE or FALSE
 * - `word`: one of several words
 */
export type ColumnKind = 'number' | 'text' | 'amount' | 'day' | 'truth' | 'word'

export interface Column extends Sentence {
  /** Name of the field on the wire. */
  name: string
  kind: ColumnKind
  isRequired: boolean
  /** Other headers that offices use for it. Case, spaces, brackets and the unit of money do not count. */
  aliases: readonly string[]
  /** An example cell for the template; that of the first column begins with 示例. */
  example: string
}

/** The columns of an uploaded table, in the order in which the cells of a line are given. */
export interface TableColumns {
  columns: readonly Column[]
  /** Whether a last line that begins with 合计 is a sum, which is compared. */
  hasTotal?: boolean
}

/** The places of the columns of a table in a file. */
export interface Places {
  /** For each column of the table its place in a line; -1 if the file has no such column. */
  order: readonly number[]
  /** Headers of columns that are not kept. */
  ignored: readonly string[]
  /** Places of columns without a header. */
  nameless: readonly number[]
  /** Number of cells in a line. */
  width: number
  /** The file has the columns of the table, in their order, and no others. */
  isInOrder: boolean
  /** Headers as written in the file, by the name of their column. */
  headers: ReadonlyMap<string, { header: string; place: number }>
  /** Number of headers that are aliases. */
  renamed: number
}

const known = new WeakMap<TableColumns, Map<string, number>>()

/** The place of each column in a header line; the required columns that are missing; the repeated headers. */
export function placesOf(table: TableColumns, header: readonly string[]) {
  const names = namesOf(table)
  const order = table.columns.map(() => -1)
  const ignored: string[] = []
  const nameless: number[] = []
  const headers = new Map<string, { header: string; place: number }>()
  const twice: { place: number; other: string }[] = []
  const unknown: { place: number; name: string }[] = []
  let renamed = 0
  let width = 0
  for (const [place, cell] of header.entries()) {
    const own = cell.trim()
    const at = own === '' ? undefined : names.get(normal(own))
    if (own !== '') width = place + 1
    if (own === '') nameless.push(place)
    else if (isShownOnly(normal(own))) continue
    else if (at === undefined) {
      ignored.push(called(own, place))
      unknown.push({ place, name: normal(own) })
    } else if (order[at] !== -1) {
      const other = headers.get((table.columns[at] as Column).name)?.header ?? ''
      twice.push({ place, other })
    } else {
      const { name } = table.columns[at] as Column
      order[at] = place
      headers.set(name, { header: called(own, place), place })
      if (own !== name) renamed += 1
    }
  }
  const missing = table.columns.filter(({ isRequired }, at) => isRequired && order[at] === -1)
  const open = [...names].filter(([, at]) => order[at] === -1).map(([name]) => name)
  const unclear = unknown.filter(({ name }) => isMisspelt(name, open)).map(({ place }) => place)
  const isInOrder = width === order.length && order.every((place, at) => place === at)
  const places: Places = { order, ignored, nameless, width, isInOrder, headers, renamed }
  return { places, missing, twice, unclear }
}

function namesOf(table: TableColumns): Map<string, number> {
  let names = known.get(table)
  if (names === undefined) {
    names = new Map(
      table.columns.flatMap(({ name, zh, aliases }, at) =>
        [name, zh, ...aliases].map((alias): [string, number] => [normal(alias), at])
      )
    )
    known.set(table, names)
  }
  return names
}

const additions = ['元', '人民币', '人民币元', '单位:?元', '必填', '选填', '可选']
const addition = new RegExp(`\\((${additions.join('|')})\\)`, 'g')

/** `header` in the form that `normal` returns. */
function isShownOnly(header: string): boolean {
  return Object.values(SHOWN_ONLY).some((ending) => header.endsWith(normal(ending)))
}

/** A header without the parts that do not count. `（万元）` counts: such amounts have another unit. */
export function normal(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-*:\u200b-\u200f\ufeff]/g, '')
    .replaceAll(addition, '')
}

/** Whether a header is one letter away from a missing column: `acount` was probably meant as `account`. */
function isMisspelt(name: string, open: readonly string[]): boolean {
  return /^[a-z]{5,}$/.test(name) && open.some((one) => /^[a-z]/.test(one) && isNear(name, one))
}

function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from += 1
  let end = 0
  while (end < Math.min(one.length, other.length) - from && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return Math.max(one.length, other.length) - from - end <= 1
}

/**
 * A header as a refusal repeats it. If the header line is missing, a line of people stands in its place, with
 * identity numbers: so a text that does not look like the name of a column is named by its place.
 */
export function called(header: string, place: number): string {
  const isName = /^[\p{L}\p{N} _\-()\uff08\uff09/\u3001.]{1,40}$/u.test(header) && !/\d{6}/.test(header)
  return isName ? header : `#${place + 1}`
}
