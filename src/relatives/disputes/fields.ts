import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import { disputeReasons } from './labels.ts'
import './tables.ts'

export const Reason = oneOf(disputeReasons, {
  'x-enum': 'RelativeDisputeReason',
  title: '不实情形',
  description: 'Reason for which the filing is held to be false'
})
export const FoundOn = {
  ...LocalDate,
  title: '发现日期',
  description: 'Day of the discovery: checks as of this day or a later one count the filing as false'
}
export const Basis = text(
  500,
  '认定依据',
  'Basis of the dispute: facts and sources, without names and numbers of people'
)
export const InspectionId = { ...Id, title: '检查', description: 'Inspection that found it' }
export const FindingId = { ...Id, title: '问题', description: 'Finding in which it is recorded' }
export const WithdrawnReason = text(500, '撤回理由', 'Reason of the withdrawal, without names of people')
export const FilingId = { ...Id, title: '备案', description: 'Filing that is held to be false' }
export const Maker = { ...UnitCode, title: '认定单位', description: 'Unit that disputes the filing' }
export const Withdrawn = Type.Boolean({
  title: '是否撤回',
  description: 'Whether the dispute has been withdrawn'
})

const isWithdrawn = sql<boolean>`(relative_dispute.withdrawn_at is not null)`

export const item = fieldsOf('relative_dispute', {
  id: Id,
  filingId: FilingId,
  unitCode: Maker,
  unitName: from(
    Type.String({ title: '认定单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  reason: Reason,
  foundOn: FoundOn,
  basis: Basis,
  inspectionId: nullable(InspectionId),
  findingId: nullable(FindingId),
  madeAt: { ...Instant, title: '认定时间', description: 'Time of the entry' },
  withdrawn: from(Withdrawn, isWithdrawn),
  updatedAt: from(updatedAt, sql<string>`coalesce(relative_dispute.updated_at, relative_dispute.made_at)`)
})

export const details = fieldsOf('relative_dispute', {
  madeBy: person('认定人', 'Person who made the entry'),
  withdrawnAt: nullable({ ...Instant, title: '撤回时间', description: 'Time of the withdrawal' }),
  withdrawnBy: nullable(person('撤回人', 'Person who withdrew it')),
  withdrawnReason: nullable(WithdrawnReason),
  version: Type.Integer({ title: '版本', description: 'Version of the record, for If-Match' })
})
