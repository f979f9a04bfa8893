import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  person,
  text,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import { actingFrom, UnitLevel } from '../../units/index.ts'
import '../tables.ts'

export const Unit = { ...UnitCode, title: '单位', description: 'Unit to which the board belongs' }
export const Place = text(200, '设置地点', 'Place of the board')
export const Since = { ...LocalDate, title: '设立日期', description: 'First day on which the board stands' }
export const Until = {
  ...LocalDate,
  title: '停用日期',
  description: 'First day on which the board no longer stands'
}

export const PhotoId = {
  ...Id,
  title: '照片',
  description: 'Attachment with a photograph of the board'
}

export const item = fieldsOf('notice_board', {
  id: Id,
  unitCode: Unit,
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  unitLevel: from(UnitLevel, sql.ref('unit.level')),
  ...actingFrom(),
  place: Place,
  since: Since,
  until: nullable(Until),
  photoAttachmentId: nullable(PhotoId),
  enteredAt: { ...Instant, title: '登记时间', description: 'Time of the entry' },
  enteredBy: person('登记人', 'Person who entered the board'),
  updatedAt: from(updatedAt, sql<string>`coalesce(notice_board.updated_at, notice_board.entered_at)`)
})
