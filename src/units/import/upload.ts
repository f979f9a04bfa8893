import { sql } from 'kysely'
import { type Row, readCsv, type Upload } from '../../platform/csv/read.ts'
import { CopyIn, type Shape } from '../../platform/database/copy.ts'
import type { Fault } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/work.ts'
import { fault, levels } from '../vocabulary.ts'

/** The columns of an import, in the order in which the rows come out of the reader. */
const columns = { required: ['code', 'name', 'level', 'parentCode'], optional: ['countsInQuota'] }
const known = new Set<string>(levels)
const booleans: Record<string, boolean | null> = { '': null, true: true, false: false }

/** The columns of `unit_upload`. */
const shape: Shape = { types: ['integer', 'text', 'text', 'text', 'text', 'boolean', 'boolean'] }

/** Faults that are told in full; beyond these only their lines are counted. */
export const MOST_FAULTS = 100

export interface Uploaded {
  received: number
  /** What is wrong with single lines: the first of it. */
  faults: Fault[]
  /** Lines that could not be taken in at all. */
  unusable: number
  /** Why the file could not be read to its end: a wrong header, or the place where it breaks off. */
  broken: Fault[]
}

/**
 * Streams the file into a temporary table `unit_upload`, looking at each line by itself. A line that has a
 * usable code goes in even when it is faulty otherwise, so that its subordinates find their parent.
 */
export async function upload(tx: Tx, file: Upload): Promise<Uploaded> {
  await sql`
    create temporary table unit_upload (
      line integer, code text collate "C", name text, level text, parent_code text collate "C",
      counts_in_quota boolean, is_faulty boolean
    ) on commit drop`.execute(tx)
  const found: Uploaded = { received: 0, faults: [], unusable: 0, broken: [] }
  const onFault = (one: Fault) => {
    if (found.faults.length < MOST_FAULTS) found.faults.push(one)
  }
  let lastUnusable = 0
  const onUnusable = (one: Fault) => {
    if (one.line !== lastUnusable) found.unusable += 1
    lastUnusable = one.line ?? 0
    onFault(one)
  }
  const fill = new CopyIn(shape, async (put) => {
    const onRow = (row: Row) => {
      found.received += 1
      const faults = faultsOf(row)
      const [code = '', name = '', level = '', parent = '', counts = ''] = row.cells
      for (const one of faults) (isCode(code) ? onFault : onUnusable)(one)
      if (!isCode(code)) return undefined
      const cells = [code, name, known.has(level) ? level : null, parent || null, booleans[counts] ?? null]
      return put([row.line, ...cells, faults.length > 0])
    }
    Object.assign(found, await readCsv(file, columns, onRow, onUnusable))
  })
  await sql`copy unit_upload from stdin (format binary) ${fill}`.execute(tx)
  await sql`analyze unit_upload`.execute(tx)
  return found
}

function faultsOf({ line, cells }: Row): Fault[] {
  const [code = '', name = '', level = '', parent = '', counts = ''] = cells
  const at = (column: string) => ({ pointer: `line:${line}`, line, column })
  const found: Fault[] = []
  if (!isCode(code)) found.push(fault('bad-code', at('code')))
  if (name === '') found.push(fault('name-missing', at('name')))
  if (name.length > 200 && [...name].length > 200) found.push(fault('name-too-long', at('name')))
  if (!known.has(level)) found.push(fault('bad-level', at('level')))
  if (level !== 'province' && known.has(level) && parent === '')
    found.push(fault('parent-missing', at('parentCode')))
  if (!Object.hasOwn(booleans, counts)) found.push(fault('bad-boolean', at('countsInQuota')))
  return found
}

function isCode(code: string): boolean {
  return /^[0-9A-Za-z]{2,20}$/.test(code)
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
