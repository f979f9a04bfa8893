import { sql } from 'kysely'
import { type DutyMeasures, endOf, inYear, measured, owing } from '../../platform/access/duty-measures.ts'
import { disclosed, inSubtree } from '../../platform/access/scope.ts'
import { lapsingTerms } from '../../policy/index.ts'
import '../tables.ts'

/**
 * Terms of cases that ended in the year, and those of them that were met. Reports are left out for every
 * reader: the figures of a unit would otherwise tell it that somebody reported it.
 */
const inTime: DutyMeasures['cases-in-time'] = ({ tree, year, asOf, actor }) =>
  measured({
    unit: sql`found.unit_code`,
    done: sql`count(*) filter (where term.met_on <= term.due_on)`,
    of: sql`count(*)`,
    source: sql`from petition_case as found
      join term on term.subject_kind = 'case' and term.subject_id = found.id
      where ${inSubtree(tree, { table: 'found', unit: 'unit_code' })} and found.kind <> 'report'
        and ${disclosed(actor, 'found')} and term.rule <> all(${[...lapsingTerms]}::text[])
        and ${inYear('term.due_on', year)}
        and (term.due_on <= ${asOf}::date and (term.met_on is null or term.met_on > term.due_on)
          or term.met_on <= ${asOf}::date)
      group by found.unit_code`
  })

/** A bulletin for each quarter: due by the end of the month after it. */
const bulletin: DutyMeasures['bulletin'] = (asked) => {
  const { year, asOf } = asked
  return measured({
    unit: sql`unit.code`,
    done: sql`quarters.published`,
    of: sql`4`,
    dueOn: sql`quarters.next_on`,
    source: sql`from unit cross join lateral (
        select count(*) filter (where quarter.is_there) as published,
          min(quarter.due_on) filter (where not quarter.is_there) as next_on
        from (
          select (begins_on + interval '4 months - 1 day')::date as due_on, exists (
            select from case_bulletin as bulletin
            where bulletin.unit_code = unit.code and bulletin.state = 'published'
              and bulletin.published_at < ${endOf(asOf)}
              and bulletin.period_to >= begins_on
              and bulletin.period_to < (begins_on + interval '3 months')::date) as is_there
          from generate_series(make_date(${year}, 1, 1), make_date(${year}, 10, 1), interval '3 months')
            as begins (begins_on)
        ) as quarter
      ) as quarters
      where ${owing(asked)}`
  })
}

/** Cases of embezzlement or favouritism, and those handed over within thirty days of their conclusion. */
const referred: DutyMeasures['referred'] = ({ tree, year, asOf, actor }) =>
  measured({
    unit: sql`clue.unit_code`,
    done: sql`count(*) filter (where clue.referred_on <= clue.due_on)`,
    of: sql`count(*)`,
    dueOn: sql`min(clue.due_on) filter (where coalesce(clue.referred_on > clue.due_on, true))`,
    source: sql`from (
        select found.unit_code, found.concluded_on + 30 as due_on, (
          select min(referral.referred_on) from case_referral as referral
          where referral.case_id = found.id and referral.referred_on <= ${asOf}::date) as referred_on
        from petition_case as found
        where ${inSubtree(tree, { table: 'found', unit: 'unit_code' })} and found.kind <> 'report'
          and found.cause in ('embezzlement', 'favouritism') and ${disclosed(actor, 'found')}
          and found.concluded_on <= ${asOf}::date and ${inYear('found.concluded_on', year)}
      ) as clue
      group by clue.unit_code`
  })

export const duties: DutyMeasures = { 'cases-in-time': inTime, bulletin, referred }
