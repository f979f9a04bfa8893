import { type Compilable, CompiledQuery } from 'kysely'
import type { Db } from './connect.ts'

/**
 * A query that is built once and run with other values each time: building one costs more than asking it.
 * `build` gets a stand-in for each value; where a stand-in ended up as a parameter, the value goes.
 */
export function prepared<Name extends string, Row>(
  names: readonly Name[],
  build: (db: Db, values: Record<Name, string>) => Compilable<Row>
): (db: Db, values: Record<Name, string>) => Promise<Row[]> {
  let made: CompiledQuery | undefined
  const standIns = Object.fromEntries(names.map((name) => [name, `:${name}`])) as Record<Name, string>
  return async (db, values) => {
    made ??= build(db, standIns).compile()
    const parameters = made.parameters.map((one) => {
      const name = names.find((name) => one === standIns[name])
      return name === undefined ? one : values[name]
    })
    const { rows } = await db.executeQuery(CompiledQuery.raw(made.sql, parameters))
    return rows as Row[]
  }
}
