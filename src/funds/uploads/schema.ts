import { type Static, Type } from 'typebox'
import { closed, listOf } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'
import { item, Line } from './fields.ts'

export const Upload = closed(item.properties, {
  $id: 'FundUpload',
  title: '发放文件',
  description: 'Uploaded roster or payments'
})
export type Upload = Static<typeof Upload>

export const UploadPage = { ...listOf(Type.Unsafe<Upload>({ $ref: 'FundUpload#' })), $id: 'FundUploadPage' }

export const Taken = closed(
  {
    ...item.properties,
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

export const FundLine = closed(Line, {
  $id: 'FundLine',
  title: '发放文件行',
  description: 'Line of a roster or of payments'
})
export type FundLine = Static<typeof FundLine>

export const FundLinePage = {
  ...listOf(Type.Unsafe<FundLine>({ $ref: 'FundLine#' })),
  $id: 'FundLinePage'
}

export const schemas = [Upload, UploadPage, Taken, FundLine, FundLinePage]
