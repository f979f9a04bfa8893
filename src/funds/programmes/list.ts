import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { updatedSince } from '../../platform/http/lists/filters.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { item } from './fields.ts'

/** The programmes of a province, by code. */
export const programmes = defineList({
  fields: item,
  orders: { code: ['code'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    q: containing(sql<string>`concat_ws(' ', fund_programme.code, fund_programme.name)`, {
      description: 'Words in the code or the name'
    }),
    updatedSince: updatedSince(item)
  },
  parameters: {}
})

/** The programmes that are visible to the viewer: those of their province. */
export const seen: Scope = {
  values: {},
  shape: '',
  where: (_, viewer) => visible(viewer, 'fund-programme', 'fund_programme')
}
