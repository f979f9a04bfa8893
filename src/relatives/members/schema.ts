import { type Static, type TSchema, Type } from 'typebox'
import { closed, Id, Instant, nullable, person } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'

const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const shown = {
  disbursementId: { ...Id, title: '发放批次', description: 'Disbursement with the roster' },
  rosterUploadId: nullable({
    ...Id,
    title: '名册版次',
    description: 'Roster whose recipients the file names'
  }),
  number: count('版次', 'Number of the latest file; 0 without one'),
  members: count('成员数', 'Number of members'),
  households: count('户数', 'Number of households with a member'),
  isCurrent: Type.Boolean({
    title: '是否对应现行名册',
    description: 'Whether the file belongs to the current roster; false without a file'
  }),
  fileHash: nullable(Type.String({ title: '文件摘要', description: 'SHA-256 of the file' })),
  uploadedAt: nullable({ ...Instant, title: '上传时间', description: 'Time of the upload' }),
  uploadedBy: nullable(person('上传人', 'Person who uploaded the file'))
} satisfies Record<string, TSchema>

export const HouseholdMembers = closed(shown, {
  $id: 'HouseholdMembers',
  title: '共同生活成员',
  description: 'Members of the households on a roster, in numbers: neither people nor hashes are shown'
})
export type HouseholdMembers = Static<typeof HouseholdMembers>

export const HouseholdMembersTaken = closed(
  {
    ...shown,
    unchanged: Type.Boolean({ title: '未变更', description: 'Whether the same file was current already' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'HouseholdMembersTaken', title: '上传结果', description: 'Result of an upload of members' }
)
export type HouseholdMembersTaken = Static<typeof HouseholdMembersTaken>

export const schemas = [HouseholdMembers, HouseholdMembersTaken]
