import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { flag, severalOf, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import { Active, item } from './fields.ts'

/** The register of a subtree by unit, within a unit in the order of entry. */
export const staff = defineList({
  fields: item,
  from: sql`staff join unit on unit.code = staff.unit_code`,
  orders: { unitCode: ['unitCode', 'id'] },
  filters: {
    active: flag(Active, (isSet) => sql`staff.active = ${sql.lit(isSet)}`),
    area: {
      schema: severalOf({ ...AreaWord, description: 'Area that the people listed may inspect' }),
      condition: (areas) =>
        sql<boolean>`(staff.qualifications && ${areas}::text[] or staff.qualifications = '{}')`
    },
    q: containing('staff.name', { description: 'Part of the name' }),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit of the people listed' })
  }
})
