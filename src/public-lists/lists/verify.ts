import type { Hasher } from '../../funds/index.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { readTable, type TableOptions } from '../../platform/table/read.ts'
import { type Row, TableReader } from '../../platform/table/reader.ts'
import { amountOf } from '../../platform/table/values.ts'
import { fenOf } from '../../platform/values/money.ts'
import type { Tx } from '../../platform/work/work.ts'
import { birthdayOf, idNumberOf, isMinor } from '../checks/age.ts'
import type { CellCheck } from '../checks/cells.ts'
import { isName, nameOf } from '../checks/names.ts'
import { type FaultCode, listFault } from '../fault-sentences.ts'
import { recipientKey } from '../keys.ts'
import { isKey, MOST_FAULTS } from '../lines.ts'
import { type Asked, type Known, lookUp, type Place } from '../lookup.ts'
import { type Content, refuse } from '../vocabulary.ts'
import { columns } from './columns.ts'

export interface ListFile extends TableOptions {
  body: Spooled
}

/** A line that may be shown. The name is the only datum of a person in it. */
export interface ShownLine {
  name: string
  people: string
  /** The code of the village where there is a roster, its name otherwise. */
  village: string
  fen: number | null
}

/** How the lines of a list are checked. */
export interface Measure {
  content: Content
  programmeId: string
  place: Place
  cells: CellCheck
  hashed: Hasher
  /** The form in which a name is shown. */
  shown: (name: string) => string
}

export interface Verified {
  lines: ShownLine[]
  /** How many lines the file has. */
  count: number
  faults: Fault[]
  rejected: number
  /** The numbers of all recipients in the file. */
  numbers: ReadonlySet<string>
}

/** Lines that are looked up in one statement. */
const AT_ONCE = 1000
export const MOST_LINES = 200_000

/**
 * Checks every line of a file, in one pass. Names stay in memory, and only those of lines that may be shown;
 * of a file with a fault nothing is kept. What is looked up are numbers of recipients and hashes.
 *
 * @throws list-rejected where the file cannot be read; list-too-long, unsupported-media-type
 */
export async function verify(tx: Tx, file: ListFile, measure: Measure): Promise<Verified> {
  const check = new Verification(tx, measure)
  const table = columns[measure.content]
  const reader: TableReader = new TableReader(table, {
    onRow: (row) => check.take(row, reader),
    onFault: (one) => check.note(one)
  })
  const { broken } = await readTable(file.body, file, table, reader)
  if (broken.length > 0)
    throw refuse('list-rejected', { faults: broken, rejected: 1, values: { rejected: 1 } })
  return check.end()
}

type At = ReturnType<TableReader['at']>

interface Pending extends ShownLine {
  line: number
  asked: Asked
  /** By the birthday in the file. */
  isMinor: boolean
  /** Whether the birthday is known, or the file says that the person is of age. */
  hasAge: boolean
  faults: Fault[]
  /** The places of the columns that a later fault names. */
  at: { key: At; age: At; line: { pointer: string; line: number } }
}

class Verification {
  readonly #tx: Tx
  readonly #measure: Measure
  /** Where a line has the cell of a column. */
  readonly #places: ReadonlyMap<string, number>
  readonly #numbers = new Set<string>()
  readonly #lines: ShownLine[] = []
  readonly #faulty = new Set<number>()
  #faults: Fault[] = []
  #pending: Pending[] = []
  #count = 0

  constructor(tx: Tx, measure: Measure) {
    this.#tx = tx
    this.#measure = measure
    this.#places = new Map(columns[measure.content].columns.map(({ name }, n) => [name, n]))
  }

  take({ line, cells }: Row, reader: TableReader): Promise<void> | undefined {
    this.#count += 1
    if (this.#count > MOST_LINES) throw refuse('list-too-long', { values: { most: MOST_LINES } })
    this.#pending.push(this.#read(line, cells, reader))
    return this.#pending.length < AT_ONCE ? undefined : this.#settle()
  }

  note(one: Fault): void {
    this.#faulty.add(one.line ?? 0)
    this.#faults.push(one)
    if (this.#faults.length > MOST_FAULTS * 2) this.#faults = firstOf(this.#faults)
  }

  async end(): Promise<Verified> {
    await this.#settle()
    const found = { count: this.#count, numbers: this.#numbers, lines: this.#lines }
    return { ...found, faults: firstOf(this.#faults), rejected: this.#faulty.size }
  }

  #read(line: number, cells: readonly string[], reader: TableReader): Pending {
    const { hashed, place, programmeId, shown } = this.#measure
    const at = (column: string) => cells[this.#places.get(column) ?? -1] ?? ''
    const keyColumn = this.#measure.content === 'review' ? 'applicationNo' : 'recipientNo'
    const [number, nameCell, idCell, people] = [at(keyColumn), at('name'), at('idNumber'), at('people')]
    const faults: Fault[] = []
    const tell = (code: FaultCode, column: string) => faults.push(listFault(code, reader.at(column, line)))
    this.#readKey(number, (code) => tell(code, keyColumn))
    const name = nameOf(nameCell)
    if (!isName(name)) tell('name-unclear', 'name')
    const asName = { isName: true, isAccount: false, isData: true }
    for (const { code } of this.#measure.cells.cell(nameCell, asName)) tell(code, 'name')
    if (people !== '' && !/^[1-9]\d?$/.test(people)) tell('people-unclear', 'people')
    const own = this.#ownFigures(at('village'), at('amount'), tell)
    const isAdult = truthOf(at('adult'))
    if (isAdult === undefined) tell('adult-unclear', 'adult')
    const idNumber = idNumberOf(idCell)
    const birthday = birthdayOf(idNumber ?? '')
    // A hash is made in any case: a line without a number takes as long.
    const identity = hashed(idNumber ?? '')
    return {
      ...{ line, name: shown(name), people, ...own, faults },
      isMinor: birthday !== undefined && isMinor(birthday, place.on),
      // Without a roster the register cannot find by the number alone who is protected in another programme.
      hasAge: birthday !== undefined || (isAdult === true && idCell === '' && place.roster !== undefined),
      asked: {
        recipientNo: number,
        key: recipientKey(hashed, programmeId, number),
        identity: idNumber === undefined ? null : identity
      },
      at: {
        key: reader.at(keyColumn, line),
        age: reader.at('idNumber', line),
        line: { pointer: `line:${line}`, line }
      }
    }
  }

  #readKey(number: string, tell: (code: FaultCode) => void): void {
    if (!isKey(number)) tell('key-missing')
    else if (this.#numbers.has(number)) tell('twice')
    this.#numbers.add(number)
  }

  /** Village and amount as the file has them, where no roster says them. */
  #ownFigures(village: string, amount: string, tell: (code: FaultCode, column: string) => void) {
    const { place, cells } = this.#measure
    if (place.roster !== undefined) return { village: '', fen: null }
    if (village === '') tell('village-missing', 'village')
    for (const { code } of cells.cell(village, { isName: false, isAccount: false, isData: true }))
      tell(code, 'village')
    if (amount === '') return { village, fen: null }
    const fen = fenOf(amount) ?? fenOf(amountOf(amount) ?? '')
    if (fen === undefined) tell('amount-unclear', 'amount')
    return { village, fen: fen ?? null }
  }

  async #settle(): Promise<void> {
    const pending = this.#pending
    this.#pending = []
    if (pending.length === 0) return
    const known = await lookUp(
      this.#tx,
      this.#measure.place,
      pending.map(({ asked }) => asked)
    )
    for (const [n, one] of pending.entries()) this.#judge(one, known[n] as Known)
  }

  #judge(one: Pending, known: Known): void {
    // Both are looked at for everybody, and told in the same words: see `faultSentences`.
    const isHidden = one.isMinor || known.isProtected
    const faults = [...one.faults]
    if (isHidden) faults.push(listFault('not-to-be-shown', one.at.line))
    if (!one.hasAge || known.differs) faults.push(listFault('age-unknown', one.at.age))
    const wrong = this.#onRoster(known)
    if (wrong !== undefined) faults.push(listFault(wrong, one.at.key))
    for (const fault of faults) this.note(fault)
    if (this.#faulty.size > 0) {
      this.#lines.length = 0
      return
    }
    const { name, people, village, fen } = one
    if (this.#measure.place.roster === undefined) this.#lines.push({ name, people, village, fen })
    else {
      const amount = known.amount === null ? null : Number(known.amount)
      this.#lines.push({ name, people, village: known.village ?? known.villageBefore ?? '', fen: amount })
    }
  }

  #onRoster({ village, villageBefore }: Known): FaultCode | undefined {
    const { content, place } = this.#measure
    if (place.roster === undefined) return undefined
    if (content !== 'ended') return village === null ? 'not-on-roster' : undefined
    if (village !== null) return 'still-on-roster'
    return villageBefore === null ? 'never-on-roster' : undefined
  }
}

/** Whether a cell says yes; undefined where it says neither. */
function truthOf(cell: string): boolean | undefined {
  if (/^(?:是|yes|true|y)$/i.test(cell)) return true
  return cell === '' || /^(?:否|no|false|n)$/i.test(cell) ? false : undefined
}

/** The first faults, by their lines. */
function firstOf(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MOST_FAULTS)
}
