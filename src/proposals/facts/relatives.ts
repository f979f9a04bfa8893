import { sql } from 'kysely'
import { answering, answers, type FactSource, fact, isAsked, measures, restsOnNoReport } from './fact.ts'

/**
 * Findings of checks of near relatives: relatives that were not filed, or filed falsely. Those not rectified
 * in time count, and of false filings all that are not settled.
 */
export const relatives: FactSource = (asked) => {
  const figures = { detail: sql`type`, dueOn: sql`nullif(due_on, 'infinity')` }
  return sql`
    with found as (
      select distinct finding.id, ${answering} as target_code, finding.due_on, made.type,
        finding.due_on < ${asked.today}::date as is_overdue
      from relative_check_finding as made join finding on finding.id = made.finding_id
      ${answers('finding.target_code')}
      where made.type in ('unfiled', 'false') and finding.state in ('open', 'sent-back', 'rectified')
        and ${isAsked(asked, 'finding.target_code')} and ${restsOnNoReport('finding')}
    )
    select target_code, null as key, null as period,
      ${measures({
        number: sql`count(*) filter (where is_overdue)`,
        falsified: sql`count(*) filter (where type = 'false')`
      })},
      jsonb_agg(${fact('finding', sql`id`, figures)} order by due_on, id) as facts, null as gap
    from found where is_overdue or type = 'false' group by target_code`
}
