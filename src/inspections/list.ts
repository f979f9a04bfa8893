import { expressionBuilder, sql } from 'kysely'
import type { Listed } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db, Tables } from '../platform/database/connect.ts'
import type { Reader } from '../platform/database/prepared.ts'
import { Shapes } from '../platform/database/prepared.ts'
import { lastOf } from '../platform/http/lists/paging.ts'
import { areaOrder } from './areas/store.ts'
import { about, seenMethod, seenPlannedOn } from './keeping.ts'
import type { InspectionItem, InspectionQuery } from './schema.ts'
import { isVisibleWithin, shown } from './visibility.ts'

/** The latest planned date first. */
const order = [
  ['inspection.planned_on', 'date'],
  ['inspection.id', 'uuid']
] as const

/** Columns of the download; 1: free text, which needs a guard against spreadsheet formulas. */
export const columns = Object.entries({
  id: 0,
  unitCode: 0,
  unitName: 1,
  targetCode: 0,
  targetName: 1,
  targetLevel: 0,
  taskId: 0,
  campaignId: 0,
  method: 0,
  plannedOn: 0,
  evaluator: 1,
  state: 0,
  notifiedAt: 0,
  startedAt: 0,
  completedAt: 0,
  publishedAt: 0,
  cancelledAt: 0,
  cancelReason: 1,
  handedOver: 0,
  areas: 1,
  actingUnitCode: 0,
  actingUnitName: 1
} satisfies Record<keyof InspectionItem, 0 | 1>).map(([name, isText]) => ({ name, isPlain: isText === 0 }))

/** The columns for filters and order: plain, or in the list of a former keeper the values visible to them. */
function seen({ actor, tree }: Pick<Wanted, 'actor' | 'tree'>) {
  if (tree.hasHandedOver) return { method: seenMethod(actor), plannedOn: seenPlannedOn(actor) }
  return { method: sql.ref('inspection.method'), plannedOn: sql.ref('inspection.planned_on') }
}
type Seen = ReturnType<typeof seen>

const conditions = {
  targetCode: (value: string) => sql<boolean>`inspection.target_code = ${value}`,
  unitCode: (value: string) => sql<boolean>`inspection.unit_code = ${value}`,
  method: (value: string, { method }: Seen) => sql<boolean>`${method} = ${value}`,
  state: (value: string) => sql<boolean>`inspection.state = ${value}`,
  from: (value: string, { plannedOn }: Seen) => sql<boolean>`${plannedOn} >= ${value}::date`,
  to: (value: string, { plannedOn }: Seen) => sql<boolean>`${plannedOn} <= ${value}::date`
}

type Given = Partial<Record<keyof typeof conditions, string>>
const filters = Object.keys(conditions) as (keyof typeof conditions)[]

/** The filters of a list, in terms of the table. */
export interface Wanted {
  actor: Pick<Actor, 'unitCode'>
  /** The subtree of the targets. */
  tree: Listed
  /** The order key of the last row of the previous page. */
  last: readonly unknown[] | undefined
  given: Given
}

export function wantedOf(actor: Actor, tree: Listed, { cursor, ...query }: InspectionQuery): Wanted {
  const asked = filters.filter((name) => query[name] !== undefined)
  const given = Object.fromEntries(asked.map((name) => [name, query[name]])) as Given
  return { actor, tree, last: lastOf(cursor, order), given }
}

const areas = sql<InspectionItem['areas']>`(
  select coalesce(jsonb_agg(jsonb_build_object('area', area, 'conclusion', conclusion, 'remarks', remarks)
    order by ${areaOrder}), '[]')
  from inspection_area where inspection_id = inspection.id)`

/** The inspections that are visible to the actor, by the place of the target. */
export function list(db: Db, wanted: Wanted) {
  return db
    .selectFrom('inspection')
    .innerJoin('unit as keeper', 'keeper.code', 'inspection.unit_code')
    .innerJoin('unit as target', 'target.code', 'inspection.target_code')
    .select(shown(wanted.actor))
    .select(areas.as('areas'))
    .where(chosen(wanted))
    .where(beyond(wanted))
    .orderBy(seen(wanted).plannedOn, 'desc')
    .orderBy('inspection.id', 'desc')
}

function beyond(wanted: Wanted) {
  if (wanted.last === undefined) return sql<boolean>`true`
  return sql<boolean>`(${seen(wanted).plannedOn}, inspection.id) < (${sql.join(wanted.last)})`
}

/** The order key of a row, from which the next page continues. */
export const keyOf = (row: { plannedOn: string; id: string }) => [row.plannedOn, row.id]

export function count(db: Db, wanted: Wanted): Promise<{ total: number }> {
  return db
    .selectFrom('inspection')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(wanted))
    .executeTakeFirstOrThrow()
}

function chosen({ actor, tree, given }: Wanted) {
  const columns = seen({ actor, tree })
  const one = expressionBuilder<Pick<Tables, 'inspection'>, 'inspection'>()
  const asked = filters.filter((name) => given[name] !== undefined)
  return one.and([
    about(tree),
    isVisibleWithin(actor),
    ...asked.map((name) => conditions[name](given[name] as string, columns))
  ])
}

type Row = Awaited<ReturnType<ReturnType<typeof list>['execute']>>[number]

const shapes = new Shapes<Row>()

/**
 * The first rows of the list, by a statement that is built once per combination of filters and then reused.
 */
export function page(reads: Reader, { actor, tree, last = [], given }: Wanted, most: number): Promise<Row[]> {
  const lasts = Object.fromEntries(last.map((value, n) => [`last${n}`, value as string]))
  const values: Record<string, string> = { actor: actor.unitCode, tree: tree.code, ...lasts, ...given }
  return shapes.read(reads, `${tree.depth} ${most}`, values, (placeholders, db) =>
    list(db, {
      actor: { unitCode: placeholders.actor as string },
      tree: { depth: tree.depth, code: placeholders.tree as string, hasHandedOver: false },
      last: last.length === 0 ? undefined : last.map((_, n) => placeholders[`last${n}`]),
      given: Object.fromEntries(Object.keys(given).map((name) => [name, placeholders[name]]))
    }).limit(sql.lit(most))
  )
}
