import { type RawBuilder, sql } from 'kysely'
import { lacks } from '../../channels/index.ts'
import { standing } from '../../duty-records/index.ts'
import { yearOf } from '../../platform/values/days.ts'
import { dutiesIn } from '../../policy/index.ts'
import { staffOnRegister } from '../../relatives/index.ts'
import { type FactQuestion, type FactSource, fact, isAsked, measures, restsOnNoReport } from './fact.ts'

// What a unit still does not have although it was reminded. A finding on the item of the checklist that asks
// for it is the reminder: it has a date, and the unit knows it.

const everywhere = { code: '*', depth: 0 }

/** The items of the checklist that ask for a channel or a duty. */
const asking = {
  hotline: 'petitions-hotline',
  online: 'petitions-online',
  scheme: 'accountability-scheme',
  rules: 'accountability-measures',
  publicity: 'policy-publicised',
  training: 'policy-training',
  responsibility: 'accountability-duties'
} as const

/** Channels that are missing. */
export const channels: FactSource = (asked) => {
  const missing = (['hotline', 'online'] as const).map(
    (name) => sql`select unit.code as unit_code, ${sql.lit(name)} as detail, null::int as year,
      null::date as due_on from unit where ${lacks(name, asked)}`
  )
  return reminded(asked, sql.join(missing, sql` union all `))
}

/**
 * Standing duties of this year and the last one that are missed. What was missed before the service looked
 * for the first time is unknown: it was never recorded.
 */
export const dutyRecords: FactSource = (asked) => {
  const { today } = asked
  const years = [yearOf(today) - 1, yearOf(today)]
  const missed = years.map(
    (year) => sql`select unit_code, kind as detail, ${year}::int as year, due_on
      from (${standing({ tree: everywhere, year, today, duties: dutiesIn(year), staffOnRegister })}) as duty
      where state = 'missed' and exists (
        select from duty_missed as recorded
        where recorded.unit_code = duty.unit_code and recorded.year = ${year}
          and recorded.kind = duty.kind)`
  )
  return reminded(asked, sql.join(missed, sql` union all `))
}

/**
 * What of this is missing since a reminder, with the days since then. A duty of a year is reminded of in that
 * year, or until the same duty of the next year is due.
 */
function reminded(asked: FactQuestion, missing: RawBuilder<unknown>): RawBuilder<unknown> {
  const items = Object.entries(asking).map(([detail, item]) => sql`(${detail}, ${item})`)
  const figures = {
    detail: sql`detail`,
    year: sql`year`,
    dueOn: sql`due_on`,
    remindedOn: sql`reminded_on`,
    days: sql`days`
  }
  return sql`
    with reminder as materialized (
      select finding.id, finding.target_code, asking.detail,
        (finding.created_at at time zone 'Asia/Shanghai')::date as reminded_on
      from finding join (values ${sql.join(items)}) as asking (detail, item) on asking.item = finding.item_id
      where finding.state in ('open', 'sent-back', 'rectified') and ${isAsked(asked, 'finding.target_code')}
        and ${restsOnNoReport('finding')}
    ), absent as (
      select distinct on (missing.unit_code, missing.detail, missing.year)
        reminder.id, missing.unit_code, missing.detail, missing.year, missing.due_on, reminder.reminded_on,
        ${asked.today}::date - reminder.reminded_on as days
      from (${missing}) as missing
      join reminder on reminder.target_code = missing.unit_code and reminder.detail = missing.detail
        and (missing.year is null or extract(year from reminder.reminded_on) >= missing.year
          and reminder.reminded_on <= missing.due_on + interval '1 year')
      order by missing.unit_code, missing.detail, missing.year, reminder.reminded_on, reminder.id
    )
    select unit_code as target_code, null as key, null as period, ${measures({ days: sql`max(days)` })},
      jsonb_agg(${fact('finding', sql`id`, figures)} order by reminded_on, detail, year) as facts,
      null as gap
    from absent group by unit_code`
}
