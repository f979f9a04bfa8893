import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { Id, Instant, LocalDate, Money, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { codesOf, type PaymentStatus } from '../labels.ts'
import '../tables.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const UploadKind = oneOf(codesOf('fund-upload-kind'), {
  title: '文件类别',
  description: 'Kind of file: roster (who should get how much) or payments (what the bank paid)'
})

/** The fields of an uploaded file. */
export const item = fieldsOf('fund_upload', {
  id: Id,
  disbursementId: { ...Id, title: '发放批次', description: 'Identifier of the disbursement' },
  kind: UploadKind,
  number: Type.Integer({
    minimum: 1,
    title: '版次',
    description:
      'Version: number of the file among those of its disbursement and kind; the last one is current'
  }),
  lines: Count('行数', 'Number of lines of the file'),
  amount: from(
    { ...Money, title: '合计金额', description: 'Sum of the amounts of all lines' },
    yuan('fund_upload.amount')
  ),
  paidLines: nullable(Count('已支付行数', 'Number of lines that were paid; for payments')),
  paidAmount: from(
    nullable({
      ...Money,
      title: '已支付金额',
      description: 'Sum of the amounts paid, without returns; for payments'
    }),
    yuan('fund_upload.paid_amount').$castTo<string | null>()
  ),
  fileHash: Type.String({ title: '文件摘要', description: 'SHA-256 of the file, hex' }),
  uploadedAt: { ...Instant, title: '上传时间', description: 'Date and time of the upload' },
  uploadedBy: Type.String({ title: '上传人', description: 'Subject of the token' }),
  linesRemovedAt: nullable({
    ...Instant,
    title: '各行清除时间',
    description: 'Date and time at which the lines of an old version were removed; its sums and its hash stay'
  }),
  correctsId: nullable({
    ...Id,
    title: '更正的版次',
    description:
      'Version to which single lines were added, for payments; `fileHash` is then the hash of the lines'
  })
})

/** The fields of a line of a file. */
export const Line = {
  line: Type.Integer({ minimum: 1, title: '行号', description: 'Line of the file, from 1' }),
  recipientNo: Type.String({
    title: '救助对象编号',
    description: 'Number of the recipient within the programme'
  }),
  villageCode: nullable({
    ...UnitCode,
    title: '村（社区）代码',
    description: 'Code of the village; for a roster'
  }),
  villageName: nullable(
    Type.String({ title: '村（社区）名称', description: 'Current name of the village; for a roster' })
  ),
  amount: Money,
  account: nullable(
    Type.String({
      title: '账号',
      description: 'Account of the recipient; most roles see only its last four characters'
    })
  ),
  idNumberEnd: nullable(
    Type.String({
      title: '身份证号码后四位',
      description: 'Last four characters of the identity number, the only part kept in clear; for a roster'
    })
  ),
  paidOn: nullable({ ...LocalDate, title: '支付日期', description: 'Date of payment; for payments' }),
  status: nullable(
    oneOf(codesOf('payment-status'), {
      title: '支付状态',
      description: 'Status of the payment; for payments'
    })
  )
}

/** Fields that only one kind of file has. */
interface OfKind {
  villageCode: RawBuilder<string | null>
  villageName: RawBuilder<string | null>
  idNumberEnd: RawBuilder<string | null>
  paidOn: RawBuilder<string | null>
  status: RawBuilder<PaymentStatus | null>
}

/** The columns of a line. `account`: as far as the reader may see it. */
export function lineFields(
  table: 'roster_line' | 'payment_line',
  account: RawBuilder<string | null>,
  ofKind: OfKind
) {
  return fieldsOf(table, {
    line: from(Line.line, sql.ref<number>(`${table}.line`)),
    recipientNo: from(Line.recipientNo, sql.ref<string>(`${table}.recipient_no`)),
    villageCode: from(Line.villageCode, ofKind.villageCode),
    villageName: from(Line.villageName, ofKind.villageName),
    amount: from(Line.amount, yuan(`${table}.amount`)),
    account: from(Line.account, account),
    idNumberEnd: from(Line.idNumberEnd, ofKind.idNumberEnd),
    paidOn: from(Line.paidOn, ofKind.paidOn),
    status: from(Line.status, ofKind.status)
  })
}
