import { type Static, Type } from 'typebox'
import { actions, closed, listOf, UnitCode } from '../../platform/http/schema.ts'
import { Active, Conflicts, item, Name, Post, Qualifications } from './fields.ts'
import { stepNames } from './rules.ts'

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

export const StaffItem = closed(item.properties, {
  $id: 'StaffItem',
  title: '检查人员（列表项）',
  description: 'Person who may be sent to inspect, in a list'
})

export const Staff = closed(
  { ...item.properties, actions: actions(stepNames) },
  {
    $id: 'Staff',
    title: '检查人员',
    description: 'Person who may be sent to inspect, with their conflicts of interest'
  }
)
export type Staff = Static<typeof Staff>

export const StaffPage = {
  ...listOf(Type.Unsafe<Static<typeof StaffItem>>({ $ref: 'StaffItem#' })),
  $id: 'StaffPage'
}

export const schemas = [NewStaff, StaffChange, StaffItem, Staff, StaffPage]
