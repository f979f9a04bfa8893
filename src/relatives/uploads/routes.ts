import type { FastifyContextConfig } from 'fastify'
import type { Hasher } from '../../funds/index.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { isLong } from '../../platform/table/long.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { sheetQuery } from '../../platform/table/schema.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import { importFilers } from '../filers/import/actions.ts'
import { FilerImport } from '../filers/schema.ts'
import { importFilings } from '../filings/import/actions.ts'
import { FilingImport } from '../filings/schema.ts'

/** What uploads need. */
export interface UploadParts {
  hashed: Hasher
  workbooks: Workbooks
}

/** Adds routes in a context of their own: only there are tables taken, and spooled instead of parsed. */
export function takingTables(app: App, add: (upload: App) => void): void {
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes) {
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    }
    add(upload)
  })
}

/** The registers of a county have some ten thousand lines. */
const MOST_BYTES = 16 * 1024 * 1024

export function importRoutes(app: App, parts: UploadParts): void {
  takingTables(app, (upload) => {
    filers(upload, parts)
    filings(upload, parts)
  })
}

function filers(app: App, { hashed, workbooks }: UploadParts): void {
  const table = 'unitCode,name,kind,post,idNumber,since\n'
  const config: FastifyContextConfig = { permission: 'filers:write', scope: 'filer', table }
  app.post(
    '/v1/filers/import',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('importFilers', 'relatives', '导入备案人员', {
          zh:
            '根据表格登记备案人员，全部写入或全部不写入，规则与逐人登记相同；已离任的，填写离任时间。' +
            '身份证号码只保存加密摘要和后四位，其他列不予保存，在结果中列明。',
          en:
            'Enters the filers of a table, all of them or none, by the rules of a single entry. Somebody ' +
            'who has left has the day of the departure. Of identity numbers a keyed hash and the last four ' +
            'characters are kept. Other columns are named in the answer and not kept.'
        }),
        consumes: ['text/csv', XLSX],
        querystring: sheetQuery,
        response: { 200: ref(FilerImport), 202: ref(Operation) }
      }
    },
    ({ headers, query: { sheet } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty: true, workbooks }
      const operation = { kind: 'relatives.filers', input: {}, isLong }
      const effect = { status: 200, maxBytes: MOST_BYTES, isSealed: true, operation } as const
      return reply.receive(effect, (work, body, tell) => importFilers(work, { body, tell, ...given }, hashed))
    }
  )
}

function filings(app: App, { hashed, workbooks }: UploadParts): void {
  const table = 'filerIdNumber,relation,programme,recipientNo,villageCode,idNumber\n'
  const config: FastifyContextConfig = {
    permission: 'relative-filings:file',
    scope: 'relative-filing',
    table
  }
  app.post(
    '/v1/relative-filings/import',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('importRelativeFilings', 'relatives', '导入近亲属备案', {
          zh:
            '根据表格办理近亲属备案，全部写入或全部不写入，规则与逐人备案相同；备案日期为当日，事由为年度申报。' +
            '身份证号码只保存加密摘要和后四位；姓名、地址、家庭主要困难等其他列不予保存，在结果中列明。',
          en:
            'Files the relatives of a table, all of them or none, by the rules of a single filing. The day ' +
            'is today and the occasion the yearly declaration. Of identity numbers a keyed hash and the ' +
            'last four characters are kept. Names, addresses, difficulties of the household and other ' +
            'columns are named in the answer and not kept.'
        }),
        consumes: ['text/csv', XLSX],
        querystring: sheetQuery,
        response: { 200: ref(FilingImport), 202: ref(Operation) }
      }
    },
    ({ headers, query: { sheet } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty: true, workbooks }
      const operation = { kind: 'relatives.filings', input: {}, isLong }
      const effect = { status: 200, maxBytes: MOST_BYTES, isSealed: true, operation } as const
      return reply.receive(effect, (work, body, tell) =>
        importFilings(work, { body, tell, ...given }, hashed)
      )
    }
  )
}
