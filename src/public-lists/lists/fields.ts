import { sql } from 'kysely'
import { Type } from 'typebox'
import { itsProgramme, month, Period } from '../../funds/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { yuan } from '../../platform/database/yuan.ts'
import {
  Id,
  Instant,
  LocalDate,
  Money,
  nullable,
  oneOf,
  person,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import '../tables.ts'
import { channels, contents, groupings, listStates, masks } from '../vocabulary.ts'

export const ListContent = oneOf(contents, {
  title: '公示内容',
  description:
    'Content of the list: recipients of a month, applicants under review, approved or ended households'
})
export const ListChannel = oneOf(channels, { title: '公示渠道', description: 'Channel of the publication' })
export const NameMask = oneOf(masks, {
  title: '姓名遮盖',
  description: 'Masking of names; default: none, because the policy asks for names'
})
export const ListGrouping = oneOf(groupings, {
  title: '排列方式',
  description: 'Order of the lines; default: the order of the file'
})
export const ListState = oneOf(listStates, { title: '状态', description: 'Status of the list' })
export const ListPeriod = { ...Period, description: 'Month of the list' }
export const ShowFrom = { ...LocalDate, title: '公示起始日期', description: 'First day of the publication' }
export const ShowUntil = { ...LocalDate, title: '公示截止日期', description: 'Last day of the publication' }
export const RosterUnit = {
  ...UnitCode,
  title: '发放单位',
  description: 'Township of the county that pays itself, with whose roster the list is compared'
}
export const FileHash = Type.String({
  title: '文件摘要',
  description: 'Keyed digest of the uploaded file, hexadecimal: the same file has the same one'
})
const figure = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const own = {
  id: Id,
  unitCode: { ...UnitCode, title: '公示单位', description: 'County that makes the list' },
  unitName: from(
    Type.String({ title: '公示单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  ...itsProgramme,
  period: from(ListPeriod, month('disclosure_list.period')),
  content: ListContent,
  channel: ListChannel,
  mask: NameMask,
  groupBy: ListGrouping,
  showFrom: nullable(ShowFrom),
  showUntil: nullable(ShowUntil),
  state: ListState,
  rosterUnitCode: nullable({ ...RosterUnit, description: `${RosterUnit.description}; null: the county` }),
  rosterUploadId: nullable({
    ...Id,
    title: '核对名册',
    description: 'Roster with which the list is compared; null where there is nothing to compare yet'
  }),
  lines: nullable(figure('行数', 'Number of lines in the finished file; null before that')),
  amount: from(
    nullable({ ...Money, title: '合计金额', description: 'Sum of the lines in the finished file' }),
    yuan('disclosure_list.amount').$castTo<string | null>()
  ),
  fileHash: nullable(FileHash),
  renderedAt: nullable({ ...Instant, title: '生成时间', description: 'Time of the last rendering' }),
  renderedBy: nullable(person('生成人', 'Person who rendered the list')),
  madeAt: { ...Instant, title: '建立时间', description: 'Time at which the list was made' },
  madeBy: person('建立人', 'Person who made the list'),
  updatedAt: from(updatedAt, sql<string>`coalesce(disclosure_list.updated_at, disclosure_list.made_at)`)
}

/** The fields of a list for the public. Nothing in it names a recipient. */
export const item = fieldsOf('disclosure_list', own)
