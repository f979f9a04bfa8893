import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, listOf, text, UnitCode } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'

const Name = text(100, '姓名', 'Name of the person')
const Post = text(200, '职务', 'Post of the person at their unit')
const Qualifications = Type.Array(AreaWord, {
  uniqueItems: true,
  maxItems: 6,
  title: '可检查的内容',
  description: 'Areas that the person may inspect; an empty list means all areas'
})
const Conflicts = Type.Array(
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
const Active = Type.Boolean({
  title: '是否在册',
  description: 'Whether the person may still be sent; false: has left the register'
})

export const NewStaff = closed(
  {
    unitCode: UnitCode,
    name: Name,
    post: Post,
    qualifications: Type.Optional(Qualifications),
    conflicts: Type.Optional(Conflicts)
  },
  {
    $id: 'NewStaff',
    title: '新检查人员',
    description: 'New entry of the register of inspectors',
    examples: [
      {
        unitCode: '2201',
        name: '王芳',
        post: '社会救助科科员',
        qualifications: ['funds', 'petitions'],
        conflicts: [{ unitCode: '220102', reason: '配偶在该单位任职' }]
      }
    ]
  }
)
export type NewStaff = Static<typeof NewStaff>

export const StaffChange = closed(
  {
    name: Type.Optional(Name),
    post: Type.Optional(Post),
    qualifications: Type.Optional(Qualifications),
    conflicts: Type.Optional({
      ...Conflicts,
      description: 'Conflicts of interest, as a complete list: omitted ones are removed'
    }),
    active: Type.Optional(Active)
  },
  {
    $id: 'StaffChange',
    title: '变更检查人员',
    description:
      'Changes to an entry. A person who moves to another unit leaves this register and is entered there',
    minProperties: 1,
    examples: [{ active: false }]
  }
)
export type StaffChange = Static<typeof StaffChange>

export const Staff = closed(
  {
    id: Id,
    unitCode: UnitCode,
    unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    name: Name,
    post: Post,
    qualifications: Qualifications,
    conflicts: Conflicts,
    active: Active,
    registeredAt: Instant,
    version: Type.Integer({ title: '版本', description: 'Version of the record, for If-Match' })
  },
  {
    $id: 'Staff',
    title: '检查人员',
    description: 'Person who may be sent to inspect, with their conflicts of interest'
  }
)
export type Staff = Static<typeof Staff>

export const StaffPage = { ...listOf(Type.Unsafe<Staff>({ $ref: 'Staff#' })), $id: 'StaffPage' }

export const staffQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Unit of the people listed' }),
  active: Type.Optional(Active),
  area: Type.Optional({ ...AreaWord, description: 'Area that the people listed may inspect' }),
  ...pageParameters
})
export type StaffQuery = Static<typeof staffQuery>

export const schemas = [NewStaff, StaffChange, Staff, StaffPage]
