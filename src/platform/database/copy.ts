import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | null

/** Takes one row; gives a promise when the database must catch up first. */
export type Put = (cells: readonly Cell[]) => Promise<unknown> | undefined

const CHUNK = 64 * 1024
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/**
 * Rows for a COPY, made as they are read. As the only parameter of a statement it turns that statement into
 * a streaming COPY within its transaction: sql`copy t (a, b) from stdin ${new CopyIn(fill)}`. Every row begins
 * with the cells of `head`.
 */
export class CopyIn {
  readonly #fill: (put: Put) => Promise<void>
  readonly #head: string

  constructor(fill: (put: Put) => Promise<void>, head: readonly Cell[] = []) {
    this.#fill = fill
    this.#head = head.map((cell) => `${encode(cell)}\t`).join('')
  }

  async run(
    client: pg.PoolClient,
    statement: string
  ): Promise<{ command: 'COPY'; rowCount: number; rows: [] }> {
    const target = client.query(copyFrom(statement.replace(/\$1\s*$/, '')))
    const ended = finished(target)
    ended.catch(() => {})
    const rows = buffered(target, this.#head, ended)
    try {
      await this.#fill(rows.put)
      target.end(rows.rest())
      await ended
    } catch (error) {
      target.destroy(error as Error)
      await ended.catch(() => {})
      throw error
    }
    return { command: 'COPY', rowCount: target.rowCount, rows: [] }
  }
}

/** Gathers rows to chunks: a write per row would cost more than the row. */
function buffered(target: ReturnType<typeof copyFrom>, head: string, ended: Promise<void>) {
  let chunk = ''
  const put: Put = (cells) => {
    // Without an array of the encoded cells: this is done a million times.
    chunk += head + encode(cells[0] as Cell)
    for (let n = 1; n < cells.length; n += 1) chunk += `\t${encode(cells[n] as Cell)}`
    chunk += '\n'
    if (chunk.length < CHUNK) return undefined
    const isFree = target.write(chunk)
    chunk = ''
    return isFree ? undefined : Promise.race([once(target, 'drain'), ended])
  }
  return { put, rest: () => chunk }
}

function encode(cell: Cell): string | number {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return cell
  return /[\\\t\n\r]/.test(cell) ? cell.replace(/[\\\t\n\r]/g, (one) => escapes[one] as string) : cell
}
