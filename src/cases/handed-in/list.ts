import { sql } from 'kysely'
import { handedIn } from '../../platform/access/handed-in.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { equals, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { bySource } from '../../platform/http/sources.ts'
import { State } from '../fields.ts'
import { item } from './fields.ts'

/** The cases that a system handed in, the latest change first. */
export const handedInCases = defineList({
  fields: item,
  from: sql`petition_case`,
  orders: { '-updatedAt': ['updatedAt', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    state: oneOrMore('petition_case.state', State),
    number: equals('petition_case.number', { ...item.properties.number, minLength: 1 }),
    ...bySource('petition_case'),
    updatedSince: updatedSince(item)
  },
  parameters: {}
})

export const ofCaller: Scope = {
  values: {},
  shape: '',
  where: (_given, viewer) => handedIn(viewer, 'petition_case')
}
