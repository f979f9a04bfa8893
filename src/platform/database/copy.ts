import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Cell, type CellType, Rows } from './rows.ts'

export type { Cell, CellType }

/** Takes one row; returns a promise where the database must catch up first. */
export type Put = (cells: readonly Cell[]) => Promise<unknown> | undefined

/**
 * In bytes. A write for each row would cost more than the row; each write has this much and up to one row
 * more.
 */
const CHUNK = 64 * 1024
const ROW = 4096

/** The shape of the rows of a COPY. */
export interface Shape {
  /** The types of the columns, exactly as in the table. */
  types: readonly CellType[]
  /** The first cells, where they are the same in all rows. */
  head?: readonly Cell[]
}

/**
 * Rows for a COPY, made as they are read. As the only parameter of a statement it turns that statement into
 * a streaming COPY within its transaction:
 *
 *     sql`copy t (a, b) from stdin (format binary) ${new CopyIn(shape, fill)}`
 */
export class CopyIn {
  readonly #shape: Shape
  readonly #fill: (put: Put) => Promise<void>

  constructor(shape: Shape, fill: (put: Put) => Promise<void>) {
    this.#shape = shape
    this.#fill = fill
  }

  async run(
    client: pg.PoolClient,
    statement: string
  ): Promise<{ command: 'COPY'; rowCount: number; rows: [] }> {
    const target = client.query(copyFrom(statement.replace(/\$1\s*$/, '')))
    const ended = finished(target)
    ended.catch(() => {})
    const { types, head = [] } = this.#shape
    const rows = new Rows(types, head, CHUNK + ROW)
    try {
      await this.#fill((cells) => {
        rows.add(cells)
        if (rows.size < CHUNK || target.write(rows.take())) return undefined
        return Promise.race([once(target, 'drain'), ended])
      })
      rows.end()
      target.end(rows.take())
      await ended
    } catch (error) {
      target.destroy(error as Error)
      await ended.catch(() => {})
      throw error
    }
    return { command: 'COPY', rowCount: target.rowCount, rows: [] }
  }
}
