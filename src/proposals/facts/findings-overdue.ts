import { sql } from 'kysely'
import { answering, answers, type FactSource, fact, isAsked, measures, restsOnNoReport } from './fact.ts'

/** Findings at a unit that are not rectified in time, without those that rest on a report. */
export const findingsOverdue: FactSource = (asked) => {
  const { today } = asked
  const figures = { severity: sql`severity`, dueOn: sql`due_on`, repeats: sql`repeats` }
  return sql`
    with overdue as (
      select finding.id, ${answering} as target_code, finding.severity, finding.due_on,
        ${today}::date - finding.due_on as days,
        (finding.repeats is not null)::int + (before.repeats is not null)::int as repeats
      from finding ${answers('finding.target_code')}
      left join finding as before on before.id = finding.repeats
      where finding.due_on < ${today}::date and ${isAsked(asked, 'finding.target_code')}
        and ${restsOnNoReport('finding')}
    )
    select target_code, null as key, null as period,
      ${measures({
        number: sql`count(*)`,
        days: sql`max(days)`,
        grave: sql`count(*) filter (where severity = 'grave')`,
        repeats: sql`max(repeats)`
      })},
      jsonb_agg(${fact('finding', sql`id`, figures)} order by due_on, id) as facts, null as gap
    from overdue group by target_code`
}
