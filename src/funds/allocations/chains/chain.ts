import { sql } from 'kysely'
import { visible } from '../../../platform/access/scope.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { yuanOf } from '../../../platform/database/yuan.ts'
import { marked } from '../../../platform/http/lists/cursors.ts'
import { downloadColumns } from '../../../platform/http/lists/definition.ts'
import { after, pageOf } from '../../../platform/http/lists/paging.ts'
import type { Tx } from '../../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../../terms/index.ts'
import { isOverdue, isParentSeen, step } from '../fields.ts'
import type { Chain, ChainItem } from './schema.ts'
import '../../tables.ts'

/** The number of steps that are shown with an allocation. The others come in pages. */
const FIRST = 200

/** An allocation and all parts that were allocated on from it, as far as the actor may see them. */
function steps(db: Db | Tx, actor: Actor, id: string) {
  return db
    .withRecursive('below', (part) =>
      part
        .selectFrom('allocation')
        .select(['allocation.id', sql<number>`0`.as('depth')])
        .where('allocation.id', '=', id)
        .unionAll(
          part
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

export const columns = downloadColumns(step)

/** The steps in the order in which they were recorded: upper units before lower ones. */
export function list(db: Db | Tx, actor: Actor, id: string, cursor: string | undefined, today: string) {
  return steps(db, actor, id)
    .innerJoin('unit', 'unit.code', 'allocation.unit_code')
    .leftJoin('allocation as parent', (join) => join.on(isParentSeen(actor)))
    .leftJoin('term', (join) =>
      join.onRef('term.subject_id', '=', 'allocation.id').on('term.subject_kind', '=', 'allocation')
    )
    .select(step.select({ ...actor, today }))
    .where(after(cursor, order))
    .orderBy('allocation.id')
}

export function count(db: Db, actor: Actor, id: string): Promise<{ total: number }> {
  return steps(db, actor, id).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

/** The figures of the whole chain, and its first steps with their terms. */
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

/** The amount that each step received, from the step above it that the reader may see. */
function links(nodes: readonly ChainItem[]): Chain['links'] {
  return nodes.flatMap(({ id, parentId, depth, received }) =>
    depth === 0 || parentId === null ? [] : [{ source: parentId, target: id, amount: received }]
  )
}
