import type { FastifyContextConfig } from 'fastify'
import type { Hasher } from '../../funds/index.ts'
import { subtrees, visible } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import { refuse } from '../vocabulary.ts'
import { scanList } from './actions.ts'
import { disclosureScans } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'disclosure-scan'
const place = { table: 'disclosure_scan', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'disclosures:read', scope }
const make: FastifyContextConfig = { permission: 'scans:make', scope }

const MOST_BYTES = 32 * 1024 * 1024
const table = '序号,村（社区）,姓名,保障人数,月补助金额（元）\n1,二号村,张三,2,500.00\n'

export interface ScanParts {
  context: AppContext
  hashed: Hasher
  workbooks: Workbooks
}

export function scanRoutes(app: App, parts: ScanParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, parts.context)
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes)
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    scanning(upload, parts)
  })
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disclosure-scans',
    {
      config: read,
      schema: {
        ...describe('listDisclosureScans', 'public-lists', '查询公示扫描', {
          zh: '列出本单位和下级单位所作的公示扫描，最近的在前。被扫描单位看不到上级的扫描。',
          en:
            'Lists the scans that a unit and the units below it made, the latest first. A unit does not ' +
            'see the scans that others made of its lists.'
        }),
        querystring: disclosureScans.query,
        response: { 200: listAnswer(ref(schema.DisclosureScanPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place, (one) =>
        visible(one, scope, 'disclosure_scan')
      )
      return reply.list(disclosureScans.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/disclosure-scans/:id',
    {
      config: read,
      schema: {
        ...describe('getDisclosureScan', 'public-lists', '查询一次公示扫描', {
          zh: '返回一次公示扫描的统计。问题所在的行列只在扫描时返回一次，不留存。',
          en: 'Returns the figures of one scan. The places of the faults are answered once, and not kept.'
        }),
        params: idParams,
        response: { 200: ref(schema.DisclosureScan) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('disclosure-scan-not-found')))
    }
  )
}

function scanning(app: App, { hashed, workbooks }: ScanParts): void {
  app.post(
    '/v1/disclosure-scans',
    {
      config: { ...make, table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('scanDisclosure', 'public-lists', '扫描公示文件', {
          zh:
            '检查网站上或其他地方制作的公示文件，表头不限，返回问题的行、列和代码，不返回内容。同时注明救助项目和所属月份时，与发放名册核对。' +
            '文件不留存，只保存各类问题数和文件摘要。不宜公示名单只在本县扫描时核对；' +
            '未注明救助项目时，名单中的人员只能按身份证号码识别。',
          en:
            'Checks a list as found on a website or made elsewhere, with any headers, and answers line, ' +
            'column and code of each fault, never a value. With programme and month it is compared with ' +
            'the roster. The file is not kept, only counts and its digest. The register of protected ' +
            'recipients is asked only where the county itself scans; without a programme it finds ' +
            'people by their identity numbers only.'
        }),
        consumes: ['text/csv', XLSX],
        querystring: schema.scanQuery,
        response: { 201: ref(schema.ScanResult) }
      }
    },
    ({ headers, query }, reply) => {
      const given = { contentType: headers['content-type'], sheet: query.sheet, workbooks }
      const effect = {
        status: 201 as const,
        location: ({ id }: schema.ScanResult) => `/v1/disclosure-scans/${id}`,
        maxBytes: MOST_BYTES,
        isSealed: true,
        fleeting: true
      }
      return reply.receive(effect, (work, body) => scanList(work, query, { body, ...given }, hashed))
    }
  )
}
