import type { FastifyContextConfig } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import * as actions from './actions.ts'
import { contentAnswers, sendContent } from './files/download.ts'
import { type UploadingParts, uploading } from './files/uploading.ts'
import { attachments, columns, ofSubject } from './list.ts'
import { findObject } from './objects/store.ts'
import { readOne, readSubject } from './reading.ts'
import * as schema from './schema.ts'
import { refuse } from './vocabulary.ts'

const scope = 'attachment'
const read: FastifyContextConfig = { permission: 'attachments:read', scope }
const add: FastifyContextConfig = { permission: 'attachments:add', scope }

export function register(app: App, parts: UploadingParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  uploading(app, parts)
  listing(app, parts)
  reading(app, parts)
  downloading(app, parts)
  steps(app, parts)
}

function listing(app: App, parts: UploadingParts): void {
  const { db, clock } = parts.context
  app.get(
    '/v1/attachments',
    {
      config: read,
      schema: {
        ...describe('listAttachments', 'attachments', '查询一条记录的附件', {
          zh: '列出一条记录的附件，最近上传的在前。有权查看该记录的人可以查看。',
          en:
            'Lists the attachments of one record, the latest upload first. Visible to all who may see ' +
            'the record.'
        }),
        querystring: attachments.query,
        response: { 200: listAnswer(ref(schema.AttachmentPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const subject = await readSubject(parts, actor, { kind: query.subjectKind, id: query.subjectId })
      const viewer = { ...actor, today: localDate(clock()) }
      const asked = attachments.asked({ db }, query, ofSubject(subject), viewer)
      return reply.list({ ...asked, columns })
    }
  )
}

function reading(app: App, parts: UploadingParts): void {
  app.get(
    '/v1/attachments/:id',
    {
      config: read,
      schema: {
        ...describe('getAttachment', 'attachments', '查询一个附件', {
          zh: '返回附件的信息：文件名、类型、大小和 SHA-256。',
          en: 'Returns the metadata of an attachment: name, type, size and SHA-256.'
        }),
        params: idParams,
        response: { 200: ref(schema.Attachment) }
      }
    },
    async ({ actor, params }, reply) => reply.versioned(await readOne(parts, actor, params.id))
  )
}

function downloading(app: App, parts: UploadingParts): void {
  const { context, contents } = parts
  app.get(
    '/v1/attachments/:id/content',
    {
      config: read,
      schema: {
        ...describe('getAttachmentContent', 'attachments', '下载附件', {
          zh: '下载附件内容，可用 Range 请求其中一部分。',
          en: 'Downloads the content of an attachment, or a part of it (`Range`).'
        }),
        params: idParams,
        response: contentAnswers
      }
    },
    async ({ actor, params }, reply) => {
      const one = await readOne(parts, actor, params.id)
      const object = await foundOr(findObject(context.db, params.id), () => refuse('attachment-not-found'))
      return sendContent(reply, contents, one, object)
    }
  )
}

function steps(app: App, parts: UploadingParts): void {
  const { worded } = stepsOf(app, '/v1/attachments', schema.Attachment)
  worded(
    'link',
    add,
    describe('linkAttachment', 'attachments', '将附件附到记录', {
      zh: '将本人先行上传的文件附到一条记录上。一个附件只属于一条记录。',
      en: 'Attaches a file that the caller uploaded before to a record. An attachment belongs to one record.'
    }),
    schema.AttachmentLink,
    (work, id, wanted) => actions.linkAttachment(work, parts, id, wanted)
  )
  app.delete(
    '/v1/attachments/:id',
    {
      config: add,
      schema: {
        ...describe('removeAttachment', 'attachments', '删除附件', {
          zh: '删除本单位上传的附件。记录已过草拟阶段的，附件作为佐证保留，不能删除。',
          en:
            'Removes an attachment of the unit of the caller. Once its record is past its draft, ' +
            'it is kept as evidence and stays.'
        }),
        params: idParams,
        response: { 204: { type: 'null', description: '已删除。Removed' } }
      }
    },
    (request, reply) =>
      reply.perform({ status: 204 }, (work) => actions.removeAttachment(work, parts, request.params.id))
  )
}
