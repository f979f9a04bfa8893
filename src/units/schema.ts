import { type Static, Type } from 'typebox'
import { pageParameters } from '../platform/http/lists/paging.ts'
import {
  actions,
  closed,
  Instant,
  LocalDate,
  listOf,
  nullable,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { Channels } from './contact/channels.ts'
import {
  CountsInQuota,
  item,
  Name,
  OrganCode,
  OrganName,
  organ,
  Principal,
  SealName,
  UnitLevel
} from './fields.ts'
import { stepNames } from './steps/rules.ts'

export const UnitItem = closed(
  { ...item.properties, ...organ },
  {
    $id: 'UnitItem',
    title: '单位',
    description: 'Unit in a list'
  }
)

export const Unit = closed(
  { ...item.properties, ...organ, actions: actions(stepNames) },
  {
    $id: 'Unit',
    title: '单位',
    description: 'Unit in the tree of supervision',
    examples: [
      {
        code: '220102',
        name: '南关区',
        level: 'county',
        parentCode: '2201',
        countsInQuota: true,
        validFrom: null,
        validTo: null,
        successorCode: null,
        principal: null,
        channels: { hotline: '0431-12345' },
        organName: '南关区民政局',
        organCode: '南关民',
        sealName: '南关区民政局',
        actions: ['change', 'retire']
      }
    ]
  }
)
export type Unit = Static<typeof Unit>

export const UnitPage = {
  ...listOf(Type.Unsafe<Static<typeof UnitItem>>({ $ref: 'UnitItem#' })),
  $id: 'UnitPage'
}

/** Null, or left out of a new unit: the names that follow from its level and its name. */
const organNames = {
  organName: Type.Optional(nullable(OrganName)),
  organCode: Type.Optional(nullable(OrganCode)),
  sealName: Type.Optional(nullable(SealName))
}

export const NewUnit = closed(
  {
    code: UnitCode,
    name: Name,
    level: UnitLevel,
    parentCode: Type.Optional(nullable(UnitCode)),
    countsInQuota: Type.Optional(CountsInQuota),
    validFrom: Type.Optional(nullable(LocalDate)),
    principal: Type.Optional(Principal),
    channels: Type.Optional(Channels),
    ...organNames
  },
  { $id: 'NewUnit', title: '新单位', description: 'New unit' }
)
export type NewUnit = Static<typeof NewUnit>

export const UnitChange = closed(
  {
    name: Type.Optional(Name),
    parentCode: Type.Optional(UnitCode),
    countsInQuota: Type.Optional(CountsInQuota),
    principal: Type.Optional(Principal),
    channels: Type.Optional(Channels),
    ...organNames,
    validTo: Type.Optional(
      nullable({
        ...LocalDate,
        title: '撤销日期',
        description: 'Correction of an end that was entered wrongly; null takes it back'
      })
    ),
    successorCode: Type.Optional(
      nullable({ ...UnitCode, title: '承接单位', description: 'Correction of the successor' })
    )
  },
  {
    $id: 'UnitChange',
    title: '单位变更',
    description: 'Changes of a unit; fields that are left out stay',
    minProperties: 1
  }
)
export type UnitChange = Static<typeof UnitChange>

export const Retirement = closed(
  { on: LocalDate, successorCode: Type.Optional(UnitCode) },
  {
    $id: 'UnitRetirement',
    title: '单位撤销',
    description: 'Retirement of a unit: the first day without it, and its successor'
  }
)
export type Retirement = Static<typeof Retirement>

export const Reinstatement = closed(
  {
    reason: Type.Optional(
      text(1000, '更正理由', 'Reason why the end was wrong; it is kept in the audit trail')
    )
  },
  {
    $id: 'UnitReinstatement',
    title: '撤回撤销',
    description: 'Withdrawal of an end that was entered wrongly',
    examples: [{ reason: '撤并方案未获批准' }]
  }
)
export type Reinstatement = Static<typeof Reinstatement>

export const unitParams = closed({ code: UnitCode })

export const onQuery = closed({
  on: Type.Optional({ ...LocalDate, description: 'Date for name, parent and level; default: now' })
})

export const Ancestors = closed(
  {
    items: Type.Array(Type.Unsafe<Static<typeof UnitItem>>({ $ref: 'UnitItem#' }), {
      description: 'Units, from the top down'
    })
  },
  { $id: 'UnitAncestors', title: '上级单位', description: 'Units above a unit, from the top down' }
)

export const timelineQuery = closed({
  from: Type.Optional(LocalDate),
  to: Type.Optional(LocalDate),
  limit: pageParameters.limit,
  cursor: pageParameters.cursor
})

export const TimelineEntry = closed(
  {
    at: Instant,
    kind: Type.String({
      title: '事项',
      description: 'Event, as `noun.verbed`',
      examples: ['unit.renamed']
    }),
    id: nullable(Type.String({ title: '标识', description: 'Record that the event belongs to' })),
    summary: Type.String({ title: '摘要', description: 'Summary in one sentence' }),
    missingAreas: Type.Optional(
      Type.Array(Type.String(), {
        title: '尚缺监管内容',
        description: 'Codes of the areas in which a full inspection had no conclusion at this step'
      })
    ),
    clause: nullable(
      closed(
        { id: Type.String(), text: Type.String() },
        { title: '条款', description: 'Clause on which the event is based' }
      )
    )
  },
  { $id: 'TimelineEntry', title: '大事记条目', description: 'Event of a unit' }
)
export type TimelineEntry = Static<typeof TimelineEntry>

export const Timeline = { ...listOf(Type.Unsafe<TimelineEntry>({ $ref: 'TimelineEntry#' })), $id: 'Timeline' }

export const schemas = [
  Unit,
  UnitItem,
  UnitPage,
  NewUnit,
  UnitChange,
  Retirement,
  Reinstatement,
  Ancestors,
  TimelineEntry,
  Timeline
]
