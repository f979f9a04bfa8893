import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { passTerms } from '../../terms/index.ts'
import '../tables.ts'
import { TERM } from './rules.ts'

/**
 * A referral from a finding or a fund check without an outcome goes to the unit that now supervises the unit
 * concerned. A referral from a case stays with its case; one that a unit made about itself stays with that
 * unit.
 */
export async function passReferrals(work: Work, codes: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; unitCode: string; path: string }>`
    with touched as (
      select one.id, nullif(
        referral_keeper(one.unit_code, about.path, hidden_from), unit_acting(one.unit_code)) as keeper
      from case_referral as one join unit as about on about.code = hidden_from[1]
      where one.unit_code is not null and outcome_on is null
        and (one.unit_code = any(${codes}::text[]) or one.passed_to_code = any(${codes}::text[])
          or hidden_from && ${codes}::text[])
    )
    update case_referral as one set passed_to_code = keeper, passed_to_path = unit.path,
      ${touched(work.now, 'one')}
    from touched left join unit on unit.code = keeper
    where one.id = touched.id and passed_to_code is distinct from keeper
    returning one.id, coalesce(passed_to_code, unit_code) as "unitCode",
      coalesce(passed_to_path, one.path) as path`.execute(work.tx)
  await passTerms(work.tx, 'referral', rows, [TERM])
  for (const referral of rows) work.record('referral.passed-on', referral)
}
