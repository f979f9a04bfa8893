import { sql } from 'kysely'
import { visible } from '../../../platform/access/scope.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { yuan, yuanOf } from '../../../platform/database/yuan.ts'
import { marked } from '../../../platform/http/lists/cursors.ts'
import { after, pageOf } from '../../../platform/http/lists/paging.ts'
import type { Tx } from '../../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../../terms/index.ts'
import { figures, isOverdue, parentSeenBy } from '../figures.ts'
import type { Chain, ChainItem } from './schema.ts'
import '../../tables.ts'

/** Steps that are shown with an allocation; the others are paged. */
const FIRST = 200

/** An allocation and all that was handed on from it, as far as the actor sees it. */
function steps(db: Db | Tx, actor: Actor, id: string) {
  return db
    .withRecursive('below', (step) =>
      step
        .selectFrom('allocation')
        .select(['allocation.id', sql<number>`0`.as('depth')])
        .where('allocation.id', '=', id)
        .unionAll(
          step
            .selectFrom('below')
            .innerJoin('allocation', 'allocation.parent_id', 'below.id')
            .select(['allocation.id', sql<number>`below.depth + 1`.as('depth')])
        )
    )
    .selectFrom('below')
    .innerJoin('allocation', 'allocation.id', 'below.id')
    .where(visible(actor, 'fund', 'allocation'))
}

const order = [['allocation.id', 'uuid']] as const
export const keyOf = ({ id }: { id: string }) => [id]

export const columns = ['id', 'parentId', 'depth', 'unitCode', 'unitName', 'documentNo', 'received']
  .concat('handedDown', 'spent', 'retained', 'receivedOn', 'dueOn', 'metOn', 'daysTaken', 'overdue')
  .concat('daysOverdue')
  .map((name) => ({ name }))

/** The steps in the order in which they were put on record: what is above before what is below. */
export function list(db: Db | Tx, actor: Actor, id: string, cursor: string | undefined, today: string) {
  return steps(db, actor, id)
    .innerJoin('unit', 'unit.code', 'allocation.unit_code')
    .leftJoin('allocation as parent', parentSeenBy(actor))
    .leftJoin('term', (join) =>
      join.onRef('term.subject_id', '=', 'allocation.id').on('term.subject_kind', '=', 'allocation')
    )
    .select(['allocation.id', 'parent.id as parentId', 'below.depth'])
    .select(['allocation.unit_code as unitCode', 'unit.name as unitName'])
    .select(['allocation.document_no as documentNo', yuan('allocation.amount').as('received')])
    .select(figures(today))
    .where(after(cursor, order))
    .orderBy('allocation.id')
}

export function count(db: Db, actor: Actor, id: string): Promise<{ total: number }> {
  return steps(db, actor, id).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

/** The whole chain in figures, and its first steps with their terms. */
export async function below(db: Db | Tx, actor: Actor, id: string, today: string): Promise<Chain> {
  const totals = await sums(db, actor, id, today)
  const rows: ChainItem[] = await list(db, actor, id, undefined, today)
    .limit(sql.lit(FIRST + 1))
    .execute()
  const { items, nextCursor } = pageOf(rows, FIRST, keyOf)
  const terms = await termsOf(
    db,
    'allocation',
    items.map(({ id }) => id)
  )
  const nodes = items.map((node) => ({
    ...node,
    terms: (terms.get(node.id) ?? []).map((term) => termOnWire(term, today))
  }))
  return { totals, nodes, links: links(items), nextCursor: marked(`/v1/allocations/${id}/chain`, nextCursor) }
}

function sums(db: Db | Tx, actor: Actor, id: string, today: string) {
  const kept = sql`sum(allocation.retained)`
  const late = sql`coalesce(sum(allocation.retained) filter (where ${isOverdue(today)}), 0)`
  return steps(db, actor, id)
    .select(sql<number>`count(*)::int`.as('nodes'))
    .select(yuanOf(sql`coalesce(sum(allocation.amount) filter (where below.depth = 0), 0)`).as('received'))
    .select([yuanOf(sql`coalesce(sum(allocation.spent), 0)`).as('spent')])
    .select([yuanOf(sql`coalesce(${kept}, 0)`).as('retained'), yuanOf(late).as('overdue')])
    .executeTakeFirstOrThrow()
}

/** What flowed to each step, from the one above it that the reader sees. */
function links(nodes: readonly ChainItem[]): Chain['links'] {
  return nodes.flatMap(({ id, parentId, depth, received }) =>
    depth === 0 || parentId === null ? [] : [{ source: parentId, target: id, amount: received }]
  )
}
