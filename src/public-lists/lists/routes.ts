import type { FastifyContextConfig } from 'fastify'
import { Type } from 'typebox'
import type { Hasher } from '../../funds/index.ts'
import { subtrees, visible } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { sheetQuery } from '../../platform/table/schema.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { exchanged } from './exchange.ts'
import { DOCX } from './files.ts'
import { disclosureLists } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'disclosure-list'
const place = { table: 'disclosure_list', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'disclosures:read', scope }
const keep: FastifyContextConfig = { permission: 'disclosures:keep', scope }

const MOST_BYTES = 32 * 1024 * 1024
const table = 'recipientNo,name,idNumber,people\nR0001,张三,,2\n'

export interface ListRouteParts {
  context: AppContext
  hashed: Hasher
  workbooks: Workbooks
}

export function listRoutes(app: App, parts: ListRouteParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, parts.context)
  making(app)
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes)
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    rendering(upload, parts)
  })
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/disclosure-lists',
    {
      config: read,
      schema: {
        ...describe('listDisclosureLists', 'public-lists', '查询公示名单', {
          zh: '列出本单位和下级单位建立的公示名单，最近建立的在前。名单不含姓名。',
          en:
            'Lists the lists for the public of a unit and the units below it, the latest first; they hold ' +
            'no names.'
        }),
        querystring: disclosureLists.query,
        response: { 200: listAnswer(ref(schema.DisclosureListPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place, (one) =>
        visible(one, scope, 'disclosure_list')
      )
      return reply.list(disclosureLists.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/disclosure-lists/:id',
    {
      config: read,
      schema: {
        ...describe('getDisclosureList', 'public-lists', '查询一份公示名单', {
          zh: '返回一份公示名单的情况。建立单位及其上级单位可以查看；姓名不留存。',
          en: 'Returns one list. The unit and the units above may see it; names are not kept.'
        }),
        params: idParams,
        response: { 200: ref(schema.DisclosureList) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('disclosure-list-not-found')))
    }
  )
}

function making(app: App): void {
  app.post(
    '/v1/disclosure-lists',
    {
      config: keep,
      schema: {
        ...describe('makeDisclosureList', 'public-lists', '建立公示名单', {
          zh:
            '为一个救助项目的一个月建立公示名单，由县级单位办理，并确定与之核对的现行发放名册。' +
            '由乡镇（街道）自行发放的，注明发放单位，仍由县级单位核对不宜公示名单。',
          en:
            'Makes a list for the public, of a programme and a month. Counties make them; the roster that ' +
            'stands is the one with which it will be compared. Where a township pays, the county names it, ' +
            'and its own register of protected recipients applies.'
        }),
        body: ref(schema.NewDisclosureList),
        response: { 201: ref(schema.DisclosureList) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.DisclosureList) => `/v1/disclosure-lists/${made.id}` },
        (work) => actions.makeList(work, request.body)
      )
  )
}

const renderCheckExample = {
  ...{ lines: 4, amount: '2010.00', compared: true, leftOut: 1, leftOutRecipients: ['R0007'] }
}

const rendered = {
  description:
    '公示文件。The finished file; the header Left-Out is the number of recipients who are in no list',
  headers: {
    'left-out': Type.Integer({ description: '漏列人数。Number of recipients of the roster who are left out' })
  },
  content: {
    'text/csv': { schema: Type.String({ description: 'UTF-8 with BOM, formula-safe' }) },
    [XLSX]: { schema: Type.String({ format: 'binary', description: 'Workbook' }) },
    [DOCX]: { schema: Type.String({ format: 'binary', description: 'Office Open XML file' }) },
    'application/json': { schema: ref(schema.RenderCheck), example: renderCheckExample }
  }
}

function rendering(app: App, { hashed, workbooks }: ListRouteParts): void {
  app.post(
    '/v1/disclosure-lists/:id/render',
    {
      config: { ...keep, table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('renderDisclosureList', 'public-lists', '生成公示文件', {
          zh:
            '逐行核对带有姓名的文件，返回可以公示的成品（CSV、工作簿或公文，由请求头约定）。村（社区）和金额取自发放名册。' +
            '有一行不得公示，就不生成任何内容。姓名和身份证号码只在内存中处理，不留存。约定为 JSON 时只核对，返回漏列对象的编号，不生成文件。' +
            '没有身份证号码、已核实成年的，可在“已满十八周岁”列填“是”。公文至多三千行。',
          en:
            'Checks a file with names, line by line, and answers the finished list: CSV, a workbook or a ' +
            'document, by `Accept`. Village and amount are those of the roster. One line that must not be ' +
            'shown, and nothing is made. Names and identity numbers are in memory only. With `Accept: ' +
            'application/json` it only checks, and names the recipients who are left out. Column `adult`: ' +
            '`yes` for somebody of age whose identity number is not at hand. A document has at most 3,000 ' +
            'lines.'
        }),
        consumes: ['text/csv', XLSX],
        params: idParams,
        querystring: sheetQuery,
        response: { 200: rendered }
      }
    },
    (request, reply) => {
      const { params, headers, query } = request
      const given = { contentType: headers['content-type'], sheet: query.sheet, workbooks }
      return reply.exchange(MOST_BYTES, (work, body) =>
        exchanged(work, params.id, request, { ...given, body }, hashed)
      )
    }
  )
}
