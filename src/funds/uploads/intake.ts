import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Row } from '../../platform/csv/read.ts'
import { CopyIn, type Shape } from '../../platform/database/copy.ts'
import { MOST_FEN } from '../../platform/money.ts'
import type { Fault } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/work.ts'
import type { Standing } from '../disbursements/rules.ts'
import type { UploadFormat, UploadKind } from '../words.ts'
import { type File, readTable } from './file.ts'
import { columns, kept, type Line, lineOf, type Measure, type Tell } from './line-rules.ts'
import { fault } from './vocabulary.ts'

/** Faults that are told in full; beyond these only their lines are counted. */
export const MOST_FAULTS = 100

/** A file as it came in. Its lines are in the table already; whether they stay is decided after. */
export interface Incoming {
  id: string
  kind: UploadKind
  format: UploadFormat
  /** SHA-256 of the file. */
  digest: string
  lines: number
  fen: number
  paidLines: number
  paidFen: number
  /** What is wrong with single lines: the first of it, and in how many there is anything. */
  faults: Fault[]
  rejected: number
  /** Why the file could not be read to its end. */
  broken: Fault[]
}

const tables: Record<UploadKind, string> = { roster: 'roster_line', payments: 'payment_line' }

/** Reads a file into the lines of its month, looking at each line by itself. */
export async function takeIn(
  tx: Tx,
  { period }: Pick<Standing, 'period'>,
  kind: UploadKind,
  file: File,
  measure: Measure
): Promise<Incoming> {
  const incoming = begun(kind, file)
  const read = lineOf[kind]
  const own = kept[kind]
  const { onFault, tellOf } = faultsOf(incoming)
  const shape: Shape = { types: ['date', 'uuid', ...Object.values(own)], head: [period, incoming.id] }
  const fill = new CopyIn(shape, async (put) => {
    const onRow = (row: Row) => {
      const tell = tellOf(row.line)
      const entry = read(row, measure, tell)
      add(incoming, entry, tell)
      // Nothing of a faulty file will stand: what comes after the first fault is only looked at.
      return incoming.rejected > 0 ? undefined : put(entry.cells)
    }
    Object.assign(incoming, await readTable(file, columns[kind], onRow, onFault))
  })
  const names = sql.join(['period', 'upload_id', ...Object.keys(own)].map((name) => sql.ref(name)))
  const table = sql.table(tables[kind])
  await sql`copy ${table} (${names}) from stdin (format binary) ${fill}`.execute(tx)
  return incoming
}

function begun(kind: UploadKind, { format, body: { digest } }: File): Incoming {
  const nothing = { digest, lines: 0, fen: 0, paidLines: 0, paidFen: 0 }
  return { id: uuid(), kind, format, ...nothing, faults: [], rejected: 0, broken: [] }
}

/** Adds a line to the sums. They stay exact: what goes beyond the greatest amount is a fault. */
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
function faultsOf(incoming: Incoming) {
  let lastLine = 0
  const onFault = (one: Fault) => {
    if (one.line !== lastLine) incoming.rejected += 1
    lastLine = one.line ?? 0
    if (incoming.faults.length < MOST_FAULTS) incoming.faults.push(one)
  }
  let line = 0
  const tell: Tell = (code, column) => onFault(fault(code, { pointer: `line:${line}`, line, column }))
  const tellOf = (of: number) => {
    line = of
    return tell
  }
  return { onFault, tellOf }
}
