import { type Static, type TObject, Type } from 'typebox'
import { fieldsOf } from '../platform/database/fields.ts'
import { columnsOf } from '../platform/database/records.ts'
import { LocalDate, nullable, oneOf, text, UnitCode } from '../platform/http/schema.ts'
import { Channels } from './contact/channels.ts'
import './tables.ts'
import { levels } from './vocabulary.ts'

export const UnitLevel = oneOf(levels, { title: '级别', description: 'Level in the tree' })

export const Name = text(200, '名称', 'Official name')
export const CountsInQuota = Type.Boolean({
  title: '是否计入检查基数',
  description: 'Whether the unit counts in the numbers to inspect, both fully and by sample'
})
export const Principal = nullable(text(100, '主要负责人', 'Head of the unit'))

export const OrganName = text(200, '机关名称', 'Name of the organ of the unit in official documents')
const codeOf = 'Code of the organ in the numbers of official documents'
export const OrganCode = text(50, '机关代字', codeOf)
export const SealName = text(200, '印章名称', 'Name on the seal of the organ')

/** The organ of a unit on the wire. A unit that sets nothing has names that follow from level and name. */
export const organ = {
  organName: OrganName,
  organCode: nullable({ ...OrganCode, description: `${codeOf}; null where it issues none` }),
  sealName: SealName
}

/** A unit: plain columns only, so that its statements depend on nobody's view and stay prepared. */
export const item = fieldsOf('unit', {
  code: UnitCode,
  name: Name,
  level: UnitLevel,
  parentCode: nullable({ ...UnitCode, title: '上级单位代码', description: 'Code of the parent unit' }),
  countsInQuota: CountsInQuota,
  validFrom: nullable({
    ...LocalDate,
    title: '设立日期',
    description: 'First day; null if before records began'
  }),
  validTo: nullable({
    ...LocalDate,
    title: '撤销日期',
    description: 'First day on which the unit is no longer in office; null if it has no end'
  }),
  successorCode: nullable({ ...UnitCode, title: '承接单位', description: 'Code of the successor' }),
  principal: Principal,
  channels: Channels,
  organName: nullable(OrganName),
  organCode: nullable(OrganCode),
  sealName: nullable(SealName)
})

type Unit = Static<TObject<typeof item.properties>>
export type Versioned = Unit & { version: number }

/** A unit with its place in the tree. */
export interface Place extends Versioned {
  path: string
  /** Who acts for it since it has ended; null until then. */
  actingCode: string | null
}

/** The select list of a unit. */
export const columns = columnsOf('unit', [...item.names, 'version'])

/** The same with the place of the unit in the tree, and who acts for it since it has ended. */
export const placeColumns = [...columns, ...columnsOf('unit', ['path', 'actingCode'])] as const
