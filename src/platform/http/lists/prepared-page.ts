import { type RawBuilder, sql } from 'kysely'
import { type Reader, type Shapes, written } from '../../database/prepared.ts'
import type { Wanted } from './statements.ts'

/** The first rows, by a statement that was built when it was first asked in this shape. */
export function preparedPage<R>(
  shapes: Shapes<R>,
  reads: Reader,
  wanted: Wanted,
  most: number,
  rows: (wanted: Wanted) => RawBuilder<R>
): Promise<R[]> {
  const { scope, last = [], given } = wanted
  const flags = Object.entries(given).filter(([, value]) => typeof value === 'boolean')
  const asked = Object.entries(given).filter(([, value]) => typeof value !== 'boolean')
  const groups = { viewer: wanted.viewer, scope: scope.values, asked: Object.fromEntries(asked), last }
  const values = Object.entries(groups).flatMap(([group, entries]) =>
    Object.entries(entries).map(([name, value]) => [`${group}.${name}`, value])
  )
  const shape = `${scope.shape} ${wanted.sort} ${flags} ${wanted.many} ${most}`
  return shapes.read(reads, shape, Object.fromEntries(values), (placeholders) => {
    const marked = <T extends object>(group: string, entries: T) =>
      Object.fromEntries(Object.keys(entries).map((name) => [name, placeholders[`${group}.${name}`]])) as T
    const all: Wanted = {
      ...wanted,
      viewer: marked('viewer', wanted.viewer),
      scope: { ...scope, values: marked('scope', scope.values) },
      given: { ...marked('asked', groups.asked), ...Object.fromEntries(flags) },
      last: wanted.last?.map((_, n) => placeholders[`last.${n}`])
    }
    return written(sql<R>`${rows(all)} limit ${sql.lit(most)}`)
  })
}
