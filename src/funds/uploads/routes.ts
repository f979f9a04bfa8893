import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { sendTemplate, templateAnswer } from '../../platform/table/template.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as disbursements from '../disbursements/store.ts'
import { archivedAnswer, mustBeAtHand } from '../months.ts'
import { refuse } from '../vocabulary.ts'
import { columns } from './columns.ts'
import { mustHaveLines } from './growth.ts'
import * as lists from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { type UploadParts, uploading } from './taking.ts'

export type { UploadParts }

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }

export function uploadRoutes(app: App, context: AppContext, parts: UploadParts): void {
  const { db } = context
  for (const one of schema.schemas) app.addSchema(one)
  uploading(app, parts)
  template(app, db, 'roster', {
    name: '发放名册模板',
    ...describe('getRosterTemplate', 'funds', '下载发放名册模板', {
      zh: '下载空白的发放名册，含一行示例。',
      en: 'Downloads an empty roster with one example line.'
    })
  })
  template(app, db, 'payments', {
    name: '发放明细模板',
    ...describe('getPaymentsTemplate', 'funds', '下载发放明细模板', {
      zh: '下载空白的发放明细，含一行示例。',
      en: 'Downloads an empty table of payments with one example line.'
    })
  })
  files(app, context)
  linesOfFile(app, context)
}

type Template = ReturnType<typeof describe> & { name: string }

function template(
  app: App,
  db: AppContext['db'],
  kind: 'roster' | 'payments',
  { name, ...described }: Template
) {
  app.get(
    `/v1/disbursements/:id/${kind}/template`,
    { config: read, schema: { ...described, params: idParams, response: { 200: templateAnswer } } },
    async ({ actor, params }, reply) => {
      await foundOr(disbursements.seen(db, actor, params.id), () => refuse('disbursement-not-found'))
      return sendTemplate(reply, columns[kind], name) as never
    }
  )
}

function files(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disbursements/:id/uploads',
    {
      config: read,
      schema: {
        ...describe('listUploads', 'funds', '查询发放文件的各版', {
          zh: '列出一个发放批次历次上传的全部文件。',
          en: 'Lists every file that was uploaded for a disbursement.'
        }),
        params: idParams,
        querystring: lists.uploads.query,
        response: { 200: listAnswer(ref(schema.UploadPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const batch = disbursements.seen(db, actor, params.id)
      const { id } = await foundOr(batch, () => refuse('disbursement-not-found'))
      const viewer = { ...actor, today: localDate(clock()) }
      const ofBatch = belongingTo('fund_upload.disbursement_id', id)
      return reply.list(lists.uploads.asked({ db }, query, ofBatch, viewer))
    }
  )
}

function linesOfFile(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-uploads/:id/lines',
    {
      config: read,
      schema: {
        ...describe('listFundLines', 'funds', '查询发放文件的各行', {
          zh: '列出一份文件的各行，按救助对象排序。资金管理人员和检查人员可以看到完整账号，其他人员只能看到后四位。',
          en:
            'Lists the lines of one file, by recipient. Account numbers of recipients are shown in full ' +
            'to the roles `fund-officer` and `inspector`, and to others as `****` and the last four ' +
            'characters.'
        }),
        params: idParams,
        querystring: lists.lineQuery,
        response: { 200: listAnswer(ref(schema.FundLinePage)), 409: archivedAnswer }
      }
    },
    async ({ actor, params, query }, reply) => {
      const file = await foundOr(store.seen(db, actor, params.id), () => refuse('upload-not-found'))
      await mustBeAtHand(db, file.period)
      mustHaveLines(file)
      const viewer = { ...actor, today: localDate(clock()) }
      const asked = lists.linesFor(actor, file.kind).asked({ db }, query, lists.linesOf(file), viewer)
      return reply.list({ ...asked, columns: lists.lineColumns })
    }
  )
}
