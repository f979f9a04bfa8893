import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { closed, Id, Instant, text, UnitCode, updatedAt } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import './tables.ts'

export const Name = text(100, '姓名', 'Name of the person')
export const Post = text(200, '职务', 'Post of the person at their unit')
export const Qualifications = Type.Array(AreaWord, {
  uniqueItems: true,
  maxItems: 6,
  title: '可检查的内容',
  description: 'Areas that the person may inspect; an empty list means all areas'
})
export const Conflicts = Type.Array(
  closed({
    unitCode: {
      ...UnitCode,
      title: '回避单位',
      description: 'Unit that the person may not inspect, nor the units above and below it'
    },
    reason: text(500, '回避理由', 'Reason: a relative at the unit, a former post')
  }),
  {
    maxItems: 50,
    title: '回避单位',
    description: 'Conflicts of interest: units of the same province'
  }
)
export const Active = Type.Boolean({
  title: '是否在册',
  description: 'Whether the person may still be sent; false: has left the register'
})

/** The columns of an entry of the register. */
export const item = fieldsOf('staff', {
  id: Id,
  unitCode: UnitCode,
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  name: Name,
  post: Post,
  qualifications: Qualifications,
  conflicts: from(
    Conflicts,
    sql<Static<typeof Conflicts>>`(
      select coalesce(jsonb_agg(jsonb_build_object('unitCode', unit_code, 'reason', reason)
        order by unit_code), '[]')
      from staff_conflict where staff_id = staff.id)`
  ),
  active: Active,
  registeredAt: Instant,
  version: Type.Integer({ title: '版本', description: 'Version of the record, for If-Match' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(staff.updated_at, staff.registered_at)`)
})
