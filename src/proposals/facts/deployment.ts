import { sql } from 'kysely'
import { linesOf } from '../../deployments/index.ts'
import { answering, answers, type FactSource, fact, isAsked, measures } from './fact.ts'

/** Items of deployments that a unit has not carried out by their day, nor reported as done. */
export const deployment: FactSource = (asked) => {
  const { today } = asked
  const days = sql`${today}::date - item.due_on`
  const figures = { itemNo: sql`item.no`, dueOn: sql`item.due_on`, days }
  return sql`
    select ${answering} as target_code, null as key, null as period,
      ${measures({ number: sql`count(*)`, days: sql`max(${days})` })},
      jsonb_agg(${fact('deployment', sql`deployment.id`, figures)}
        order by item.due_on, deployment.id, item.no) as facts,
      null as gap
    from deployment ${linesOf(today)} ${answers('addressee.unit_code')}
    where deployment.state = 'issued' and mark.state = 'overdue' and ${isAsked(asked, 'addressee.unit_code')}
    group by ${answering}`
}
