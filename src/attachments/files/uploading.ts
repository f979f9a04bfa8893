import { present } from '../../platform/database/present.ts'
import { Refusal } from '../../platform/errors/refusal.ts'
import type { App } from '../../platform/http/app.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { addAttachment } from '../actions.ts'
import { Attachment, uploadQuery } from '../schema.ts'
import type { Subjects } from '../visibility.ts'
import { refuse, type SubjectKind } from '../vocabulary.ts'
import { AROUND, type Incoming, incoming } from './form.ts'
import { claimed, endUpload, sealUpload, type Upload, type UploadParts } from './upload.ts'

export interface UploadingParts extends Subjects, UploadParts {
  context: AppContext
  /** The largest file, in MB. */
  mostMb: number
}

const MB = 1024 * 1024

/** Uploads have their own context: only here files are accepted, and spooled instead of parsed. */
export function uploading(app: App, parts: UploadingParts): void {
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    upload.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    adding(upload, parts)
  })
}

const described = describe('addAttachment', 'attachments', '上传附件', {
  zh:
    '上传一个文件，作为所属记录的佐证。文件为请求体本身，文件名写在 Content-Disposition 中；也可以是表单中唯一的' +
    '文件。可接受 PDF、DOCX、XLSX、ODT、OFD、PNG、JPG、HEIC、MP3、AMR、MP4、TXT、CSV，' +
    '扩展名须与内容相符。不填所属记录的，只有上传人可见，一日内未附到记录的予以删除。',
  en:
    'Uploads a file as evidence of a record: as the body itself, with its name in `Content-Disposition`, ' +
    'or as the only file of a form. The types are PDF, DOCX, XLSX, ODT, OFD, PNG, JPG, HEIC, MP3, AMR, ' +
    'MP4, TXT and CSV; the content must be of the type that the extension says. Without a record, only the ' +
    'uploader sees the file, and it is deleted after a day unless it was linked to a record.'
})

function adding(app: App, parts: UploadingParts): void {
  const maxBytes = parts.mostMb * MB
  const location = (made: Attachment) => `/v1/attachments/${made.id}`
  app.post(
    '/v1/attachments',
    {
      config: { permission: 'attachments:add', scope: 'attachment', isFile: true },
      schema: {
        ...described,
        querystring: uploadQuery,
        response: { 201: ref(Attachment) }
      }
    },
    async (request, reply) => {
      const subject = subjectIn(request.query)
      const file = await incoming(request)
      const sealed = new WeakMap<Spooled, Upload>()
      try {
        return await reply.receive(
          { status: 201, location, maxBytes, around: AROUND, ...receiptOf(parts, file, sealed) },
          (work, received) => addAttachment(work, parts, present(sealed.get(received)), subject)
        )
      } catch (error) {
        // The client may still be sending; one that is cut off does not read the answer.
        file.body.on('error', () => {}).resume()
        throw orTooLarge(error, parts)
      }
    }
  )
}

/** A received file is sealed before a connection is taken. Its name also tells repeated requests apart. */
function receiptOf(parts: UploadingParts, { name, body }: Incoming, sealed: WeakMap<Spooled, Upload>) {
  const named = claimed(name)
  const prepare = async (file: Spooled) => {
    const upload = await sealUpload(parts, named, file)
    sealed.set(file, upload)
    return () => endUpload(parts, upload)
  }
  return { isSealed: true, body, saying: ` ${named.name}`, prepare }
}

/** The record that a query names; undefined where it names none. */
function subjectIn({ subjectKind, subjectId }: { subjectKind?: SubjectKind; subjectId?: string }) {
  if (subjectKind === undefined && subjectId === undefined) return undefined
  if (subjectKind !== undefined && subjectId !== undefined) return { kind: subjectKind, id: subjectId }
  throw refuse('attachment-subject-half', {
    pointer: subjectKind === undefined ? '?subjectKind' : '?subjectId'
  })
}

function orTooLarge(error: unknown, { mostMb }: UploadingParts): unknown {
  const isTooLarge = error instanceof Refusal && error.code === 'body-too-large'
  return isTooLarge ? refuse('attachment-too-large', { values: { most: mostMb } }) : error
}
