import type { FastifyContextConfig } from 'fastify'
import { placeOf } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { isLong } from '../../platform/table/long.ts'
import { tableQuery } from '../../platform/table/schema.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import { unitParams } from '../../units/index.ts'
import { MOST_BYTES } from '../uploads/intake.ts'
import { takingTables, type UploadParts } from '../uploads/routes.ts'
import { mustKeepTies, takeTies } from './actions.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'relative-tie'
const config: FastifyContextConfig = { permission: 'relative-checks:make', scope }
const table = 'filerIdNumber,relativeIdNumber,relation,source\n'

export function tieRoutes(app: App, { db }: AppContext, parts: UploadParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/units/:code/relative-ties',
    {
      config,
      schema: {
        ...describe('getRelativeTies', 'relatives', '查询亲属关系比对信息', {
          zh: '返回单位上传的亲属关系条数，不含任何人员信息。上传单位及其上级单位可以查看。',
          en:
            'Returns the number of family ties that a unit has uploaded, without people. The unit itself ' +
            'and the units above it may see it.'
        }),
        params: unitParams,
        response: { 200: ref(schema.RelativeTies) }
      }
    },
    async ({ actor, params: { code } }, reply) => {
      await placeOf(db, actor, scope, code, '{code}')
      const counts = await store.countsOf(db, code)
      return reply.versioned({ ...counts, version: counts.number })
    }
  )
  takingTables(app, (upload) => taking(upload, parts))
}

function taking(app: App, { hashed, workbooks }: UploadParts): void {
  app.put(
    '/v1/units/:code/relative-ties',
    {
      config: { ...config, table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('putRelativeTies', 'relatives', '上传亲属关系比对信息', {
          zh:
            '上传已知的备案人员亲属关系，如与公安户籍比对的结果。身份证号码只保存加密摘要。新文件取代原文件，不再列出的关系自当日起失效。' +
            '由县级以上单位为本单位上传；备案人员所在的乡级单位和村（社区）不知悉。',
          en:
            'Uploads the known family ties of filers, such as the result of a comparison with the ' +
            'household registry. Keyed hashes of the identity numbers are kept. The file replaces the one ' +
            'before; ties that it no longer names end today. Counties and units above them upload for ' +
            'themselves. Townships and villages do not learn of it.'
        }),
        consumes: ['text/csv', XLSX],
        params: unitParams,
        querystring: tableQuery,
        response: { 200: ref(schema.RelativeTiesTaken), 202: ref(Operation) }
      }
    },
    ({ params: { code }, headers, query: { sheet, allowEmpty = false } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty, workbooks }
      const check = async (work: Parameters<typeof mustKeepTies>[0]) => void (await mustKeepTies(work, code))
      const operation = { kind: 'relatives.ties', input: { unitCode: code }, isLong, check }
      const effect = { status: 200, maxBytes: MOST_BYTES, isSealed: true, operation } as const
      return reply.receive(effect, (work, body, tell) =>
        takeTies(work, code, { body, tell, ...given }, hashed)
      )
    }
  )
}
