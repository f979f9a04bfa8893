import type { Words } from './words.ts'

/** What a text may hold, by its characters alone. */
export interface Signs {
  /** Whether it is to be read by `plainText` first. */
  isOdd: boolean
  /** Whether it may hold a number that is not shown. */
  mayHoldNumber: boolean
  mayHoldHealth: boolean
  mayHoldAddress: boolean
}

/** Digits of a house number. */
export const NUMERALS = '0123456789〇零一二三四五六七八九十百'

const [ODD, NUMBER, HEALTH, ADDRESS, NUMERAL] = [1, 2, 4, 8, 16]

/** Every number that is refused has at least eight digits, or signs in their place. */
const FEWEST = 8
/** Digits, letters that look like one, and signs in the place of one: see `plain-text.ts`. */
const digits =
  '0123456789*OolIxX#?\u00d7\u25a0\u25a1\u25cb\u25cf\u2022\u203b\u0425\u0445〇零一二三四五六七八九'

/**
 * Looks at each character of a text once. Nearly all cells of a list can hold nothing that is refused, and
 * need no pattern to be tried.
 */
export class SignTable {
  readonly #marks = new Uint8Array(0x10000).fill(ODD)

  constructor({ health, addressWords }: Pick<Words, 'health' | 'addressWords'>) {
    const marks = this.#marks
    // NFKC leaves these as they are, and none is invisible: ASCII, 〇 and the Chinese characters.
    for (const [from, to] of plain) marks.fill(0, from, to + 1)
    const mark = (signs: Iterable<string>, what: number) => {
      for (const sign of signs) marks[sign.charCodeAt(0)] = (marks[sign.charCodeAt(0)] ?? 0) | what
    }
    mark(digits, NUMBER)
    mark(NUMERALS, NUMERAL)
    for (const word of health) mark([word.toLowerCase(), word.toUpperCase()].map(firstOf), HEALTH)
    mark(addressWords.map(firstOf), ADDRESS)
  }

  read(text: string): Signs {
    let [all, count] = [0, 0]
    for (let n = 0; n < text.length; n += 1) {
      const found = this.#marks[text.charCodeAt(n)] as number
      all |= found
      count += found & NUMBER
    }
    return {
      isOdd: (all & ODD) !== 0,
      mayHoldNumber: count >= FEWEST * NUMBER,
      mayHoldHealth: (all & HEALTH) !== 0,
      mayHoldAddress: (all & ADDRESS) !== 0 && (all & NUMERAL) !== 0
    }
  }
}

const plain = [
  [0x20, 0x7e],
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff]
] as const

function firstOf(word: string): string {
  return word.charAt(0)
}
