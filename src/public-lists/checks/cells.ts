import { findNumbers, type NumberCode } from './numbers.ts'
import { plainText } from './plain-text.ts'
import { NUMERALS, SignTable } from './signs.ts'
import type { Words } from './words.ts'

export type CellCode = NumberCode | 'address-too-fine' | 'health' | 'forbidden-column'

export interface CellFault {
  code: CellCode
  severity: 'refuse' | 'warn'
}

/** What the checker has to know of the place of a cell. */
export interface CellPlace {
  /** Whether its column has names: 霍去病 is one. */
  isName: boolean
  /** Whether its column has accounts. */
  isAccount: boolean
  /** Whether it lies in a line of the table, and not above or below it. */
  isData: boolean
}

/** Names and numbers that are known to be harmless. */
export interface Known {
  /** Names of villages and of programmes: 二号村 is no house number. */
  names: ReadonlySet<string>
  /** Telephones of the unit and of the units above it, digits only. */
  hotlines: ReadonlySet<string>
}

const outside: CellPlace = { isName: false, isAccount: false, isData: false }

/** Checks single cells of a list that is shown, or is to be shown. */
export class CellCheck {
  readonly #words: Words
  readonly #signs: SignTable
  readonly #health: RegExp
  readonly #address: RegExp
  readonly #hotlines: ReadonlySet<string>
  /** Longest first: 二号村东 is taken out before 二号村. */
  readonly #names: readonly string[]
  readonly #rests = new Map<string, string>()

  constructor(words: Words, known: Known) {
    this.#words = words
    this.#signs = new SignTable(words)
    this.#health = new RegExp(words.health.map(escaped).join('|'), 'i')
    this.#address = new RegExp(`[${NUMERALS}]\\s*(?:${words.addressWords.map(escaped).join('|')})`)
    this.#hotlines = new Set([...known.hotlines, ...words.hotlines])
    this.#names = [...known.names].filter((name) => name.length > 1).sort((a, b) => b.length - a.length)
  }

  /** The faults of a cell, each code once. */
  cell(cell: string, place: CellPlace): CellFault[] {
    let [text, signs] = [cell, this.#signs.read(cell)]
    if (signs.isOdd) {
      text = plainText(cell)
      signs = this.#signs.read(text)
    }
    const faults = signs.mayHoldNumber ? this.#numbers(text, place) : []
    const doubtful = (pattern: RegExp) => pattern.test(text) && pattern.test(this.#without(text))
    if (signs.mayHoldAddress && doubtful(this.#address))
      faults.push({ code: 'address-too-fine', severity: 'refuse' })
    if (signs.mayHoldHealth && !place.isName && doubtful(this.#health))
      faults.push({ code: 'health', severity: 'refuse' })
    return faults
  }

  /** The faults of the header of a column. */
  header(cell: string): CellFault[] {
    const isForbidden = holds(cell, this.#words.forbiddenHeaders)
    const forbidden: CellFault[] = isForbidden ? [{ code: 'forbidden-column', severity: 'refuse' }] : []
    return [...forbidden, ...this.cell(cell, outside)]
  }

  /** What the header says about the cells below it. */
  column(header: string): Pick<CellPlace, 'isName' | 'isAccount'> {
    const { nameHeaders, accountHeaders } = this.#words
    const isAccount = holds(header, accountHeaders)
    return { isName: !isAccount && isNameHeader(header, nameHeaders), isAccount }
  }

  #numbers(text: string, { isAccount, isData }: CellPlace): CellFault[] {
    const faults = new Map<CellCode, CellFault>()
    for (const { code, severity, digits } of findNumbers(text, { isAccount })) {
      if (code === 'phone-number' && !isData && this.#hotlines.has(digits)) continue
      if (faults.get(code)?.severity !== 'refuse') faults.set(code, { code, severity })
    }
    return [...faults.values()]
  }

  /** The text without the names of villages, without numbers of documents and without days. */
  #without(text: string): string {
    const before = this.#rests.get(text)
    if (before !== undefined) return before
    const rest = this.#names
      .reduce((rest, name) => rest.replaceAll(name, ' '), text)
      .replaceAll(documents, ' ')
    if (this.#rests.size >= MOST_REMEMBERED) this.#rests.clear()
    this.#rests.set(text, rest)
    return rest
  }
}

/** Texts whose rest is remembered: a village stands in many lines. */
const MOST_REMEMBERED = 1000
/** 〔2026〕3号, 5月3号 */
const documents = /[〔[(]\d{4}[〕\])]\s*第?\d+号|\d+月\d+号/g

function holds(header: string, words: readonly string[]): boolean {
  const text = bare(header)
  return words.some((word) => text.includes(word))
}

/** 户主 alone is a name, 户主电话 is none. */
function isNameHeader(header: string, words: readonly string[]): boolean {
  const text = bare(header)
  return text.includes('姓名') || words.includes(text)
}

function bare(header: string): string {
  return plainText(header).replaceAll(/[\s:*_]|\(.*?\)/g, '')
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
