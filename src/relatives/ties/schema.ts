import { type Static, type TSchema, Type } from 'typebox'
import { closed, Instant, nullable, person, UnitCode } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'
import { tieSources } from '../vocabulary.ts'

const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const FileHash = Type.String({ title: '文件摘要', description: 'SHA-256 of the file' })

const bySource = closed(
  Object.fromEntries(
    tieSources.map((source) => [source, count('条数', `Number of ties with the source ${source}`)])
  ) as Record<(typeof tieSources)[number], ReturnType<typeof count>>,
  { title: '按来源', description: 'Number of ties by source' }
)

const shown = {
  unitCode: { ...UnitCode, title: '单位', description: 'Unit that uploaded the ties' },
  number: count('版次', 'Number of the latest file; 0 without one'),
  ties: count('亲属关系数', 'Number of ties that stand'),
  filers: count('涉及人员数', 'Number of filers with a tie'),
  bySource,
  fileHash: nullable(FileHash),
  uploadedAt: nullable({ ...Instant, title: '上传时间', description: 'Time of the upload' }),
  uploadedBy: nullable(person('上传人', 'Person who uploaded the file'))
} satisfies Record<string, TSchema>

export const RelativeTies = closed(shown, {
  $id: 'RelativeTies',
  title: '亲属关系比对信息',
  description: 'Family ties that a unit knows, in numbers: neither people nor hashes are shown'
})
export type RelativeTies = Static<typeof RelativeTies>

export const RelativeTiesTaken = closed(
  {
    ...shown,
    added: count('新增', 'Number of ties that the file brought'),
    gone: count('不再列出', 'Number of ties that the file no longer names; they count until today'),
    unchanged: Type.Boolean({ title: '未变更', description: 'Whether the same file was current already' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'RelativeTiesTaken', title: '上传结果', description: 'Result of an upload of family ties' }
)
export type RelativeTiesTaken = Static<typeof RelativeTiesTaken>

export const schemas = [RelativeTies, RelativeTiesTaken]
