import { sql } from 'kysely'
import { laterLast, ofMonth } from '../../funds/index.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { missing, Reason, run } from './fields.ts'

/** Runs within a subtree, the latest first. */
export const runs = defineList({
  fields: run,
  from: sql`fund_run join unit on unit.code = fund_run.unit_code`,
  orders: { '-checkedAt': ['id'] },
  filters: { period: ofMonth('fund_run.period') },
  parameters: { within }
})

/** The disbursements that a run missed, by unit. */
export const missingBatches = defineList({
  fields: missing,
  from: sql`fund_run_missing
    join unit on unit.code = fund_run_missing.unit_code
    join fund_programme as programme on programme.id = fund_run_missing.programme_id`,
  orders: { unitCode: ['position'] },
  filters: { reason: oneOrMore('fund_run_missing.reason', Reason) },
  parameters: {}
})

export const missingColumns = laterLast(missingBatches.columns.filter(({ name }) => name !== 'position'))
