import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import type { Subtree } from '../access/scope.ts'
import { defineList } from '../http/lists/definition.ts'
import type { Scope } from '../http/lists/description.ts'
import { equals } from '../http/lists/filters.ts'
import { within } from '../http/lists/paging.ts'
import { inTrees } from '../http/lists/scopes.ts'
import { LocalDate } from '../http/schema.ts'
import { item } from './fields.ts'

/** The lines of the audit trail, latest first: their ids go up with time. */
export const trail = defineList({
  fields: item,
  orders: { '-id': ['id'] },
  filters: {
    subject: equals(
      'audit_line.subject_id',
      Type.String({
        minLength: 1,
        maxLength: 100,
        title: '对象',
        description: 'Identifier or code of the record concerned'
      })
    ),
    actor: equals(
      'audit_line.actor_sub',
      Type.String({ minLength: 1, maxLength: 255, title: '操作人', description: 'Subject of the token' })
    ),
    from: {
      schema: { ...LocalDate, description: 'First day' },
      condition: (day) => sql<boolean>`audit_line.at >= ${day}::date::timestamptz`
    },
    to: {
      schema: { ...LocalDate, description: 'Last day' },
      condition: (day) => sql<boolean>`audit_line.at < (${day}::date + 1)::timestamptz`
    }
  },
  parameters: { within }
})

/** The statement depends on what is withheld from the actor, so it has no shape and is built each time. */
export function scopeOf(tree: Subtree, withheldLines: RawBuilder<boolean>): Scope {
  const place = { table: 'audit_line', unit: 'unit_code' }
  return { ...inTrees([tree], place, () => sql<boolean>`not ${withheldLines}`), shape: undefined }
}
