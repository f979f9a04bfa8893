import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  Money,
  nullable,
  oneOf,
  UnitCode
} from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'
import { codesOf } from '../labels.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const UploadKind = oneOf(codesOf('fund-upload-kind'), {
  title: '文件类别',
  description: 'Kind of file: roster (who should get how much) or payments (what the bank paid)'
})

const shown = {
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
  amount: { ...Money, title: '合计金额', description: 'Sum of the amounts of all lines' },
  paidLines: nullable(Count('已支付行数', 'Number of lines that were paid; for payments')),
  paidAmount: nullable({
    ...Money,
    title: '已支付金额',
    description: 'Sum of the amounts paid, without returns; for payments'
  }),
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
}

export const Upload = closed(shown, {
  $id: 'FundUpload',
  title: '发放文件',
  description: 'Uploaded roster or payments'
})
export type Upload = Static<typeof Upload>

export const UploadPage = { ...listOf(Type.Unsafe<Upload>({ $ref: 'FundUpload#' })), $id: 'FundUploadPage' }

export const Taken = closed(
  {
    ...shown,
    unchanged: Type.Boolean({
      title: '未变更',
      description: 'Whether the same file was current already, so that nothing was written'
    }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'FundUploadTaken', title: '上传结果', description: 'Result of an upload' }
)
export type Taken = Static<typeof Taken>

export const FundLine = closed(
  {
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
  },
  { $id: 'FundLine', title: '发放文件行', description: 'Line of a roster or of payments' }
)
export type FundLine = Static<typeof FundLine>

export const FundLinePage = {
  ...listOf(Type.Unsafe<FundLine>({ $ref: 'FundLine#' })),
  $id: 'FundLinePage'
}

export const uploadQuery = closed({ kind: Type.Optional(UploadKind), ...pageParameters })
export type UploadQuery = Static<typeof uploadQuery>

export const lineQuery = closed({
  recipientNo: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: '救助对象编号',
      description: 'Number of a recipient: only their lines'
    })
  ),
  ...pageParameters
})
export type LineQuery = Static<typeof lineQuery>

export const schemas = [Upload, UploadPage, Taken, FundLine, FundLinePage]
