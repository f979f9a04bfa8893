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
  description: 'Who should get how much, or what the bank paid'
})

const shown = {
  id: Id,
  disbursementId: { ...Id, title: '发放批次', description: 'The batch it belongs to' },
  kind: UploadKind,
  number: Type.Integer({
    minimum: 1,
    title: '版次',
    description: 'Counts the files of a batch and kind; the last one stands'
  }),
  lines: Count('行数', 'Lines of the file'),
  amount: { ...Money, title: '合计金额', description: 'Sum of all lines' },
  paidLines: nullable(Count('已支付行数', 'Of payments: lines that were paid')),
  paidAmount: nullable({ ...Money, title: '已支付金额', description: 'Of payments: without what came back' }),
  fileHash: Type.String({ title: '文件摘要', description: 'SHA-256 of the file, hex' }),
  uploadedAt: { ...Instant, title: '上传时间', description: 'When it was taken in' },
  uploadedBy: Type.String({ title: '上传人', description: 'Subject of the token' }),
  linesRemovedAt: nullable({
    ...Instant,
    title: '各行清除时间',
    description: 'When the lines of an old version were taken out; its sums and its hash stay'
  }),
  correctsId: nullable({
    ...Id,
    title: '更正的版次',
    description:
      'Of payments: the version to which single lines were added; then `fileHash` is that of the lines'
  })
}

export const Upload = closed(shown, {
  $id: 'FundUpload',
  title: '发放文件',
  description: 'A roster or a file of payments that was taken in'
})
export type Upload = Static<typeof Upload>

export const UploadPage = { ...listOf(Type.Unsafe<Upload>({ $ref: 'FundUpload#' })), $id: 'FundUploadPage' }

export const Taken = closed(
  {
    ...shown,
    unchanged: Type.Boolean({
      title: '未变更',
      description: 'The same file stands already: nothing was written'
    }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'FundUploadTaken', title: '上传结果', description: 'What was taken in' }
)
export type Taken = Static<typeof Taken>

export const FundLine = closed(
  {
    line: Type.Integer({ minimum: 1, title: '行号', description: 'Line of the file, from 1' }),
    recipientNo: Type.String({ title: '救助对象编号', description: 'Number within the programme' }),
    villageCode: nullable({ ...UnitCode, title: '村（社区）代码', description: 'Of a roster' }),
    amount: Money,
    account: nullable(
      Type.String({
        title: '账号',
        description: 'Account of the recipient; to most roles its last four characters'
      })
    ),
    idNumberEnd: nullable(
      Type.String({ title: '身份证号码后四位', description: 'Of a roster: all that is kept in clear' })
    ),
    paidOn: nullable({ ...LocalDate, title: '支付日期', description: 'Of payments' }),
    status: nullable(oneOf(codesOf('payment-status'), { title: '支付状态', description: 'Of payments' }))
  },
  { $id: 'FundLine', title: '发放文件行', description: 'One line of a roster or of payments' }
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
    Type.String({ minLength: 1, maxLength: 40, title: '救助对象编号', description: 'Lines of one recipient' })
  ),
  ...pageParameters
})
export type LineQuery = Static<typeof lineQuery>

export const schemas = [Upload, UploadPage, Taken, FundLine, FundLinePage]
