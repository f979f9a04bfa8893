import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { item } from './fields.ts'

/** Local rules by unit and day. */
export const localRules = defineList({
  fields: item,
  orders: { unitCode: ['unitCode', 'effectiveFrom'] },
  filters: {
    q: {
      schema: Type.String({
        minLength: 1,
        maxLength: 100,
        title: '检索词',
        description: 'Search text: part of the name or number of the document'
      }),
      condition: (text) => sql<boolean>`strpos(local_rule.document, ${text}) > 0`
    }
  },
  parameters: {
    unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own rules' }),
    within
  }
})
