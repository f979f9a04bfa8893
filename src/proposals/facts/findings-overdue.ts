import { sql } from 'kysely'
import { type FactSource, isAsked, kindOf, reaches } from './fact.ts'

/**
 * Findings at a unit that are not rectified in time. A finding from a report is left out: the proposal would
 * tell that somebody reported the unit.
 */
export const findingsOverdue: FactSource = (asked) => {
  const { notice, interview, today } = asked
  return sql`
    with overdue as (
      select finding.id, finding.target_code, finding.severity, finding.due_on,
        ${today}::date - finding.due_on as days,
        (finding.repeats is not null)::int + (before.repeats is not null)::int as repeats
      from finding left join finding as before on before.id = finding.repeats
      where finding.due_on < ${today}::date and ${isAsked(asked, 'finding.target_code')}
        and not exists (
          select from cause_link as link join petition_case as report on report.id = link.cause_id
          where link.consequence_kind = 'finding' and link.consequence_id = finding.id
            and link.cause_kind = 'case' and report.kind = 'report')
    )
    select target_code, null as key, null as period,
      ${kindOf(
        [
          reaches(sql`count(*) filter (where severity = 'grave')`, interview.grave),
          reaches(sql`max(repeats)`, interview.repeats)
        ],
        [reaches(sql`count(*)`, notice.number), reaches(sql`max(days) - 1`, notice.days)]
      )} as kind,
      jsonb_agg(jsonb_build_object('kind', 'finding', 'id', id, 'figures', jsonb_build_object(
        'severity', severity, 'dueOn', due_on, 'repeats', repeats)) order by due_on, id) as facts,
      null as gap
    from overdue group by target_code`
}
