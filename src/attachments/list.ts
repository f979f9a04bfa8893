import { sql } from 'kysely'
import { defineList } from '../platform/http/lists/definition.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { updatedSince } from '../platform/http/lists/filters.ts'
import { item, Kind, SubjectId } from './fields.ts'
import type { SubjectKind } from './vocabulary.ts'

/** The files of one record, the latest first: identifiers increase with time. */
export const attachments = defineList({
  fields: item,
  from: sql`attachment join attachment_object as object on object.id = attachment.object_id`,
  orders: { '-createdAt': ['id'] },
  filters: { updatedSince: updatedSince(item) },
  parameters: { subjectKind: Kind, subjectId: SubjectId }
})

/** A download leaves out the record, which is the same in every line. */
export const columns = attachments.columns.filter(({ name }) => name !== 'subject')

export function ofSubject({ kind, id }: { kind: SubjectKind; id: string }): Scope {
  return {
    values: { kind, id },
    shape: '',
    where: (given) =>
      sql<boolean>`attachment.subject_id = ${given.id} and attachment.subject_kind = ${given.kind}`
  }
}
