import { sql } from 'kysely'
import type { Reader } from '../platform/database/prepared.ts'
import { Shapes } from '../platform/database/prepared.ts'
import { list, type Wanted } from './list.ts'

type Row = Awaited<ReturnType<ReturnType<typeof list>['execute']>>[number]

const shapes = new Shapes<Row>()

/**
 * The first rows of the list, by a statement that is built once per combination of filters and then reused.
 */
export function page(reads: Reader, wanted: Wanted, most: number): Promise<Row[]> {
  const { actor, tree, today, last = [], overdue, given } = wanted
  const asked = Object.entries(given).filter(([, value]) => value !== undefined) as [string, string][]
  const values: Record<string, string> = {
    actor: actor.unitCode,
    today,
    tree: tree.code,
    ...Object.fromEntries(asked)
  }
  last.forEach((value, n) => {
    values[`last${n}`] = value as string
  })
  return shapes.read(reads, `${overdue} ${tree.depth} ${most}`, values, (placeholders, db) =>
    list(db, {
      overdue,
      today: placeholders.today as string,
      actor: { unitCode: placeholders.actor as string },
      tree: { depth: tree.depth, code: placeholders.tree as string, hasHandedOver: false },
      last: last.length === 0 ? undefined : last.map((_, n) => placeholders[`last${n}`]),
      given: Object.fromEntries(asked.map(([name]) => [name, placeholders[name]]))
    }).limit(sql.lit(most))
  )
}
