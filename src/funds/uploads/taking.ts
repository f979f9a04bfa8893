import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { isLong } from '../../platform/table/long.ts'
import { tableTypes } from '../../platform/table/read.ts'
import { sheetQuery, tableQuery } from '../../platform/table/schema.ts'
import type { Work } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import type { Workbooks } from '../../platform/xlsx/workbooks.ts'
import type { UploadKind } from '../labels.ts'
import { correctPayments, type Intake, takeFile } from './actions.ts'
import { MOST_BYTES } from './file.ts'
import { mustSee } from './present.ts'
import * as schema from './schema.ts'

const keep: FastifyContextConfig = { permission: 'funds:keep', scope: 'fund' }

const how = {
  zh:
    '文件为 UTF-8 或 charset=gb18030 编码的 CSV，或工作簿中可见的工作表。全部写入或全部不写入；新文件取代现行文件，原文件予以保留；再次上' +
    '传相同的文件，不产生变化。If-Match 可带可不带：同时上传两份文件时，其中一份总会被拒绝。大文件，或带有 Prefer: respond-async 的，' +
    '由长时操作读取（202），并显示已读取的行数。',
  en:
    'UTF-8, `charset=gb18030`, or the visible sheet of a workbook. All lines are written, or ' +
    'none; the file replaces the current one, which is kept. Uploading the same file again ' +
    'changes nothing. `If-Match` is optional: of two uploads at the same time, one is refused in ' +
    'any case. With `Prefer: respond-async`, and for large files, an operation reads the file ' +
    '(202) and shows how many lines it has read.'
}

const rosterTable =
  'recipientNo,villageCode,amount,account,idNumber\nR0001,220102001001,685.50,6228480010000001,\n'
const paymentsTable =
  'recipientNo,amount,paidOn,account,status\nR0001,685.50,2026-05-08,6228480010000001,paid\n'

export interface UploadParts extends Intake {
  workbooks: Workbooks
}

/** Uploads have their own context: only here tables are accepted, and spooled instead of parsed. */
export function uploading(app: App, parts: UploadParts): void {
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes)
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    taking(upload, 'roster', parts, {
      table: rosterTable,
      ...describe('putRoster', 'funds', '上传发放名册', {
        zh:
          '登记救助对象及其应发金额。表格含救助对象编号、村（社区）代码、金额各列，可另含账号和身份证号码；' +
          `身份证号码只保存加密摘要和后四位。${how.zh}`,
        en:
          'Uploads who should get how much. Columns recipientNo, villageCode, amount and optionally ' +
          'account and idNumber, of which a keyed hash and ' +
          `the last four characters are kept. ${how.en}`
      })
    })
    taking(upload, 'payments', parts, {
      table: paymentsTable,
      ...describe('putPayments', 'funds', '上传发放明细', {
        zh: `登记银行发放的情况。表格含救助对象编号、金额、发放日期、账号和发放状态各列，可以先于名册上传。${how.zh}`,
        en:
          'Uploads what the bank paid. Columns recipientNo, amount, paidOn, account and status. It may ' +
          `come before the roster. ${how.en}`
      })
    })
    correcting(upload, parts)
  })
}

type Described = ReturnType<typeof describe> & { table: string }

function taking(
  app: App,
  kind: UploadKind,
  { workbooks, ...intake }: UploadParts,
  { table, ...described }: Described
) {
  app.put(
    `/v1/disbursements/:id/${kind}`,
    {
      config: { ...keep, table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...described,
        consumes: ['text/csv', XLSX],
        params: idParams,
        querystring: tableQuery,
        response: { 200: ref(schema.Taken), 202: ref(Operation) }
      }
    },
    ({ params: { id }, headers, query: { sheet, allowEmpty = false } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty, workbooks }
      return reply.receive(receiptOf(kind, id), (work, body, tell) =>
        takeFile(work, id, kind, { body, tell, ...given }, intake)
      )
    }
  )
}

function correcting(app: App, { workbooks, ...intake }: UploadParts) {
  app.patch(
    '/v1/disbursements/:id/payments',
    {
      config: { ...keep, table: paymentsTable },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('correctPayments', 'funds', '补充发放明细的单行更正', {
          zh:
            '向现行发放明细补充单行更正，例如银行事后退回的款项。各列与发放明细相同。同一对象、账号和金额的行由新行取代；没有对应支付的，作为新的支付加入；没有对应支付的退回' +
            '不予接受。结果为包含当月全部各行的新版文件；再次提交相同的行，不产生变化。',
          en:
            'Adds single lines to the current payments, such as money that the bank returned later. The ' +
            'columns are those of the payments. A line replaces the one with the same recipient, account ' +
            'and amount. A payment that is not there is added; a return of one that is not there is ' +
            'refused. The result is a new version with all lines of the month. Sending the same lines ' +
            'again changes nothing.'
        }),
        consumes: ['text/csv', XLSX],
        params: idParams,
        querystring: sheetQuery,
        response: { 200: ref(schema.Taken), 202: ref(Operation) }
      }
    },
    ({ params: { id }, headers, query: { sheet } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty: false, workbooks }
      return reply.receive(receiptOf('payments', id), (work, body, tell) =>
        correctPayments(work, id, { body, tell, ...given }, intake)
      )
    }
  )
}

function receiptOf(kind: UploadKind, id: string) {
  const check = (work: Work) => mustSee(work, id)
  const subject = { kind: 'disbursement', id }
  const operation = { kind: `funds.${kind}`, input: { disbursementId: id }, subject, isLong, check }
  return { status: 200 as const, maxBytes: MOST_BYTES, operation }
}
