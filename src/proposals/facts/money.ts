import { sql } from 'kysely'
import { answering, answers, type FactSource, fact, isAsked, measures, nobody, yuan } from './fact.ts'

/**
 * Money that a unit has not handed down or spent by its term, or did so later. What happened in a year stays
 * a fact of that year. Money that is left passes to the successor of a unit; what the unit did late does not.
 */
export const allocationLate: FactSource = (asked) => {
  const { today, notice } = asked
  const figures = {
    programme: sql`programme`,
    documentNo: sql`document_no`,
    dueOn: sql`due_on`,
    days: sql`days`,
    retained: yuan(sql`nullif(retained, 0)`)
  }
  return sql`
    with late as (
      select allocation.id,
        case when retained > 0 then ${answering} else allocation.unit_code end as unit_code,
        programme.name as programme, document_no, allocation.due_on,
        retained, coalesce(case when retained = 0 then term.met_on end, ${today}::date) - allocation.due_on
          as days
      from allocation ${answers('allocation.unit_code')}
      join fund_programme as programme on programme.id = allocation.programme_id
      left join term on term.subject_kind = 'allocation' and term.subject_id = allocation.id
      where allocation.due_on < ${today}::date and ${isAsked(asked, 'allocation.unit_code')}
        and (retained > 0 or term.met_on > allocation.due_on
          and allocation.due_on >= date_trunc('year', ${today}::date) - interval '1 year')
    )
    select unit_code as target_code, to_char(due_on, 'YYYY') as key, to_char(due_on, 'YYYY') as period,
      ${measures({
        days: sql`max(days)`,
        times: sql`count(*) filter (where days > ${sql.lit(notice.days ?? 0)})`
      })},
      jsonb_agg(${fact(null, nobody, figures)} order by due_on, id) as facts, null as gap
    from late group by unit_code, to_char(due_on, 'YYYY')`
}

/** Matching money that was due and has not arrived in full. */
export const matchingMissing: FactSource = (asked) => {
  const { today } = asked
  const figures = {
    programme: sql`programme.name`,
    dueOn: sql`matching_due_on`,
    days: sql`${today}::date - matching_due_on`,
    budgeted: yuan(sql`matching_budgeted`),
    arrived: yuan(sql`matching_arrived`)
  }
  return sql`
    select ${answering} as target_code, null as key, null as period,
      ${measures({ days: sql`max(${today}::date - matching_due_on)`, number: sql`count(*)` })},
      jsonb_agg(${fact(null, nobody, figures)} order by matching_due_on, allocation.id) as facts, null as gap
    from allocation ${answers('allocation.unit_code')}
    join fund_programme as programme on programme.id = allocation.programme_id
    where matching_due_on < ${today}::date and matching_arrived < matching_budgeted
      and ${isAsked(asked, 'allocation.unit_code')}
    group by ${answering}`
}
