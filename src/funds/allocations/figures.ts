import { type RawBuilder, sql } from 'kysely'
import { yuan } from '../../platform/database/yuan.ts'

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
