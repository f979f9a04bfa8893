import { type RawBuilder, sql } from 'kysely'
import {
  type DutyMeasure,
  type DutyMeasures,
  type DutyQuestion,
  endOf,
  inYear,
  measured,
  owing
} from '../../platform/access/duty-measures.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import type { CheckKind, ExceptionType } from '../labels.ts'
import '../tables.ts'

/**
 * The latest check of each programme and month of the year: those without exceptions of some types, of all.
 * A unit without a check is not known, and neither is one whose files were missing.
 */
const without =
  (kind: CheckKind, types: readonly ExceptionType[]): DutyMeasure =>
  (asked) => {
    const { tree, year, asOf } = asked
    return measured({
      unit: sql`unit.code`,
      done: sql`coalesce(made.sound, 0)`,
      of: sql`coalesce(made.checks, 0)`,
      isKnown: sql`made.checks > 0 and (made.sound < made.checks or made.incomplete = 0)`,
      source: sql`from unit left join (
          select unit_code, count(*) as checks, count(*) filter (where state = 'incomplete') as incomplete,
            count(*) filter (where not exceptions ?| ${[...types]}::text[]) as sound
          from (
            select distinct on (unit_code, programme_id, period) unit_code, state, exceptions
            from fund_check as made
            where made.kind = ${kind} and ${inSubtree(tree, { table: 'made', unit: 'unit_code' })}
              and ${inYear('made.period', year)} and made.checked_at < ${endOf(asOf)}
            order by unit_code, programme_id, period, checked_at desc
          ) as latest
          group by unit_code
        ) as made on made.unit_code = unit.code
        where ${owing(asked)}`
    })
  }

/** Whether a unit checked the money of another one, or of one below it, in the year. */
export function checkedMoney(
  { year, asOf }: DutyQuestion,
  unit: RawBuilder<unknown>,
  target: RawBuilder<unknown>
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from fund_check as made
    where made.scope_code = ${unit} and ${target} = any(string_to_array(made.path, '.'))
      and made.checked_at < ${endOf(asOf)}
      and ${inYear('made.checked_on', year)})`
}

export const duties: DutyMeasures = {
  allocated: without('allocation', ['handed-down-late', 'not-handed-down']),
  matched: without('matching', ['matching-late', 'matching-short']),
  account: without('account', ['no-account', 'account-expired', 'no-ledger']),
  'paid-in-time': without('payment', ['late']),
  'paid-in-full': without('payment', ['unpaid', 'underpaid'])
}
