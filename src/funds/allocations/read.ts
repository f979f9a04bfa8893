import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { yuan, yuanOf } from '../../platform/database/yuan.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { actingShown } from '../../units/index.ts'
import { columnsNamed } from '../column-names.ts'
import { isProgramme } from '../programmes/store.ts'
import * as chain from './chains/chain.ts'
import { figures, isOverdue, parentSeenBy } from './figures.ts'
import type { Allocation, AllocationItem, AllocationQuery } from './schema.ts'
import '../tables.ts'

export type Versioned = Allocation & { version: number }

function allocations(db: Db | Tx) {
  return db
    .selectFrom('allocation')
    .innerJoin('fund_programme as programme', 'programme.id', 'allocation.programme_id')
}

function isMatchingLate(today: string): RawBuilder<boolean> {
  const isLate = sql`allocation.matching_arrived < allocation.matching_budgeted
    and allocation.matching_due_on < ${today}::date`
  return sql<boolean>`coalesce(${isLate}, false)`
}

/** Since when the budget is in place. */
const matchingMetOn = sql<string | null>`case
  when allocation.matching_arrived >= allocation.matching_budgeted then allocation.matching_arrived_on end`

function shown(db: Db | Tx, actor: Actor, today: string) {
  return allocations(db)
    .innerJoin('unit', 'unit.code', 'allocation.unit_code')
    .crossJoinLateral(
      sql<{ last_on: string | null; in_time: string }>`(
        select max(arrived_on) as last_on,
          coalesce(max(arrived) filter (where arrived_on <= allocation.matching_due_on), 0) as in_time
        from matching_arrival where allocation_id = allocation.id)`.as<'came'>(sql`came`)
    )
    .leftJoin('allocation as parent', parentSeenBy(actor))
    .leftJoin('term', (join) =>
      join.onRef('term.subject_id', '=', 'allocation.id').on('term.subject_kind', '=', 'allocation')
    )
    .select(['allocation.id', 'programme.code as programme', 'programme.name as programmeName'])
    .select('allocation.from_unit_code as fromUnitCode')
    .select(['allocation.unit_code as toUnitCode', 'unit.name as toUnitName'])
    .select(actingShown())
    .select(['parent.id as parentId', 'allocation.document_no as documentNo'])
    .select(yuan('allocation.amount').as('amount'))
    .select(figures(today))
    .select([
      yuan('allocation.matching_budgeted').as('matchingBudgeted'),
      'allocation.matching_due_on as matchingDueOn'
    ])
    .select([yuan('allocation.matching_arrived').as('matchingArrived'), 'came.last_on as matchingArrivedOn'])
    .select([matchingMetOn.as('matchingMetOn'), yuanOf(sql`came.in_time`).as('matchingInTime')])
    .select(isMatchingLate(today).as('matchingOverdue'))
    .select(['allocation.open_until as openUntil', 'allocation.version'])
}

type Row = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]

/** A row as it stands on the wire: flat in a download, the local share by itself on a page. */
export function wire(row: Row): AllocationItem {
  const { openUntil: _, version: __, matchingBudgeted, matchingDueOn, matchingArrived, ...rest } = row
  const { matchingArrivedOn: arrivedOn, matchingMetOn: metOn, matchingInTime: inTime, ...others } = rest
  const { matchingOverdue: overdue, ...item } = others
  const share = { budgeted: matchingBudgeted, arrived: matchingArrived, arrivedOn, metOn, inTime, overdue }
  return { ...item, matching: matchingDueOn === null ? null : { ...share, dueOn: matchingDueOn } }
}

/** An allocation with its term and the chain below it. */
export async function find(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string
): Promise<Versioned | undefined> {
  const row = await shown(db, actor, today)
    .where('allocation.id', '=', id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const below = await chain.below(db, actor, id, today)
  const terms = (await termsOf(db, 'allocation', [id])).get(id) ?? []
  return {
    ...wire(row),
    terms: terms.map((term) => termOnWire(term, today)),
    chain: below,
    version: row.version
  }
}

/** Whether the actor sees the allocation: then its id. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('allocation')
    .select('id')
    .where('id', '=', id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
}

export const columns = columnsNamed(
  'id programme programmeName fromUnitCode toUnitCode toUnitName ' +
    'parentId documentNo amount handedDown spent retained receivedOn dueOn metOn daysTaken overdue ' +
    'daysOverdue matchingBudgeted matchingDueOn matchingArrived matchingArrivedOn matchingMetOn ' +
    'matchingInTime matchingOverdue actingUnitCode actingUnitName'
)

/** What must be handed on first comes first; what is done comes last. */
const order = [
  ['allocation.open_until', 'day'],
  ['allocation.id', 'uuid']
] as const

export const keyOf = ({ openUntil, id }: Row) => [openUntil, id]

export function list(db: Db, actor: Actor, trees: readonly Subtree[], query: AllocationQuery, today: string) {
  return shown(db, actor, today)
    .where(chosen(trees, query, today))
    .where(after(query.cursor, order))
    .orderBy('allocation.open_until')
    .orderBy('allocation.id')
}

export function count(db: Db, trees: readonly Subtree[], query: AllocationQuery, today: string) {
  return allocations(db)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(trees, query, today))
    .executeTakeFirstOrThrow()
}

function chosen(
  trees: readonly Subtree[],
  { programme, overdue, from, to }: AllocationQuery,
  today: string
): RawBuilder<boolean> {
  const conditions = [
    ...trees.map((tree) => inSubtree(tree, { table: 'allocation', unit: 'unit_code' })),
    ...(programme === undefined ? [] : [isProgramme(programme)]),
    ...(overdue === undefined ? [] : [sql`${isOverdue(today)} = ${overdue}`]),
    ...(from === undefined ? [] : [sql`allocation.received_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`allocation.received_on <= ${to}::date`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
