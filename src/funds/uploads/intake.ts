import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { CopyIn, type Put, type Shape } from '../../platform/database/copy.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { TableColumns } from '../../platform/table/columns.ts'
import { formatOf, readTable } from '../../platform/table/read.ts'
import { type Row, TableReader } from '../../platform/table/reader.ts'
import { RoundedNumbers } from '../../platform/table/rounded.ts'
import { fault as tableFault, tableSentences } from '../../platform/table/sentences.ts'
import { amountOf } from '../../platform/table/values.ts'
import { fenOf, MOST_FEN, yuanOf } from '../../platform/values/money.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Standing } from '../disbursements/rules.ts'
import type { UploadFormat, UploadKind } from '../labels.ts'
import { columns } from './columns.ts'
import type { File } from './file.ts'
import { kept, type Line, lineOf, type Measure, type Tell } from './line-rules.ts'
import { fault } from './vocabulary.ts'

/** Faults that are reported in full. Of further faults only the lines are counted. */
export const MOST_FAULTS = 100

/** A file as received. Its lines are in the table already; whether they stay is decided later. */
export interface Incoming {
  id: string
  kind: UploadKind
  format: UploadFormat
  /** The named sheet of a workbook. */
  sheet: string | null
  /** The version to which its lines are added; null if the file stands by itself. */
  correctsId: string | null
  /** SHA-256 of the file. */
  digest: string
  bytes: number
  lines: number
  fen: number
  paidLines: number
  paidFen: number
  /** The first faults of single lines, and the number of faulty lines. */
  faults: Fault[]
  rejected: number
  /** Why the file could not be read to its end. */
  broken: Fault[]
  /** Headers of columns that are not kept. */
  ignored: readonly string[]
  /** How many cells were not written in the form that is kept, by the kind of cell. */
  normalised: Record<string, number>
}

/** Lines between two looks at the clock. */
const TOLD_EVERY = 5000

const tables: Record<UploadKind, string> = { roster: 'roster_line', payments: 'payment_line' }

/**
 * Numbers that may have more digits than a spreadsheet keeps. Identity numbers have a check digit instead.
 */
const longNumbers = { roster: placesIn('roster'), payments: placesIn('payments') }

function placesIn(kind: UploadKind): { name: string; at: number }[] {
  const names = columns[kind].columns.map(({ name }) => name)
  return ['recipientNo', 'account'].map((name) => ({ name, at: names.indexOf(name) }))
}

/** Reads a file into the lines of its month, and checks each line by itself. */
export async function takeIn(
  tx: Tx,
  { period }: Pick<Standing, 'period'>,
  kind: UploadKind,
  file: File,
  known: Omit<Measure, 'count'>
): Promise<Incoming> {
  const incoming = begun(kind, file)
  const own = kept[kind]
  const shape: Shape = { types: ['date', 'uuid', ...Object.values(own)], head: [period, incoming.id] }
  const fill = new CopyIn(shape, (put) => readLines(incoming, file, known, put))
  const names = sql.join(['period', 'upload_id', ...Object.keys(own)].map((name) => sql.ref(name)))
  const table = sql.table(tables[kind])
  await sql`copy ${table} (${names}) from stdin (format binary) ${fill}`.execute(tx)
  return incoming
}

async function readLines(
  incoming: Incoming,
  file: File,
  known: Omit<Measure, 'count'>,
  put: Put
): Promise<void> {
  const { kind } = incoming
  const read = lineOf[kind]
  const { onFault, tellOf } = faultsOf(incoming, (column, line) => reader.at(column, line))
  const rounded = new RoundedNumbers(longNumbers[kind])
  const onRow = (row: Row) => {
    const tell = tellOf(row.line)
    rounded.look(row.cells, row.line)
    const entry = read(row, measure, tell)
    add(incoming, entry, tell)
    if (incoming.lines % TOLD_EVERY === 0) file.tell(incoming.lines)
    // No line of a faulty file is kept, so the lines after the first fault are only checked.
    return incoming.rejected > 0 ? undefined : put(entry.cells)
  }
  const reader: TableReader = new TableReader(columns[kind], { onRow, onFault })
  const measure: Measure = { ...known, count: (what) => reader.count(what) }
  const { broken, ignored, normalised, total } = await readTable(file.body, file, columns[kind], reader)
  Object.assign(incoming, { broken, ignored, normalised })
  file.tell(incoming.lines)
  for (const { name, line, lines } of rounded.found())
    onFault(tableFault('number-rounded', { ...reader.at(name, line), values: { lines } }))
  if (total !== undefined) compareTotal(incoming, columns[kind], total, onFault)
}

/** A total is right if it is the sum of all lines. Otherwise lines are missing or occur twice. */
function compareTotal(
  { fen }: Incoming,
  { columns: list }: TableColumns,
  { line, cells }: { line: number; cells: string[] },
  onFault: (fault: Fault) => void
): void {
  const written = cells[list.findIndex(({ name }) => name === 'amount')] ?? ''
  if ((fenOf(written) ?? fenOf(amountOf(written) ?? '')) === fen) return
  const place = { pointer: `line:${line}`, line, column: 'amount', values: { sum: yuanOf(fen) } }
  onFault(tableFault('total-wrong', place))
}

function begun(kind: UploadKind, { body, contentType, sheet }: File): Incoming {
  const { digest, bytes } = body
  const format = formatOf(body, contentType)
  const sums = { lines: 0, fen: 0, paidLines: 0, paidFen: 0 }
  const found = { ignored: [], normalised: {}, faults: [], rejected: 0, broken: [] }
  const of = { id: uuid(), kind, format, digest, bytes, sheet: sheet ?? null, correctsId: null }
  return { ...of, ...sums, ...found }
}

/** Adds a line to the sums. The sums stay exact: a sum above the greatest amount is a fault. */
function add(incoming: Incoming, { fen, paidOn }: Line, tell: Tell): void {
  incoming.lines += 1
  incoming.fen += fen
  if (paidOn !== null) {
    incoming.paidLines += 1
    incoming.paidFen += fen
  }
  if (incoming.fen <= MOST_FEN) return
  tell('sum-too-large', 'amount')
  incoming.fen = 0
  incoming.paidFen = 0
}

/** Notes faults: the first hundred, and each faulty line once. */
function faultsOf(
  incoming: Incoming,
  at: (column: string, line: number) => Omit<Fault, 'code' | 'sentence'>
) {
  let lastLine = 0
  const onFault = (one: Fault) => {
    if (one.line !== lastLine) incoming.rejected += 1
    lastLine = one.line ?? 0
    if (incoming.faults.length < MOST_FAULTS) incoming.faults.push(one)
  }
  let line = 0
  const tell: Tell = (code, column) => {
    const place = at(column, line)
    onFault(code in tableSentences ? tableFault(code as never, place) : fault(code as never, place))
  }
  const tellOf = (of: number) => {
    line = of
    return tell
  }
  return { onFault, tellOf }
}
