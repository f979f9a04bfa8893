import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Viewer } from '../../platform/database/fields.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import * as chain from './chains/chain.ts'
import { isParentSeen, row } from './fields.ts'
import * as rules from './rules.ts'
import type { AllocationItem } from './schema.ts'
import '../tables.ts'

export const allocation = sql`
  allocation join fund_programme as programme on programme.id = allocation.programme_id`

/** All tables that the fields of an allocation name. */
export function allocationShown(viewer: Pick<Viewer, 'unitCode'>): RawBuilder<unknown> {
  return sql`${allocation}
    join unit on unit.code = allocation.unit_code
    cross join lateral (
      select max(arrived_on) as last_on,
        coalesce(max(arrived) filter (where arrived_on <= allocation.matching_due_on), 0) as in_time
      from matching_arrival where allocation_id = allocation.id) as came
    left join allocation as parent on ${isParentSeen(viewer)}
    left join term on term.subject_id = allocation.id and term.subject_kind = 'allocation'`
}

type Row = ReturnType<typeof row.selectList> extends RawBuilder<infer R> ? R : never

/** A row as it goes on the wire: the matching funds are flat in a download, and an object in a page. */
export function wire({ openUntil: _, ...row }: Row): AllocationItem {
  const { matchingBudgeted: budgeted, matchingDueOn: dueOn, matchingArrived: arrived, ...rest } = row
  const { matchingArrivedOn: arrivedOn, matchingMetOn: metOn, matchingInTime: inTime, ...others } = rest
  const { matchingOverdue: overdue, ...item } = others
  if (budgeted === null || dueOn === null) return { ...item, matching: null }
  return { ...item, matching: { budgeted, dueOn, arrived, arrivedOn, metOn, inTime, overdue } }
}

/** An allocation with its term and the chain below it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const { rows } = await sql<Row & { version: number; giverPath: string | null }>`
    select ${row.selectList(viewer)}, allocation.version,
      unit_path(coalesce(allocation.from_unit_code, allocation.unit_code)) as "giverPath"
    from ${allocationShown(viewer)}
    where allocation.id = ${id}::uuid and ${visible(actor, 'fund', 'allocation')}`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  const { version, giverPath, ...shown } = found
  const below = await chain.below(db, actor, id, today)
  const terms = (await termsOf(db, 'allocation', [id])).get(id) ?? []
  const { matchingBudgeted } = shown
  return {
    ...wire(shown),
    terms: terms.map((term) => termOnWire(term, today)),
    chain: below,
    actions: actionsOf(rules, { giverPath, matchingBudgeted }, actor, today),
    version
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** The id of an allocation, if the actor may see it. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('allocation')
    .select('id')
    .where('id', '=', id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
}
