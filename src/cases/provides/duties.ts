import { type RawBuilder, sql } from 'kysely'
import {
  type DutyMeasures,
  type DutyQuestion,
  endOf,
  inYear,
  measured,
  owing
} from '../../platform/access/duty-measures.ts'
import { asideFrom } from '../../platform/access/recusal.ts'
import { disclosed, inSubtree } from '../../platform/access/scope.ts'
import { lapsingTerms } from '../../policy/index.ts'
import '../tables.ts'

/**
 * Terms of cases that ended in the year, and those of them that were met, by the unit that owed them. Reports
 * are left out for every reader: the figures of a unit would otherwise tell it that somebody reported it.
 */
const inTime: DutyMeasures['cases-in-time'] = ({ tree, year, asOf, actor }) =>
  measured({
    unit: sql`term.unit_code`,
    done: sql`count(*) filter (where term.met_on <= term.due_on)`,
    of: sql`count(*)`,
    source: sql`from term join unit on unit.code = term.unit_code
      where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and term.subject_kind = 'case'
        and not exists (
          select from petition_case as secret where secret.id = term.subject_id
            and (secret.kind = 'report' or secret.hidden_from is not null))
        and term.subject_id not in (${asideFrom(actor)})
        and term.rule <> all(${[...lapsingTerms]}::text[])
        and ${inYear('term.due_on', year)}
        and (term.due_on <= ${asOf}::date and (term.met_on is null or term.met_on > term.due_on)
          or term.met_on <= ${asOf}::date)
      group by term.unit_code`
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

/**
 * Cases of embezzlement or favouritism, and grave findings that rest on such a case: handed over within
 * thirty days of the conclusion, or of the finding. Whoever hands over one of them hands over both. Reports
 * are left out, and what was found because of them.
 */
const referred: DutyMeasures['referred'] = (asked) =>
  measured({
    unit: sql`clue.unit_code`,
    done: sql`count(*) filter (where clue.referred_on <= clue.due_on)`,
    of: sql`count(*)`,
    dueOn: sql`min(clue.due_on) filter (where coalesce(clue.referred_on > clue.due_on, true))`,
    source: sql`from (${cluesInCases(asked)} union all ${cluesInFindings(asked)}) as clue
      group by clue.unit_code`
  })

function cluesInCases({ tree, year, asOf, actor }: DutyQuestion): RawBuilder<unknown> {
  return sql`
    select found.unit_code, found.concluded_on + 30 as due_on, (
      select min(referral.referred_on) from case_referral as referral
      where (referral.case_id = found.id or referral.finding_id in (
          select consequence_id from cause_link where cause_id = found.id and consequence_kind = 'finding'))
        and referral.referred_on <= ${asOf}::date) as referred_on
    from petition_case as found
    where ${inSubtree(tree, { table: 'found', unit: 'unit_code' })} and ${isClue(actor)}
      and found.concluded_on <= ${asOf}::date and ${inYear('found.concluded_on', year)}`
}

function cluesInFindings({ tree, year, asOf, actor }: DutyQuestion): RawBuilder<unknown> {
  return sql`
    select grave.unit_code, grave.found_on + 30, (
      select min(referral.referred_on) from case_referral as referral
      where (referral.finding_id = grave.id or referral.case_id = found.id)
        and referral.referred_on <= ${asOf}::date)
    from (
      select finding.id, finding.unit_code,
        (finding.created_at at time zone 'Asia/Shanghai')::date as found_on
      from finding join unit on unit.code = finding.unit_code
      where finding.severity = 'grave' and ${inSubtree(tree, { table: 'unit', unit: 'code' })}
    ) as grave
    join cause_link as link on link.consequence_kind = 'finding' and link.consequence_id = grave.id
      and link.cause_kind = 'case'
    join petition_case as found on found.id = link.cause_id
    where ${isClue(actor)} and grave.found_on <= ${asOf}::date and ${inYear('grave.found_on', year)}`
}

function isClue(actor: DutyQuestion['actor']): RawBuilder<boolean> {
  return sql<boolean>`(found.kind <> 'report' and found.cause in ('embezzlement', 'favouritism')
    and ${disclosed(actor, 'found')})`
}

export const duties: DutyMeasures = { 'cases-in-time': inTime, bulletin, referred }
