import { type Static, Type } from 'typebox'
import { actions, closed, listOf, oneOf, UnitCode } from '../platform/http/schema.ts'
import { item, Letters, Online, PhoneNumber, Phones } from './fields.ts'
import { stepNames } from './rules.ts'
import { remarkCodes } from './vocabulary.ts'

const example = {
  phones: [{ number: '0432-62049999', hours: '08:30-17:00', note: '社会救助科' }],
  online: [
    { kind: 'site', address: 'https://mzj.example.cn/jiuzhu' },
    { kind: 'mail', address: 'jiuzhu@example.cn' }
  ],
  letters: { address: '解放大路1号', postcode: '132000' }
}

export const ChannelsChange = closed(
  { phones: Phones, online: Online, letters: Type.Optional(Letters) },
  {
    $id: 'ChannelsChange',
    title: '登记监督举报渠道',
    description: 'All channels of a unit; they take the place of the former ones',
    examples: [example]
  }
)
export type ChannelsChange = Static<typeof ChannelsChange>

const Remark = closed(
  {
    code: oneOf(remarkCodes, { title: '提示', description: 'Remark on a channel' }),
    number: PhoneNumber,
    unitCode: { ...UnitCode, description: 'Other unit that has the number on record' }
  },
  { title: '提示', description: 'Remark that refuses nothing' }
)

export const UnitChannelsItem = closed(item.properties, {
  $id: 'UnitChannelsItem',
  title: '监督举报渠道（列表项）',
  description: 'Channels of a unit in a list'
})
export type UnitChannelsItem = Static<typeof UnitChannelsItem>

export const UnitChannels = closed(
  {
    ...item.properties,
    remarks: Type.Array(Remark, { title: '提示', description: 'Remarks; empty if there are none' }),
    actions: actions(stepNames)
  },
  {
    $id: 'UnitChannels',
    title: '监督举报渠道',
    description: 'Telephones, online channels and postal address of a unit'
  }
)
export type UnitChannels = Static<typeof UnitChannels>

export const UnitChannelsPage = {
  ...listOf(Type.Unsafe<UnitChannelsItem>({ $ref: 'UnitChannelsItem#' })),
  $id: 'UnitChannelsPage'
}

export const schemas = [ChannelsChange, UnitChannelsItem, UnitChannels, UnitChannelsPage]
