import { visible } from '../../platform/access/scope.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { updatedSince } from '../../platform/http/lists/filters.ts'
import { containing } from '../filters.ts'
import { item } from './fields.ts'

/** The programmes of a province, by code. */
export const programmes = defineList({
  fields: item,
  orders: { code: ['code'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    q: containing(
      ['fund_programme.code', 'fund_programme.name'],
      'Search text: part of the code or of the name'
    ),
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
