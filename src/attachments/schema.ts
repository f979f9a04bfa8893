import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

/** The record to which an uploaded file belongs. Without both the file waits for its record. */
export const uploadQuery = closed({
  subjectKind: Type.Optional(fields.Kind),
  subjectId: Type.Optional(fields.SubjectId)
})

export const AttachmentLink = closed(
  { kind: fields.Kind, id: fields.SubjectId },
  {
    $id: 'AttachmentLink',
    title: '附到记录',
    description: 'Record to which a file is attached that belongs to none yet',
    examples: [{ kind: 'finding', id: '019cac0f-2680-7000-8000-000000000001' }]
  }
)
export type AttachmentLink = Static<typeof AttachmentLink>

export const AttachmentItem = closed(fields.item.properties, {
  $id: 'AttachmentItem',
  title: '附件（列表项）',
  description: 'Attachment in a list'
})
export type AttachmentItem = Static<typeof AttachmentItem>

export const Attachment = closed(
  { ...fields.item.properties, actions: actions(stepNames) },
  { $id: 'Attachment', title: '附件', description: 'File that is kept as evidence of a record' }
)
export type Attachment = Static<typeof Attachment>

export const AttachmentPage = {
  ...listOf(Type.Unsafe<AttachmentItem>({ $ref: 'AttachmentItem#' })),
  $id: 'AttachmentPage'
}

export const schemas = [AttachmentLink, AttachmentItem, Attachment, AttachmentPage]
