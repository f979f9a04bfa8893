import { type Static, Type } from 'typebox'
import { actions, closed, LocalDate, listOf, ref } from '../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDisclosure = closed(
  {
    unitCode: fields.Unit,
    content: fields.Content,
    channel: fields.Channel,
    programme: Type.Optional(fields.Programme),
    period: Type.Optional(fields.Month),
    address: Type.Optional(fields.Address),
    boardId: Type.Optional(fields.BoardId),
    listId: Type.Optional(fields.ListId),
    fileHash: Type.Optional(fields.FileHash),
    lines: Type.Optional(fields.Lines),
    postedOn: fields.PostedOn
  },
  {
    $id: 'NewDisclosure',
    title: '登记公示',
    description: 'New disclosure: something that the unit shows to the public',
    examples: [
      {
        unitCode: '220102',
        content: 'policy',
        channel: 'website',
        address: 'https://www.example.gov.cn/shjz/zc.html',
        postedOn: '2026-03-02'
      }
    ]
  }
)
export type NewDisclosure = Static<typeof NewDisclosure>

export const DisclosureRemoval = closed(
  { on: fields.EndedOn },
  {
    $id: 'DisclosureRemoval',
    title: '登记撤除',
    description: 'Removal of a disclosure',
    examples: [{ on: '2026-03-02' }]
  }
)

export const DisclosureWithdrawal = closed(
  {
    on: { ...LocalDate, title: '撤回日期', description: 'Day on which it was taken down' },
    reason: fields.Reason
  },
  {
    $id: 'DisclosureWithdrawal',
    title: '撤回公示',
    description: 'Withdrawal of something that should not have been shown, or was entered by mistake',
    examples: [{ on: '2026-03-02', reason: '内容有误' }]
  }
)

export const DisclosureItem = closed(fields.item.properties, {
  $id: 'DisclosureItem',
  title: '公示（列表项）',
  description: 'Disclosure in a list'
})
export type DisclosureItem = Static<typeof DisclosureItem>

export const Disclosure = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  { $id: 'Disclosure', title: '公示', description: 'Something that a unit shows to the public' }
)
export type Disclosure = Static<typeof Disclosure>

export const DisclosurePage = { ...listOf(ref(DisclosureItem)), $id: 'DisclosurePage' }

export const schemas = [
  fields.Display,
  NewDisclosure,
  DisclosureRemoval,
  DisclosureWithdrawal,
  DisclosureItem,
  Disclosure,
  DisclosurePage
]
