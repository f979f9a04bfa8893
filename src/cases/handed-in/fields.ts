import { sql } from 'kysely'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { LocalDate, nullable, oneOf } from '../../platform/http/schema.ts'
import { sourceOf } from '../../platform/http/sources.ts'
import { item as all, State } from '../fields.ts'
import type { Outcome } from '../labels.ts'
import '../tables.ts'
import { codesOf } from '../vocabulary.ts'

const { id, number, nextDueOn, updatedAt } = all.properties

/** A value of the last decision in the case: the re-check, else the review, else the reply. */
function last<T>(column: 'outcome' | 'decided_on') {
  return sql<T | null>`(select ${sql.ref(`case_decision.${column}`)} from case_decision
    where case_decision.case_id = petition_case.id
    order by array_position(array['reply', 'review', 'recheck'], case_decision.stage) desc limit 1)`
}

/** What the system that handed in a case sees of it. */
export const item = fieldsOf('petition_case', {
  id,
  number,
  source: sourceOf('petition_case'),
  state: State,
  nextDueOn: from(
    nextDueOn,
    sql<string | null>`nullif(petition_case.next_due_on, 'infinity')`,
    'petition_case.next_due_on'
  ),
  outcome: from(
    nullable(
      oneOf(codesOf('decision-outcome'), {
        title: '结果',
        description: 'Outcome of the last decision: reply, review or re-check; null before the reply'
      })
    ),
    last<Outcome>('outcome')
  ),
  outcomeOn: from(
    nullable({ ...LocalDate, title: '结果日期', description: 'Date of that decision' }),
    last<string>('decided_on')
  ),
  updatedAt: from(updatedAt, sql<string>`coalesce(petition_case.updated_at, petition_case.created_at)`)
})
