import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { LocalDate, UnitCode } from '../platform/http/schema.ts'
import { item, UnitLevel } from './fields.ts'

const SearchText = Type.String({
  minLength: 1,
  maxLength: 100,
  title: '检索词',
  description: 'Search text: part of the name, or start of the code'
})

/** Units of a subtree, by code. */
export const units = defineList({
  fields: item,
  orders: { code: ['code'] },
  filters: {
    level: oneOrMore('unit.level', UnitLevel),
    parent: equals('unit.parent_code', {
      ...UnitCode,
      description: 'Code of a unit: only its direct subordinates'
    }),
    q: {
      schema: SearchText,
      // A search is not prepared, because its plan depends on how frequent the text is.
      isPlannedAgain: true,
      value: (asked) => asked.replace(/[\\%_]/g, '\\$&'),
      condition: (text) =>
        sql<boolean>`(unit.name like '%' || ${text} || '%' or unit.code like ${text} || '%')`
    },
    validOn: {
      schema: { ...LocalDate, title: '有效日', description: 'Date: only units in office on that day' },
      condition: (day) => sql<boolean>`is_valid(unit.valid_from, unit.valid_to, ${day}::date)`
    }
  },
  parameters: { within }
})
