import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Cell, type CellType, Rows } from './rows.ts'

export type { Cell, CellType }

/** Takes one row; gives a promise when the database must catch up first. */
export type Put = (cells: readonly Cell[]) => Promise<unknown> | undefined

/** A write per row would cost more than the row. What is taken at a time is this and a row more. */
const CHUNK = 64 * 1024
const ROW = 4096

/** What the rows of a COPY are like. */
export interface Shape {
  /** The types of the columns, exactly those of the table. */
  types: readonly CellType[]
  /** The first cells, where all rows have them in common. */
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
