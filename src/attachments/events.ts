import { Type } from 'typebox'
import { event, eventsOf, type PayloadsOf } from '../platform/work/catalogue.ts'
import { Kind, SubjectId } from './fields.ts'

const one = {
  subjectKind: Type.Optional(Kind),
  subjectId: Type.Optional(SubjectId),
  mediaType: Type.String({ title: '文件类型', description: 'Media type of the file' }),
  size: Type.Integer({ title: '大小', description: 'Size in bytes' })
}

/** The name of a file is in none of them: it may name people. */
export const events = eventsOf({
  'attachment.added': event(
    { zh: '上传附件', en: 'Attachment added' },
    'A file was uploaded, for a record or to be linked to one later.',
    one
  ),
  'attachment.linked': event(
    { zh: '附件附到记录', en: 'Attachment linked' },
    'A file that was uploaded before was attached to a record.',
    { subjectKind: Kind, subjectId: SubjectId }
  ),
  'attachment.removed': event(
    { zh: '删除附件', en: 'Attachment removed' },
    'A file was removed while its record was a draft, or before it was linked to a record.',
    one
  ),
  'attachment.erased': event(
    { zh: '清除附件', en: 'Attachment erased' },
    'A file was erased together with the personal data of its record.',
    { subjectKind: Kind, subjectId: SubjectId }
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
