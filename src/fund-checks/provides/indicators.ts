import { type RawBuilder, sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  type IndicatorQuestion,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import type { ExceptionType } from '../labels.ts'
import '../tables.ts'

/** What makes a payment to somebody wrong, however late it was. */
const faults: ExceptionType[] = ['unpaid', 'underpaid', 'overpaid', 'duplicate', 'wrong-account']

/**
 * The latest complete check of each batch that was due in the period: `id`, the payer, and both files. What
 * was compared without one of the files says nothing.
 */
function latestOf(asked: IndicatorQuestion): RawBuilder<unknown> {
  return sql`
    select latest.id, latest.unit_code, latest.exceptions, roster.lines, payments.paid_amount
    from (
      select distinct on (disbursement_id) id, unit_code, state, exceptions, roster_upload_id,
        payments_upload_id
      from fund_check as made
      where made.kind = 'payment' and ${isAsked(sql`made.unit_code`, asked)}
        and ${inPeriod(sql`made.due_on`, asked)}
      order by disbursement_id, checked_at desc, id desc
    ) as latest
    join fund_upload as roster on roster.id = latest.roster_upload_id
    join fund_upload as payments on payments.id = latest.payments_upload_id
    where latest.state = 'done'`
}

/**
 * The batches of each payer and month that were expected: those on record, and those that the latest run over
 * the month missed. `is_whole`: both files are there.
 */
function expectedIn(asked: IndicatorQuestion): RawBuilder<unknown> {
  const months = (period: RawBuilder<unknown>) =>
    sql`${period} between date_trunc('month', ${asked.from}::date) and ${asked.to}::date`
  return sql`
    select batch.unit_code,
      num_nulls(batch.roster_upload_id, batch.payments_upload_id) = 0 as is_whole
    from disbursement as batch
    where ${isAsked(sql`batch.unit_code`, asked)} and ${months(sql`batch.period`)}
    union all
    select missing.unit_code, false
    from (
      select distinct on (unit.code, run.period) unit.code, run.id, run.period
      from unit join fund_run as run on run.unit_code = any(string_to_array(unit.path, '.'))
      where ${isAsked(sql`unit.code`, asked)} and ${months(sql`run.period`)}
      order by unit.code, run.period, run.checked_at desc
    ) as latest
    join fund_run_missing as missing on missing.run_id = latest.id and missing.unit_code = latest.code
    where missing.disbursement_id is null and not exists (
      select from disbursement as batch
      where batch.unit_code = missing.unit_code and batch.programme_id = missing.programme_id
        and batch.period = latest.period)`
}

export const indicators: IndicatorMeasures = {
  /** Of the money that was paid, what was paid in time: in fen. */
  'payments.in-time': (asked) =>
    counted({
      unit: sql`made.unit_code`,
      numerator: sql`sum(made.paid_amount - coalesce((made.exceptions -> 'late' ->> 'fen')::bigint, 0))`,
      denominator: sql`sum(made.paid_amount)`,
      source: sql`from (${latestOf(asked)}) as made group by made.unit_code`
    }),

  /** Recipients with a fault, each once per batch, of the lines of the rosters. */
  'payments.right': (asked) =>
    counted({
      unit: sql`made.unit_code`,
      numerator: sql`sum(wrong.recipients)`,
      denominator: sql`sum(made.lines)`,
      source: sql`from (${latestOf(asked)}) as made cross join lateral (
          select count(distinct exception.recipient_no) as recipients from fund_exception as exception
          where exception.check_id = made.id and exception.type = any(${faults}::text[])
        ) as wrong
        group by made.unit_code`
    }),

  /** Batches with both files, of those that were expected in the months of the period. */
  'payments.months-complete': (asked) =>
    counted({
      unit: sql`expected.unit_code`,
      numerator: sql`count(*) filter (where expected.is_whole)`,
      denominator: sql`count(*)`,
      source: sql`from (${expectedIn(asked)}) as expected group by expected.unit_code`
    })
}
