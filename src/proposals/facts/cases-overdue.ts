import { type RawBuilder, sql } from 'kysely'
import { lapsingTerms } from '../../policy/index.ts'
import {
  answering,
  answers,
  type FactQuestion,
  type FactSource,
  fact,
  isAsked,
  measures,
  nobody
} from './fact.ts'

/**
 * Cases of a unit that are overdue, quarters in which too many of the cases received were late, and letters
 * of supervision without an answer. Reports, and cases that are hidden from a unit, count nowhere.
 */
export const casesOverdue: FactSource = (asked) => sql`
  with ${quarters(asked)}, entry as (${overdue(asked)} union all ${letters(asked)} union all ${shares(asked)})
  select target_code, null as key, null as period,
    ${measures({
      number: sql`count(*) filter (where what = 'overdue')`,
      letters: sql`count(*) filter (where what = 'letter')`,
      percent: sql`max(percent)`,
      quarters: sql`max(run)`
    })},
    jsonb_agg(fact order by place, id) as facts, null as gap
  from entry group by target_code`

/** Not a report, and hidden from nobody. */
const counts = sql<boolean>`found.kind <> 'report' and found.hidden_from is null`

function overdue(asked: FactQuestion): RawBuilder<unknown> {
  return sql`
    select ${answering} as target_code, 'overdue' as what, null::numeric as percent, null::bigint as run,
      found.next_due_on as place, found.id, ${fact('case', sql`found.id`, { dueOn: sql`found.next_due_on` })}
        as fact
    from petition_case as found ${answers('found.unit_code')}
    where found.next_due_on < ${asked.today}::date and ${counts} and ${isAsked(asked, 'found.unit_code')}`
}

function letters(asked: FactQuestion): RawBuilder<unknown> {
  const figures = { detail: sql`'letter'`, dueOn: sql`letter.due_on` }
  return sql`
    select ${answering}, 'letter', null, null, letter.due_on, found.id,
      ${fact('case', sql`found.id`, figures)}
    from case_letter as letter join petition_case as found on found.id = letter.case_id
    ${answers('letter.turn_code')}
    where letter.kind = 'supervise' and letter.answered_on is null and letter.due_on < ${asked.today}::date
      and ${counts} and ${isAsked(asked, 'letter.turn_code')}`
}

/** This quarter, the one before, and as many more as may stand in a row with them. */
function quarters(asked: FactQuestion): RawBuilder<unknown> {
  const { today, floor, notice, interview } = asked
  const before = 3 * (interview.quarters ?? 1)
  const first = sql`date_trunc('quarter', ${today}::date) - make_interval(months => ${sql.lit(before)})`
  return sql`received as (
      select found.unit_code,
        date_trunc('quarter', found.received_at at time zone 'Asia/Shanghai') as quarter, exists (
          select from term
          where term.subject_kind = 'case' and term.subject_id = found.id
            and term.rule <> all(${[...lapsingTerms]}::text[])
            and (term.met_on > term.due_on or term.met_on is null and term.due_on < ${today}::date)
        ) as is_late
      from petition_case as found
      where found.received_at >= (${first}) at time zone 'Asia/Shanghai' and ${counts}
        and ${isAsked(asked, 'found.unit_code')}
    ), quarter as (
      select unit_code, quarter, count(*)::int as received, count(*) filter (where is_late)::int as late,
        count(*) filter (where is_late) * 100.0 / count(*) as percent
      from received group by unit_code, quarter having count(*) >= ${sql.lit(floor)}
    ), bad as (
      select unit_code, quarter, extract(year from quarter) * 4 + extract(quarter from quarter)
        - row_number() over (partition by unit_code order by quarter) as start
      from quarter where percent >= ${sql.lit(notice.percent ?? 101)}
    ), counted as (
      select *, row_number() over (partition by unit_code, start order by quarter) as run from bad
    )`
}

/** The shares of this quarter and the one before, and the earlier ones in a row with them. */
function shares({ today }: FactQuestion): RawBuilder<unknown> {
  const figures = {
    period: sql`to_char(quarter.quarter, 'YYYY"-Q"Q')`,
    received: sql`quarter.received`,
    overdue: sql`quarter.late`
  }
  const isRecent = sql`quarter.quarter >= date_trunc('quarter', ${today}::date) - interval '3 months'`
  return sql`
    select quarter.unit_code, 'share', case when ${isRecent} then quarter.percent end,
      case when ${isRecent} then counted.run end, quarter.quarter::date, null, ${fact(null, nobody, figures)}
    from quarter
    left join counted on counted.unit_code = quarter.unit_code and counted.quarter = quarter.quarter
    where quarter.late > 0 and (${isRecent} or counted.run is not null)`
}
