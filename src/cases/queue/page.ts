import { sql } from 'kysely'
import type { Reader } from '../../platform/database/prepared.ts'
import { Shapes } from '../../platform/database/prepared.ts'
import { list, type Wanted } from './list.ts'

type Row = Awaited<ReturnType<ReturnType<typeof list>['execute']>>[number]

const shapes = new Shapes<Row>()

/** The first rows of the queue, by a statement that was built when it was first asked in this shape. */
export function page(reads: Reader, wanted: Wanted, most: number): Promise<Row[]> {
  const { actor, trees, today, sort, last = [], overdue, given } = wanted
  const values: Record<string, string> = { unitCode: actor.unitCode, sub: actor.sub, today }
  trees.forEach(({ code, codes }, n) => {
    values[`tree${n}`] = code
    if (codes !== undefined) values[`codes${n}`] = codes
  })
  last.forEach((value, n) => {
    values[`last${n}`] = value as string
  })
  for (const [name, value] of Object.entries(given)) if (value !== undefined) values[name] = value
  const shape = `${sort} ${overdue} ${trees.map(({ depth }) => depth)} ${most}`
  return shapes.read(reads, shape, values, (placeholders, db) =>
    list(db, {
      sort,
      overdue,
      actor: { unitCode: placeholders.unitCode as string, sub: placeholders.sub as string },
      today: placeholders.today as string,
      trees: trees.map(({ depth }, n) => ({
        depth,
        code: placeholders[`tree${n}`] as string,
        codes: placeholders[`codes${n}`]
      })),
      last: last.length === 0 ? undefined : last.map((_, n) => placeholders[`last${n}`]),
      given: Object.fromEntries(
        Object.keys(given)
          .filter((name) => name in values)
          .map((name) => [name, placeholders[name]])
      )
    }).limit(sql.lit(most))
  )
}
