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

const how =
  'UTF-8, `charset=gb18030`, or the visible sheet of a workbook. All of it or nothing; it takes the place ' +
  'of the file before, which stays on record. The same file once more changes nothing. `If-Match` is ' +
  'honoured where it is given, and not asked for: of two uploads at once one is refused anyway. With ' +
  '`Prefer: respond-async`, and of large files, an operation reads the file (202) and tells how many lines ' +
  'it has read.'

const rosterTable =
  'recipientNo,villageCode,amount,account,idNumber\nR0001,220102001001,685.50,6228480010000001,\n'
const paymentsTable =
  'recipientNo,amount,paidOn,account,status\nR0001,685.50,2026-05-08,6228480010000001,paid\n'

export interface UploadParts extends Intake {
  workbooks: Workbooks
}

/** In a context of its own: only here are these tables taken, and spooled instead of parsed. */
export function uploading(app: App, parts: UploadParts): void {
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    for (const type of tableTypes)
      upload.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    taking(upload, 'roster', parts, {
      table: rosterTable,
      ...describe(
        'putRoster',
        'funds',
        '上传发放名册',
        'Takes in who should get how much',
        'Columns recipientNo, villageCode, amount and optionally account and idNumber, of which a keyed ' +
          `hash and the last four characters are kept. ${how}`
      )
    })
    taking(upload, 'payments', parts, {
      table: paymentsTable,
      ...describe(
        'putPayments',
        'funds',
        '上传发放明细',
        'Takes in what the bank paid',
        `Columns recipientNo, amount, paidOn, account and status. It may come before the roster. ${how}`
      )
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
        ...describe(
          'correctPayments',
          'funds',
          '补充发放明细的单行更正',
          'Adds single lines to the payments that stand, such as money that the bank sent back later',
          'Columns as of the payments. A line takes the place of the one of the same recipient, account ' +
            'and amount; a payment that is not there is added, and a return of one that is not there is ' +
            'refused. The result is a new version with all lines of the month. The same lines once more ' +
            'change nothing.'
        ),
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
