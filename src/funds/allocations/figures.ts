import { type JoinBuilder, type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Tables } from '../../platform/database/connect.ts'
import { yuan } from '../../platform/database/yuan.ts'

/**
 * The allocation of which another one is a part, joined as `parent`. A caller who may not see it does not
 * get its id either.
 */
export function parentSeenBy(actor: Actor) {
  return (join: JoinBuilder<Tables & { parent: Tables['allocation'] }, 'allocation' | 'parent'>) =>
    join.onRef('parent.id', '=', 'allocation.parent_id').on(visible(actor, 'fund', 'parent'))
}

/** Past its last day with something left. */
export function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(allocation.open_until < ${today}::date)`
}

/** What is shown of every step: what came of the money, how long it took, and whether it is late. */
export function figures(today: string) {
  return [
    yuan('allocation.handed_down').as('handedDown'),
    yuan('allocation.spent').as('spent'),
    yuan('allocation.retained').as('retained'),
    'allocation.received_on as receivedOn',
    'allocation.due_on as dueOn',
    'term.met_on as metOn',
    sql<number | null>`term.met_on - allocation.received_on`.as('daysTaken'),
    isOverdue(today).as('overdue'),
    sql<number | null>`case when ${isOverdue(today)} then ${today}::date - allocation.due_on end`.as(
      'daysOverdue'
    )
  ] as const
}
