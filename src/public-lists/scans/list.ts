import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { item, TargetCode } from './fields.ts'

export const shownFrom = sql`disclosure_scan
  join unit on unit.code = disclosure_scan.unit_code
  join unit as target on target.code = disclosure_scan.target_code
  left join fund_programme as programme on programme.id = disclosure_scan.programme_id`

/** Scans that units of a subtree made, the latest first: identifiers increase with time. */
export const disclosureScans = defineList({
  fields: item,
  from: shownFrom,
  orders: { '-madeAt': ['id'] },
  filters: { targetCode: { ...equals('disclosure_scan.target_code', TargetCode), isPlannedAgain: true } },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit whose scans are wanted' })
  }
})
