import { sql } from 'kysely'
import { isPublishedOnWebsite } from '../../disclosure/index.ts'
import { answering, answers, type FactSource, fact, isAsked, measures, monthOf, nobody } from './fact.ts'

/** Months whose lists a county should have published on its website and has not. */
export const disclosureMissing: FactSource = (asked) => {
  const { today } = asked
  const figures = { programme: sql`programme`, period: monthOf(sql`period`), dueOn: sql`due_on` }
  return sql`
    with missing as (
      select ${answering} as target_code, programme.name as programme, website_due.period, website_due.due_on
      from website_due ${answers('website_due.unit_code')}
      join fund_programme as programme on programme.id = website_due.programme_id
      where website_due.due_on < ${today}::date and owing.counts_in_quota and not exists (
        select from disclosure as posted where ${isPublishedOnWebsite} and posted.state <> 'withdrawn')
    )
    select target_code, null as key, null as period,
      ${measures({ months: sql`count(distinct period)` })},
      jsonb_agg(${fact(null, nobody, figures)} order by period, programme) as facts, null as gap
    from missing where ${isAsked(asked, 'missing.target_code')} group by target_code`
}

/** Checks of a year that found private data on show. */
const DAYS_BACK = 366

/**
 * Checks that found private data on show. The unit above acts on those that it may see: its own, those of
 * units below it, and those of which the target was told.
 */
export const leak: FactSource = (asked) => {
  const found = sql`(
    select count(*)::int from jsonb_array_elements(made.observations) as observation
    where observation ->> 'result' = 'leaks')`
  return sql`
    select made.target_code, made.id::text as key, ${monthOf(sql`made.checked_on`)} as period,
      ${measures({ number: sql`found.leaks` })},
      jsonb_build_array(${fact('disclosure-check', sql`made.id`, { leaks: sql`found.leaks` })}) as facts,
      null as gap
    from disclosure_check as made join unit as checked on checked.code = made.target_code
    cross join lateral (select ${found} as leaks) as found
    where made.checked_on > ${asked.today}::date - ${sql.lit(DAYS_BACK)} and found.leaks > 0
      and ${isAsked(asked, 'made.target_code')}
      and (made.told_at is not null or checked.parent_code = any(string_to_array(made.path, '.')))`
}
