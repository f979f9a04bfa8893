import { fault as valueFault } from '../../platform/errors/faults.ts'
import { asFault, type Fault, Refusal, type Sentence } from '../../platform/errors/refusal.ts'
import type { Row, TableReader } from '../../platform/table/reader.ts'
import { fault as tableFault } from '../../platform/table/sentences.ts'
import { spoiltBy } from '../../platform/table/spoilt.ts'
import { dayOf } from '../../platform/table/values.ts'
import { isDay } from '../../platform/values/days.ts'
import { isIdNumber } from '../../platform/values/id-number.ts'
import { hasInvisible } from '../../platform/values/invisible.ts'
import { fault, type relativeSentences } from './vocabulary.ts'
import { bareWord } from './words.ts'

type Code = keyof typeof relativeSentences
/** What a line needs besides its cells: its faults are told by column, and other forms are counted. */
export interface Line {
  tell(code: Code, column: string): void
  /** Tells what a single entry with this value would be refused for. */
  refuse(refusal: Code | Refusal, column: string): void
  /**
   * The number of an identity card; undefined, with a fault, if the cell does not hold one. `refusal`: that
   * of a single entry with such a number.
   */
  idNumber(cell: string, column: string, refusal?: Refusal): string | undefined
  /** A text with at most so many characters; with a fault if it is empty, too long or not readable. */
  text(cell: string, column: string, most: number): string
  /** One of several words; undefined, with a fault that names them, if the cell has another. */
  word<C>(cell: string, column: string, words: ReadonlyMap<string, C>, called: Sentence[]): C | undefined
  /** A day; undefined, with a fault, if the cell does not hold one. */
  day(cell: string, column: string): string | undefined
}

/** What is wrong with a line: a code of this room, or the refusal of a single entry with these values. */
export interface LineFault {
  line: number
  column: string
  why: Code | Refusal
}

/**
 * What a line is refused for by the check of a single entry; undefined where it passes. `places`: the
 * columns of pointers that are named otherwise.
 */
export function refusalOf(
  line: number,
  places: Readonly<Record<string, string>>,
  check: () => void
): LineFault | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { pointer = '' } = error.particulars
    return { line, column: places[pointer] ?? pointer.slice(1), why: error }
  }
}

type At = ReturnType<TableReader['at']>

export function faultFor(why: Code | Refusal, at: At): Fault {
  return typeof why === 'string' ? fault(why, at) : asFault(why, at)
}

/** What is wrong with a text that must be there; undefined where nothing is. */
function unlikeText(cell: string, most: number) {
  if (cell === '') return { code: 'required' } as const
  const values = { expected: most, counted: 'characters' }
  if ([...cell].length > most) return { code: 'too-long', values } as const
  return hasInvisible(cell) ? ({ code: 'invisible-sign' } as const) : undefined
}

/** The values of a line of a table, with what is wrong with them. */
export function lineOf({ line }: Row, reader: TableReader, onFault: (fault: Fault) => void): Line {
  const at = (column: string) => reader.at(column, line)
  const tell = (why: Code | Refusal, column: string) => onFault(faultFor(why, at(column)))
  /** Whether a program has put something else in place of the value; with a fault. */
  const isSpoilt = (cell: string, column: string) => {
    const spoilt = spoiltBy(cell)
    if (spoilt !== undefined) onFault(tableFault(spoilt, at(column)))
    return spoilt !== undefined
  }
  return {
    tell,
    refuse: tell,
    idNumber: (cell, column, refusal) => {
      const number = cell.toUpperCase()
      if (isIdNumber(number)) return number
      if (!isSpoilt(cell, column)) tell(refusal ?? 'relative-number-bad', column)
      return undefined
    },
    text: (cell, column, most) => {
      const { code, ...rest } = unlikeText(cell, most) ?? {}
      if (code !== undefined) onFault(valueFault(code, { ...at(column), ...rest }))
      else isSpoilt(cell, column)
      return cell
    },
    word: (cell, column, words, expected) => {
      const found = words.get(bareWord(cell))
      if (found === undefined) onFault(valueFault('not-in-list', { ...at(column), values: { expected } }))
      return found
    },
    day: (cell, column) => {
      const day = dayOf(cell) ?? ''
      const values = { expected: 'date' }
      if (isDay(day)) return day
      onFault(valueFault('wrong-format', { ...at(column), values }))
      return undefined
    }
  }
}
