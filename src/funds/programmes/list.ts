import { sql } from 'kysely'
import type { TArray } from 'typebox'
import { visible } from '../../platform/access/scope.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { type Filter, severalOf, updatedSince } from '../../platform/http/lists/filters.ts'
import { containing } from '../text-filter.ts'
import { item, ProgrammeCode } from './fields.ts'
import { isProgramme } from './store.ts'

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

/** Records of some programmes, which are named by code or identifier. The list joins them as `programme`. */
export const ofProgrammes: Filter<TArray<typeof ProgrammeCode>> = {
  schema: severalOf(ProgrammeCode),
  value: (asked) => (asked.length === 1 ? asked[0] : asked),
  condition: (named, _, isMany) =>
    isMany
      ? sql<boolean>`(programme.code = any(${named}::text[]) or programme.id::text = any(${named}::text[]))`
      : isProgramme(named)
}
