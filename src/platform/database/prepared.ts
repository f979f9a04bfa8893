import {
  type Compilable,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  type Transaction
} from 'kysely'
import { type Db, nameOf, type Tables } from './connect.ts'
import { Reads } from './reads.ts'

/** Where a statement runs: on the shared connections for reads, on the pool, or in a transaction. */
export type Reader = Reads | Db | Transaction<Tables>

/** Builds queries and never runs one. */
const builder: Db = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: () => Promise.reject(new Error('nothing is run here')) })
})

/** Statements of one query in its various shapes; each is built when it is first needed. */
export class Shapes<Row> {
  readonly #built = new Map<string, Prepared<string, Row>>()

  /** `shape` identifies the text of the statement, apart from the names of its values. */
  read(
    reads: Reader,
    shape: string,
    values: Record<string, unknown>,
    build: (values: Record<string, string>, db: Db) => Compilable<Row>
  ): Promise<Row[]> {
    const names = Object.keys(values)
    const key = `${shape} ${names}`
    const built = this.#built.get(key) ?? prepared(names, (db, values) => build(values, db))
    this.#built.set(key, built)
    return built(reads, values)
  }
}

type Prepared<Name extends string, Row> = (db: Reader, values: Record<Name, unknown>) => Promise<Row[]>

/**
 * A statement that is built once and run with different values each time, because building costs more than
 * running it. `build` gets a placeholder for each value; where a placeholder became a parameter, the value is
 * sent.
 */
export function prepared<Name extends string, Row>(
  names: readonly Name[],
  build: (db: Db, values: Record<Name, string>) => Compilable<Row>
): Prepared<Name, Row> {
  const placeholders = Object.fromEntries(names.map((name) => [name, `:${name}`])) as Record<Name, string>
  const { text, parameters } = once(build(builder, placeholders).compile())
  const name = nameOf(text)
  const placed = parameters.map((one) => ({ one, name: names.find((name) => one === placeholders[name]) }))
  return async (db, values) => {
    const given = placed.map(({ one, name }) => (name === undefined ? one : values[name]))
    if (db instanceof Reads) return db.read<Row>({ name, text, values: given })
    return (await db.executeQuery(CompiledQuery.raw(text, given))).rows as Row[]
  }
}

/** A value that is used several times is sent once. */
function once({ sql: text, parameters: all }: CompiledQuery): { text: string; parameters: unknown[] } {
  const parameters = [...new Set(all)]
  const places = all.map((one) => parameters.indexOf(one) + 1)
  return { text: text.replace(/\$(\d+)/g, (_, n) => `$${places[Number(n) - 1]}`), parameters }
}

/** A statement written in SQL, for `prepared`. */
export function written<Row>(text: RawBuilder<Row>): Compilable<Row> {
  return { compile: () => text.compile(builder) }
}
