import { type Static, Type } from 'typebox'
import { ProgrammeCode } from '../../funds/index.ts'
import { actions, closed, listOf, UnitCode } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDisclosureList = closed(
  {
    unitCode: { ...UnitCode, title: '公示单位', description: 'County that makes the list' },
    rosterUnitCode: Type.Optional(fields.RosterUnit),
    programme: ProgrammeCode,
    period: fields.ListPeriod,
    content: fields.ListContent,
    channel: fields.ListChannel,
    mask: Type.Optional(fields.NameMask),
    groupBy: Type.Optional(fields.ListGrouping),
    showFrom: Type.Optional(fields.ShowFrom),
    showUntil: Type.Optional(fields.ShowUntil)
  },
  {
    $id: 'NewDisclosureList',
    title: '建立公示名单',
    description: 'New list for the public',
    examples: [
      {
        unitCode: '220182',
        programme: 'rural-low-income',
        period: '2026-05',
        content: 'recipients',
        channel: 'board',
        showFrom: '2026-05-21',
        showUntil: '2026-05-27'
      }
    ]
  }
)
export type NewDisclosureList = Static<typeof NewDisclosureList>

export const DisclosureListItem = closed(fields.item.properties, {
  $id: 'DisclosureListItem',
  title: '公示名单（列表项）',
  description: 'List for the public, in a list'
})
export type DisclosureListItem = Static<typeof DisclosureListItem>

export const DisclosureList = closed(
  { ...fields.item.properties, actions: actions(stepNames) },
  {
    $id: 'DisclosureList',
    title: '公示名单',
    description: 'List of recipients for the public; the names are in the finished file only'
  }
)
export type DisclosureList = Static<typeof DisclosureList>

export const DisclosureListPage = {
  ...listOf(Type.Unsafe<DisclosureListItem>({ $ref: 'DisclosureListItem#' })),
  $id: 'DisclosureListPage'
}

const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const RenderCheck = closed(
  {
    lines: count('行数', 'Number of lines that the finished file would have'),
    amount: fields.item.properties.amount,
    compared: Type.Boolean({
      title: '已与名册核对',
      description: 'Whether the lines were compared with a roster'
    }),
    leftOut: count(
      '漏列人数',
      'Number of roster lines that are neither in the list nor in the register of protected recipients'
    ),
    leftOutRecipients: Type.Array(
      Type.String({ title: '救助对象编号', description: 'Number of the recipient' }),
      {
        maxItems: 100,
        title: '漏列对象',
        description: 'First hundred of them'
      }
    )
  },
  { $id: 'RenderCheck', title: '公示名单核对结果', description: 'Result of a check without a finished file' }
)
export type RenderCheck = Static<typeof RenderCheck>

export const schemas = [
  NewDisclosureList,
  DisclosureListItem,
  DisclosureList,
  DisclosureListPage,
  RenderCheck
]
