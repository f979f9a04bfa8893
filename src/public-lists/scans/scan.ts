import type { Hasher } from '../../funds/index.ts'
import { isTotal } from '../../platform/table/spoilt.ts'
import { amountOf } from '../../platform/table/values.ts'
import { fenOf } from '../../platform/values/money.ts'
import type { Tx } from '../../platform/work/work.ts'
import { lettersOf } from '../../platform/xlsx/cells.ts'
import { isMinor } from '../checks/age.ts'
import type { CellCheck } from '../checks/cells.ts'
import type { FaultCode } from '../fault-sentences.ts'
import { recipientKey } from '../keys.ts'
import { MOST_FAULTS } from '../lines.ts'
import { type Asked, type Known, lookUp, type Place } from '../lookup.ts'
import { placeNames, type VillageName, villagesBy } from '../surroundings.ts'
import { type Found, inCells, personIn } from './cells.ts'
import { headerOf, isHeader, MOST_ABOVE, type ScanHeader } from './header.ts'
import type { ScanFault } from './schema.ts'

/** How a list is scanned. */
export interface ScanMeasure {
  tx: Tx
  cells: CellCheck
  hashed: Hasher
  place: Place
  /** Undefined where the list is compared with no roster. */
  programmeId: string | undefined
}

export interface Scanned {
  lines: number
  refused: number
  warned: number
  faults: ScanFault[]
  counts: Record<string, number>
  numbers: ReadonlySet<string>
}

interface Pending {
  line: number
  faults: Found[]
  asked: Asked
  isMinor: boolean
  village: string
  amount: string
}

const AT_ONCE = 1000

/** Looks at a list as it was found, line by line. Nothing of its cells is kept. */
export class Scan {
  readonly #measure: ScanMeasure
  readonly #numbers = new Set<string>()
  readonly #villages = new Map<string, VillageName>()
  readonly #counts = new Map<FaultCode, number>()
  readonly #faults: ScanFault[] = []
  #above: { cells: readonly string[]; line: number }[] = []
  #header: ScanHeader | undefined
  #isBelow = false
  #pending: Pending[] = []
  #lines = 0
  #refused = 0
  #warned = 0

  constructor(measure: ScanMeasure) {
    this.#measure = measure
  }

  take(cells: readonly string[], line: number): Promise<void> | undefined {
    if (cells.every((cell) => cell.trim() === '')) return undefined
    if (this.#isBelow) this.#add(cells, line)
    else this.#search(cells, line)
    return this.#pending.length < AT_ONCE ? undefined : this.#settle()
  }

  async end(): Promise<Scanned> {
    if (!this.#isBelow) this.#begin()
    await this.#settle()
    const counts = Object.fromEntries([...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const figures = { lines: this.#lines, refused: this.#refused, warned: this.#warned }
    return { ...figures, faults: this.#faults, counts, numbers: this.#numbers }
  }

  /** Lines are held back until the header is found: what stands above it is no data. */
  #search(cells: readonly string[], line: number): void {
    this.#above.push({ cells, line })
    if (isHeader(cells)) this.#begin(cells)
    else if (this.#above.length >= MOST_ABOVE) this.#begin()
  }

  /** Without a header every line is one of the table. */
  #begin(header?: readonly string[]): void {
    const above = this.#above
    this.#above = []
    this.#isBelow = true
    if (header !== undefined) this.#header = headerOf(header, this.#measure.cells)
    for (const { cells, line } of above) {
      if (cells === header) this.#addHeader(cells, line)
      else if (header === undefined) this.#add(cells, line)
      else this.#addNote(cells, line)
    }
  }

  #addHeader(cells: readonly string[], line: number): void {
    this.#note(
      line,
      inCells(cells, (cell) => this.#measure.cells.header(cell))
    )
  }

  #addNote(cells: readonly string[], line: number): void {
    const place = { isName: false, isAccount: false, isData: false }
    this.#note(
      line,
      inCells(cells, (cell) => this.#measure.cells.cell(cell, place))
    )
  }

  #add(cells: readonly string[], line: number): void {
    if (this.#isNote(cells)) this.#addNote(cells, line)
    else if (this.#isHeaderAgain(cells)) this.#addHeader(cells, line)
    else this.#pending.push(this.#read(cells, line))
  }

  /** Totals, signatures and telephones below the table. */
  #isNote(cells: readonly string[]): boolean {
    const filled = cells.filter((cell) => cell.trim() !== '')
    if (isTotal(filled[0] ?? '')) return true
    return this.#header !== undefined && filled.length <= 2 && filled.length * 2 < this.#header.width
  }

  #isHeaderAgain(cells: readonly string[]): boolean {
    const header = this.#header?.cells
    return header?.every((name, n) => name === (cells[n] ?? '').trim()) ?? false
  }

  #read(cells: readonly string[], line: number): Pending {
    const { cells: check, hashed, place, programmeId = '' } = this.#measure
    this.#lines += 1
    const columns = this.#header?.columns ?? []
    const faults = inCells(cells, (cell, n) => {
      const { isName = false, isAccount = false } = columns[n] ?? {}
      return check.cell(cell, { isName, isAccount, isData: true })
    })
    const { idNumber, birthday } = personIn(cells, faults)
    const identity = hashed(idNumber ?? '')
    const at = (name: 'recipientNo' | 'village' | 'amount') => cells[this.#header?.[name] ?? -1]?.trim() ?? ''
    const recipientNo = at('recipientNo')
    if (recipientNo !== '' && this.#numbers.has(recipientNo))
      faults.push(this.#inColumn('twice', 'recipientNo'))
    if (recipientNo !== '') this.#numbers.add(recipientNo)
    return {
      ...{ line, faults, village: at('village'), amount: at('amount') },
      isMinor: birthday !== undefined && isMinor(birthday, place.on),
      asked: {
        recipientNo,
        key: recipientKey(hashed, programmeId, recipientNo),
        identity: idNumber === undefined ? null : identity
      }
    }
  }

  #inColumn(code: FaultCode, column: 'recipientNo' | 'village' | 'amount'): Found {
    return { code, severity: 'refuse', place: this.#header?.[column] ?? -1 }
  }

  async #settle(): Promise<void> {
    const pending = this.#pending
    this.#pending = []
    if (pending.length === 0) return
    const { tx, place } = this.#measure
    const known = await lookUp(
      tx,
      place,
      pending.map(({ asked }) => asked)
    )
    await this.#learn(known.flatMap(({ village }) => village ?? []))
    for (const [n, one] of pending.entries()) this.#judge(one, known[n] as Known)
  }

  /** The names of villages that stand in the roster. */
  async #learn(codes: readonly string[]): Promise<void> {
    const unknown = [...new Set(codes)].filter((code) => !this.#villages.has(code))
    if (unknown.length === 0) return
    for (const [code, names] of await villagesBy(this.#measure.tx, unknown)) this.#villages.set(code, names)
  }

  #judge(one: Pending, known: Known): void {
    // Both are looked at for every line, and told in the same words: see `faultSentences`.
    const isHidden = one.isMinor || known.isProtected
    const hidden: Found[] = isHidden ? [{ code: 'not-to-be-shown', severity: 'refuse' }] : []
    this.#note(one.line, [...one.faults, ...hidden, ...this.#compared(one, known)])
  }

  #compared({ asked, village, amount }: Pending, known: Known): Found[] {
    if (this.#measure.place.roster === undefined || asked.recipientNo === '') return []
    if (known.village === null) return [this.#inColumn('not-on-roster', 'recipientNo')]
    const fen = fenOf(amount) ?? fenOf(amountOf(amount) ?? '')
    const isOther = amount !== '' && String(fen) !== known.amount
    return [
      ...(isOther ? [this.#inColumn('amount-differs', 'amount')] : []),
      ...(this.#isIn(village, known.village) ? [] : [this.#inColumn('village-differs', 'village')])
    ]
  }

  #isIn(cell: string, code: string): boolean {
    const names = [code, ...placeNames(this.#villages.get(code)?.name ?? '')]
    return cell === '' || names.some((name) => name !== '' && cell.includes(name))
  }

  #note(line: number, found: readonly Found[]): void {
    if (found.length === 0) return
    if (found.some(({ severity }) => severity === 'refuse')) this.#refused += 1
    else this.#warned += 1
    for (const { code, severity, place } of found) {
      this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1)
      if (this.#faults.length >= MOST_FAULTS) continue
      const column = place === undefined || place < 0 ? {} : { column: lettersOf(place) }
      this.#faults.push({ line, ...column, code, severity })
    }
  }
}
