import { sql } from 'kysely'
import { CopyIn, type Put, type Shape } from '../../platform/database/copy.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import { readTable, type TableFile, type TableOptions } from '../../platform/table/read.ts'
import { type Row, TableReader } from '../../platform/table/reader.ts'
import type { Tx } from '../../platform/work/work.ts'
import { columns } from './columns.ts'
import { type Line, lineOf } from './line-rules.ts'

/** A file of units, and how it is to be read. */
export interface UnitFile extends TableOptions {
  body: TableFile
}

/** The columns of `unit_upload`. */
const shape: Shape = { types: ['integer', 'text', 'text', 'text', 'text', 'boolean', 'boolean'] }

/** The number of faults listed in full; of further ones only the lines are counted. */
export const MOST_FAULTS = 100

/** The place of a fault in the file, with the letters of its column. */
export type PlaceOf = (column: string, line: number) => Omit<Fault, 'code' | 'sentence'>

export interface Uploaded {
  received: number
  /** What is wrong with single lines: the first of it. */
  faults: Fault[]
  /** Lines that could not be taken in at all. */
  unusable: number
  /** Why the file could not be read to its end: a wrong header, or the place where it breaks off. */
  broken: Fault[]
  at: PlaceOf
  /** Headers of columns that are not kept. */
  ignored: readonly string[]
  /** How many cells were written in another form than they are kept, by what they are. */
  normalised: Record<string, number>
}

/**
 * Reads the file into a temporary table `unit_upload`, looking at each line by itself. A line that has a
 * usable code goes in even when it is faulty otherwise, so that its subordinates find their parent.
 */
export async function upload(tx: Tx, file: UnitFile): Promise<Uploaded> {
  await sql`
    create temporary table unit_upload (
      line integer, code text collate "C", name text, level text, parent_code text collate "C",
      counts_in_quota boolean, is_faulty boolean
    ) on commit drop`.execute(tx)
  const nothing = { received: 0, faults: [], unusable: 0, broken: [], ignored: [], normalised: {} }
  const found: Uploaded = { ...nothing, at: (column, line) => reader.at(column, line) }
  const onFault = (one: Fault) => {
    if (found.faults.length < MOST_FAULTS) found.faults.push(one)
  }
  let lastUnusable = 0
  const onUnusable = (one: Fault) => {
    if (one.line !== lastUnusable) found.unusable += 1
    lastUnusable = one.line ?? 0
    onFault(one)
  }
  let put: Put = () => undefined
  const onRow = (row: Row) => {
    found.received += 1
    const line = lineOf(row, reader)
    for (const one of line.faults) (line.hasCode ? onFault : onUnusable)(one)
    return line.hasCode ? put(cellsOf(row, line)) : undefined
  }
  const reader = new TableReader(columns, { onRow, onFault: onUnusable })
  const fill = new CopyIn(shape, async (into) => {
    put = into
    const { broken, ignored, normalised } = await readTable(file.body, file, columns, reader)
    Object.assign(found, { broken, ignored, normalised })
  })
  await sql`copy unit_upload from stdin (format binary) ${fill}`.execute(tx)
  await sql`analyze unit_upload`.execute(tx)
  return found
}

function cellsOf({ line }: Row, { code, name, level, parentCode, countsInQuota, faults }: Line) {
  return [line, code, name, level, parentCode || null, countsInQuota, faults.length > 0]
}

/** The provinces that an upload touches: of the units that it names, and those that it brings. */
export async function provincesIn(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ root: string }>`
    select split_part(unit.path, '.', 1) as root from unit_upload u join unit on unit.code = u.code
    union select split_part(unit.path, '.', 1) from unit_upload u join unit on unit.code = u.parent_code
    union select code from unit_upload where parent_code is null
    order by root`.execute(tx)
  return rows.map(({ root }) => root)
}
