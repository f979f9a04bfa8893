import { sql } from 'kysely'
import { refuseFunds } from '../../funds/index.ts'
import { type Cell, type CellType, CopyIn, type Put } from '../../platform/database/copy.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import type { TableColumns } from '../../platform/table/columns.ts'
import { readTable } from '../../platform/table/read.ts'
import { type Row, type TableFound, TableReader } from '../../platform/table/reader.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import { faultFor, type Line, type LineFault, lineOf } from './line.ts'

export const MOST_BYTES = 64 * 1024 * 1024
/** Faults that are listed in full; of further ones only the lines are counted. */
const MOST_FAULTS = 100
const TOLD_EVERY = 5000

/** An upload, and how to read it. */
export interface GivenFile {
  body: Spooled
  contentType: string | undefined
  sheet: string | undefined
  allowEmpty: boolean
  workbooks: Workbooks
  /** Called from time to time with the number of lines read. */
  tell: (lines: number) => void
}

/** A table whose lines are in a temporary table. */
export interface Taken {
  digest: string
  lines: number
  ignored: string[]
  normalised: Record<string, number>
  /** Refuses the file for faults that show when lines are compared, by line. */
  refuse(found: readonly LineFault[], lines: number): void
}

interface Target {
  /** The name of the temporary table. */
  name: string
  columns: Readonly<Record<string, CellType>>
}

/**
 * Reads a file line by line into a temporary table, where nothing but hashes of identity numbers arrives. No
 * line of a faulty file is kept.
 *
 * @throws upload-rejected with the faults by line, column and code, never with a value
 */
export async function takeLines(
  tx: Tx,
  table: TableColumns,
  { name, columns }: Target,
  file: GivenFile,
  cellsOf: (row: Row, line: Line) => Cell[]
): Promise<Taken> {
  await makeTable(tx, { name, columns })
  const found = { faults: [] as Fault[], rejected: new Set<number>(), lines: 0 }
  const onFault = (one: Fault) => {
    if (found.faults.length < MOST_FAULTS) found.faults.push(one)
    found.rejected.add(one.line ?? 0)
  }
  let put: Put = () => undefined
  const onRow = (row: Row) => {
    found.lines += 1
    if (found.lines % TOLD_EVERY === 0) file.tell(found.lines)
    const cells = cellsOf(row, lineOf(row, reader, onFault))
    return found.rejected.size > 0 ? undefined : put(cells)
  }
  const reader: TableReader = new TableReader(table, { onRow, onFault })
  const read = await copyLines(tx, { name, columns }, async (into) => {
    put = into
    return readTable(file.body, file, table, reader)
  })
  file.tell(found.lines)
  if (read.broken.length > 0) throw rejection(read.broken, 1)
  if (found.faults.length > 0) throw rejection(found.faults, found.rejected.size)
  await sql`analyze ${sql.table(name)}`.execute(tx)
  const { ignored, normalised } = read
  return {
    ...{ digest: file.body.digest, lines: found.lines, ignored: [...ignored], normalised },
    refuse: (all, lines) => {
      const first = all.slice(0, MOST_FAULTS)
      const told = first.map(({ line, column, why }) => faultFor(why, reader.at(column, line)))
      if (told.length > 0) throw rejection(told, lines)
    }
  }
}

async function makeTable(tx: Tx, { name, columns }: Target): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
  const defined = Object.entries(columns).map(
    ([column, type]) => sql`${sql.ref(column)} ${sql.raw(type === 'text' ? 'text collate "C"' : type)}`
  )
  await sql`create temporary table ${sql.table(name)} (${sql.join(defined)}) on commit drop`.execute(tx)
}

/** Copies the lines that `read` puts; gives what it found besides them. */
async function copyLines(
  tx: Tx,
  { name, columns }: Target,
  read: (put: Put) => Promise<TableFound>
): Promise<TableFound> {
  let found: TableFound = { broken: [], ignored: [], normalised: {}, total: undefined }
  const fill = new CopyIn({ types: Object.values(columns) }, async (put) => {
    found = await read(put)
  })
  await sql`copy ${sql.table(name)} from stdin (format binary) ${fill}`.execute(tx)
  return found
}

function rejection(faults: Fault[], rejected: number) {
  return refuseFunds('upload-rejected', { faults, rejected, values: { rejected } })
}

/**
 * One upload of a kind at a time: a second one would wait, and then replace the first.
 *
 * @throws upload-running
 */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx)
  if (rows[0]?.free !== true) throw refuseFunds('upload-running')
}
