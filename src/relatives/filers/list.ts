import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { UnitCode, Year } from '../../platform/http/schema.ts'
import { InPost, item, Kind } from './fields.ts'

/** Filers of a subtree, the latest entry first: identifiers increase with time. */
export const filers = defineList({
  fields: item,
  from: sql`filer join unit on unit.code = filer.unit_code`,
  orders: { '-registeredAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    kind: oneOrMore('filer.kind', Kind),
    inPost: flag(InPost, (isSet, { today }) => {
      const inPost = sql`(filer.since <= ${today}::date and ${today}::date < filer.until)`
      return sql<boolean>`${inPost} = ${sql.lit(isSet)}`
    }),
    undeclaredIn: {
      schema: {
        ...Year,
        title: '未申报年度',
        description: 'Year for which a filer has made no declaration, under any of their posts'
      },
      condition: (year) => sql<boolean>`not exists (
        select from filer as same join filer_declaration on filer_declaration.filer_id = same.id
        where same.identity_hash = filer.identity_hash and filer_declaration.year = ${year}::int)`
    },
    q: containing('filer.name', { description: 'Part of the name' }),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit whose filers are listed' })
  }
})
