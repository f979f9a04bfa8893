import type { FastifyContextConfig } from 'fastify'
import type { Hasher } from '../../funds/index.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { tableQuery } from '../../platform/table/schema.ts'
import { sendTemplate, templateAnswer } from '../../platform/table/template.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import { unitParams } from '../../units/index.ts'
import { MOST_BYTES, mustKeep, replaceRegister } from './actions.ts'
import { columns } from './columns.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const keep: FastifyContextConfig = { permission: 'protection:keep', scope: 'protection' }

const table = 'programme,recipientNo,idNumber,until\nurban-low-income,R0001,,2026-05-20\n'

export interface RegisterParts {
  context: AppContext
  hashed: Hasher
  workbooks: Workbooks
}

export function registerRoutes(app: App, parts: RegisterParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, parts.context)
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes)
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    replacing(upload, parts)
  })
}

function reading(app: App, { db }: AppContext): void {
  app.get(
    '/v1/units/:code/protected-recipients',
    {
      config: keep,
      schema: {
        ...describe('getProtection', 'public-lists', '查询不宜公示名单的情况', {
          zh: '返回名单的行数和上传时间，只有本县人员可以查看。名单本身不能查看、查找或下载。',
          en:
            'Returns the number of lines and the time of the upload, for people of the county only. The ' +
            'register itself cannot be read, searched or downloaded.'
        }),
        params: unitParams,
        response: { 200: ref(schema.Protection) }
      }
    },
    async ({ actor, params }, reply) => {
      await mustKeep(db, actor, params.code)
      return reply.versioned(await store.find(db, params.code))
    }
  )
  app.get(
    '/v1/protected-recipients/template',
    {
      config: { permission: 'protection:keep', scope: 'open' },
      schema: {
        ...describe('getProtectionTemplate', 'public-lists', '下载不宜公示名单模板', {
          zh: '下载空白的不宜公示名单，含一行示例。',
          en: 'Downloads an empty register with one example line.'
        }),
        response: { 200: templateAnswer }
      }
    },
    async (_request, reply) => sendTemplate(reply, columns, '不宜公示名单模板') as never
  )
}

function replacing(app: App, { hashed, workbooks }: RegisterParts): void {
  app.put(
    '/v1/units/:code/protected-recipients',
    {
      config: { ...keep, table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('putProtection', 'public-lists', '登记不宜公示的救助对象', {
          zh:
            '登记本县不得公示的救助对象，未成年人与其他依法保密的人员合为一份，不填写原因，整份取代原有名单。未成年人的截止日期为其十八周岁' +
            '生日。只保存加密摘要；同一身份证号码在其他项目中同样受保护。文件不留存，错误只按行和列说明。',
          en:
            'Enters recipients of the county who must not be shown, in place of the former register: ' +
            'minors and others whose data are confidential in one, without a reason. The last day of a ' +
            'minor is the 18th birthday. Only keyed hashes are kept; the identity number protects a ' +
            'person in other programmes, too. The file is not kept, and faults name line and column only.'
        }),
        consumes: ['text/csv', XLSX],
        params: unitParams,
        querystring: tableQuery,
        response: { 200: ref(schema.Protection) }
      }
    },
    ({ params: { code }, headers, query: { sheet, allowEmpty = false } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty, workbooks }
      return reply.receive({ status: 200, maxBytes: MOST_BYTES, isSealed: true }, (work, body) =>
        replaceRegister(work, code, { body, ...given }, hashed)
      )
    }
  )
}
