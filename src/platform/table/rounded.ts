/** Digits of a number that a spreadsheet keeps. */
const KEPT = 15
/** Zeros in all lines together: by chance, one file in a hundred million has so many. */
const FEW = 8
/** For account numbers of nineteen digits: one in ten thousand ends with so many zeros. */
const MANY = 4
const LEAST_LINES = 3
const LEAST_SHARE = 0.01

interface Seen {
  long: number
  rounded: number
  zeros: number
  /** Lines with many zeros. */
  clear: number
  firstLine: number
}

/**
 * Finds numbers that a spreadsheet has rounded to fifteen digits before they were written as text:
 * `6228480010000001234` became `6228480010000000000`. A single line does not show it, but a file does: either
 * all of its long numbers end so, or more of them than chance allows.
 */
export class RoundedNumbers {
  readonly #columns: readonly { name: string; at: number; seen: Seen }[]

  /** @param columns names of columns, and their places among the cells of a line */
  constructor(columns: readonly { name: string; at: number }[]) {
    this.#columns = columns.map((column) => ({
      ...column,
      seen: { long: 0, rounded: 0, zeros: 0, clear: 0, firstLine: 0 }
    }))
  }

  look(cells: readonly string[], line: number): void {
    for (const { at, seen } of this.#columns) {
      const text = cells[at] as string
      if (text.length > KEPT) lookAt(text, line, seen)
    }
  }

  /** The columns that were rounded, with the first such line and how many there are. */
  found(): { name: string; line: number; lines: number }[] {
    return this.#columns.flatMap(({ name, seen: { long, rounded, zeros, clear, firstLine } }) => {
      const isAll = rounded === long && zeros >= FEW
      const isOften = clear >= LEAST_LINES && clear >= long * LEAST_SHARE
      return isAll || isOften ? [{ name, line: firstLine, lines: rounded }] : []
    })
  }
}

function lookAt(text: string, line: number, seen: Seen): void {
  const zeros = text.length - KEPT
  if (!text.endsWith('0')) {
    if (/\d$/.test(text)) seen.long += 1
    return
  }
  if (!/^\d+$/.test(text)) return
  seen.long += 1
  if (/[1-9]/.test(text.slice(KEPT))) return
  seen.rounded += 1
  seen.zeros += zeros
  if (zeros >= MANY) seen.clear += 1
  if (seen.firstLine === 0) seen.firstLine = line
}
