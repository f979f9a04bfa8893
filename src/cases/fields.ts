import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { sourceOf } from '../platform/http/sources.ts'
import { actingFrom } from '../units/index.ts'
import { accusedUnit, accusedUnits } from './accused/store.ts'
import { linkedTo } from './links/store.ts'
import './tables.ts'
import { codesOf } from './vocabulary.ts'

export const Kind = oneOf(codesOf('case-kind'), {
  title: '信访件类别',
  description: 'Kind of case; it decides the terms'
})
export const Channel = oneOf(codesOf('case-channel'), {
  title: '来源渠道',
  description: 'Channel through which the case came in'
})
export const Category = oneOf(codesOf('case-category'), {
  title: '救助类别',
  description: 'Category of assistance that the case is about'
})
export const Cause = oneOf(codesOf('case-cause'), {
  title: '成因',
  description: 'Root cause of the petition'
})
export const State = oneOf(codesOf('case-state'), {
  title: '办理状态',
  description: 'Status of the case'
})

export const summary = text(
  4000,
  '内容摘要',
  'Summary of the case; must not contain the name of the reporter'
)

/** The fields of a case in a list. */
export const item = fieldsOf('petition_case', {
  id: Id,
  number: Type.String({
    title: '信访件编号',
    description:
      'Case number: code of the receiving unit, year of receipt, serial number without gaps. Reports have ' +
      'a random mark instead of the serial number (220102-2026-R-7K3M9QXWTA), because gaps in the numbers ' +
      'would reveal them to an accused unit',
    maxLength: 80
  }),
  kind: Kind,
  channel: Channel,
  receivedAt: Instant,
  unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles the case' },
  unitName: from(
    Type.String({ title: '办理单位名称', description: 'Current name of the handling unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  decidingUnitCode: {
    ...UnitCode,
    title: '当前环节单位',
    description:
      'Unit that has to take the next step: the handling unit, the unit that reviews or re-checks, or the ' +
      'unit that acts for one of these'
  },
  accusedUnitCode: from(
    nullable({
      ...UnitCode,
      title: '被检举单位（一个）',
      description: 'Accused unit of a report, if there is exactly one'
    }),
    accusedUnit
  ),
  accusedUnitCodes: from(
    Type.Array(UnitCode, {
      title: '被检举单位',
      description: 'Units that a report accuses, ordered by code'
    }),
    accusedUnits
  ),
  category: Category,
  cause: nullable(Cause),
  summary,
  anonymous: Type.Boolean({
    title: '是否匿名',
    description: 'Whether the case is anonymous: nothing is recorded about the reporter'
  }),
  representatives: Type.Integer({
    title: '代表人数',
    description: 'Number of representatives of a joint visit'
  }),
  state: State,
  nextDueOn: from(
    nullable({
      ...LocalDate,
      title: '最近到期日',
      description: 'Earliest last day of a running term; null if none is running'
    }),
    sql<string | null>`nullif(petition_case.next_due_on, 'infinity')`,
    'petition_case.next_due_on'
  ),
  overdue: from(
    Type.Boolean({ title: '是否超期', description: 'Whether that day has passed' }),
    ({ today }) => sql<boolean>`petition_case.next_due_on < ${today}::date`
  ),
  handlerName: nullable(
    Type.String({
      title: '经办人',
      description: 'Name of the handler: the person named, else the person who accepted the case'
    })
  ),
  sameFactsAs: from(
    nullable({ ...Id, title: '同一事实信访件', description: 'Case about the same facts' }),
    linkedTo
  ),
  acceptedOn: nullable({ ...LocalDate, title: '受理日期', description: 'Date of acceptance' }),
  concludedOn: nullable({ ...LocalDate, title: '办结日期', description: 'Date of the written reply' }),
  closedOn: nullable({ ...LocalDate, title: '归档日期', description: 'Date of closing or withdrawal' }),
  source: sourceOf('petition_case'),
  updatedAt: from(updatedAt, sql<string>`coalesce(petition_case.updated_at, petition_case.created_at)`)
})

/** The further fields of one case. */
export const details = fieldsOf('petition_case', {
  receipt: nullable(
    Type.String({
      maxLength: 40,
      title: '登记回执',
      description: 'Random receipt code, given instead of the number to a person who may not see the report'
    })
  ),
  receivingUnitCode: {
    ...UnitCode,
    title: '接收单位',
    description: 'Unit that received the case and gave the number'
  },
  declineReason: nullable(text(2000, '不予受理理由', 'Reason for declining')),
  createdAt: Instant
})
