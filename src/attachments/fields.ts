import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { closed, Id, Instant, nullable, oneOf, person, updatedAt } from '../platform/http/schema.ts'
import './tables.ts'
import { type SubjectKind, subjectKinds } from './vocabulary.ts'

export const Kind = oneOf(subjectKinds, { title: '记录种类', description: 'Kind of the record' })
export const SubjectId = { ...Id, title: '记录标识', description: 'Identifier of the record' }

export const Subject = closed(
  { kind: Kind, id: SubjectId },
  { title: '所属记录', description: 'Record to which the file belongs; null while it belongs to none' }
)

export const item = fieldsOf('attachment', {
  id: Id,
  subject: from(
    nullable(Subject),
    sql<{ kind: SubjectKind; id: string } | null>`
      case when attachment.subject_kind is not null
        then jsonb_build_object('kind', attachment.subject_kind, 'id', attachment.subject_id) end`
  ),
  name: Type.String({
    title: '文件名',
    description: 'Name of the file; like every free text, it must not name petitioners'
  }),
  mediaType: Type.String({
    title: '文件类型',
    description: 'Media type, found by the content of the file'
  }),
  size: from(Type.Integer({ title: '大小', description: 'Size in bytes' }), sql<number>`object.size`),
  sha256: from(
    Type.String({
      title: '文件摘要（SHA-256）',
      description: 'SHA-256 of the content as it is stored and downloaded, hexadecimal'
    }),
    sql<string>`object.sha256`
  ),
  createdAt: { ...Instant, title: '上传时间', description: 'Time of the upload' },
  createdBy: person('上传人', 'Person who uploaded the file'),
  updatedAt: from(updatedAt, sql<string>`coalesce(attachment.updated_at, attachment.created_at)`)
})
