import { type Compilable, Kysely, PostgresDialect } from 'kysely'
import { type Db, nameOf, type Tables } from './connect.ts'
import type { Reads } from './reads.ts'

/** Builds queries; none is run on it. */
const builder: Db = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: () => Promise.reject(new Error('nothing is run here')) })
})

/** The reads of one question that is asked in many shapes: each is built when it is first asked. */
export class Shapes<Row> {
  readonly #built = new Map<string, (reads: Reads, values: Record<string, string>) => Promise<Row[]>>()

  /** `shape` names whatever makes the text differ, but for which values there are. */
  read(
    reads: Reads,
    shape: string,
    values: Record<string, string>,
    build: (db: Db, values: Record<string, string>) => Compilable<Row>
  ): Promise<Row[]> {
    const names = Object.keys(values)
    const key = `${shape} ${names}`
    const built = this.#built.get(key) ?? prepared(names, build)
    this.#built.set(key, built)
    return built(reads, values)
  }
}

/**
 * A read that is built once and run with other values each time: building it costs more than asking it.
 * `build` gets a stand-in for each value; where a stand-in ended up as a parameter, the value goes.
 */
export function prepared<Name extends string, Row>(
  names: readonly Name[],
  build: (db: Db, values: Record<Name, string>) => Compilable<Row>
): (reads: Reads, values: Record<Name, string>) => Promise<Row[]> {
  const standIns = Object.fromEntries(names.map((name) => [name, `:${name}`])) as Record<Name, string>
  const { sql: text, parameters } = build(builder, standIns).compile()
  const name = nameOf(text)
  const placed = parameters.map((one) => ({ one, name: names.find((name) => one === standIns[name]) }))
  return (reads, values) => {
    const given = placed.map(({ one, name }) => (name === undefined ? one : values[name]))
    return reads.read<Row>({ name, text, values: given })
  }
}
