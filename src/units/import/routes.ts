import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { isLong } from '../../platform/table/long.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { sheetQuery } from '../../platform/table/schema.ts'
import { sendTemplate, templateAnswer } from '../../platform/table/template.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import type { TreeFollower } from '../succession/index.ts'
import { columns } from './columns.ts'
import { importUnits } from './index.ts'
import { ImportResult } from './schema.ts'

const MOST_BYTES = 256 * 1024 * 1024

const table = 'code,name,level,parentCode\n220102,南关区,county,2201\n'

/** In a context of its own: only here is a table taken, and spooled instead of parsed. */
export function importRoutes(app: App, parts: ImportParts): void {
  app.addSchema(ImportResult)
  app.get(
    '/v1/units/import/template',
    {
      config: { permission: 'units:import', scope: 'open' },
      schema: {
        ...describe('getImportTemplate', 'units', '下载单位导入模板', {
          zh: '下载空白的单位表，含一行示例。',
          en: 'Downloads an empty table of units with one example line.'
        }),
        response: { 200: templateAnswer }
      }
    },
    async (_request, reply) => sendTemplate(reply, columns, '单位导入模板') as never
  )
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes) {
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    }
    importing(upload, parts)
  })
}

const operation = { kind: 'units.import', input: {}, isLong }

interface ImportParts {
  workbooks: Workbooks
  followers: readonly TreeFollower[]
}

function importing(app: App, { workbooks, followers }: ImportParts): void {
  app.post(
    '/v1/units/import',
    {
      config: { permission: 'units:import', scope: 'unit', table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('importUnits', 'units', '导入单位', {
          zh:
            '根据表格新增和变更单位。表格含代码、名称、级别、上级单位代码各列，可另含是否计入检查基数一列，行的顺序不限。文件为 UTF-8 或' +
            ' charset=gb18030 编码的 CSV，或工作簿中可见的工作表。全部导入或全部不导入。大文件，或带有 Prefer: respond-async 的，' +
            '由长时操作读取（202）。',
          en:
            'Adds and changes units from a table. It has the columns code, name, level, parentCode and ' +
            'optionally countsInQuota, with rows in any order, in UTF-8, `charset=gb18030`, or on the ' +
            'visible sheet of a workbook. All rows are imported, or none. With `Prefer: respond-async`, ' +
            'and for large files, an operation reads the file (202).'
        }),
        consumes: ['text/csv', XLSX],
        querystring: sheetQuery,
        response: { 200: ref(ImportResult), 202: ref(Operation) }
      }
    },
    ({ headers, query: { sheet } }, reply) =>
      reply.receive({ status: 200, maxBytes: MOST_BYTES, operation }, (work, body) =>
        importUnits(work, { body, contentType: headers['content-type'], sheet, workbooks }, followers)
      )
  )
}
