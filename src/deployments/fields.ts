import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { actingFrom, UnitLevel } from '../units/index.ts'
import { itemsShown } from './progress/items.ts'
import './tables.ts'
import { keptBy } from './visibility.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '部署状态', description: 'Status of the deployment' })
export const Title = text(200, '任务名称', 'Title of the deployment')
export const DocumentNo = text(100, '文号', 'Number of the document')
export const IssuedOn = { ...LocalDate, title: '印发日期', description: 'Date of the document' }

/** The addressees: named one by one, or all units of a subtree. */
const NamedAddressees = closed({
  unitCodes: Type.Array(UnitCode, {
    minItems: 1,
    maxItems: 1000,
    title: '责任单位名单',
    description: 'Units below the issuing unit, each named once'
  })
})
const AddresseesWithin = closed({
  withinCode: { ...UnitCode, title: '辖区', description: 'Unit whose subtree is addressed' },
  level: Type.Optional({ ...UnitLevel, description: 'Level of the units; all levels if omitted' })
})
export const Addressees = Type.Union([NamedAddressees, AddresseesWithin], {
  title: '责任单位',
  description: 'Units addressed; fixed with the issue'
})
export type Addressees = Static<typeof Addressees>

/** The fields of a deployment in a list. */
export const item = fieldsOf('deployment', {
  id: Id,
  unitCode: { ...UnitCode, title: '部署单位', description: 'Unit that issues the deployment' },
  unitName: from(
    Type.String({ title: '部署单位名称', description: 'Current name of the issuing unit' }),
    sql<string>`unit.name`
  ),
  title: Title,
  documentNo: nullable(DocumentNo),
  issuedOn: IssuedOn,
  state: State,
  addresseeCount: nullable(
    Type.Integer({ title: '责任单位数', description: 'Number of units addressed; null until issued' })
  ),
  createdAt: Instant,
  ...actingFrom(),
  // Reports do not count: an addressed unit must not learn when another one reported.
  updatedAt: from(
    { ...updatedAt, description: 'Last change of the deployment itself; each report has its own' },
    sql<string>`coalesce(deployment.updated_at, deployment.created_at)`
  )
})

const Amendment = closed(
  {
    number: Type.Integer({ title: '变更次序', description: 'Number of the amendment' }),
    reason: Type.String({ title: '变更理由', description: 'Reason of the amendment' }),
    items: Type.Array(Type.Integer({ title: '序号', description: 'Number of the item' }), {
      title: '变更前已有的事项',
      description: 'Items that it changed'
    }),
    madeAt: { ...Instant, title: '变更时间', description: 'Time of the amendment' }
  },
  { title: '任务变更', description: 'Amendment of the items after the issue' }
)

/** The further fields of one deployment. */
export const details = fieldsOf('deployment', {
  addressees: from(
    nullable(Addressees),
    (viewer) => sql<Addressees | null>`case when ${keptBy(viewer)} then
      case when deployment.addressee_codes is not null
        then jsonb_build_object('unitCodes', deployment.addressee_codes)
        else jsonb_strip_nulls(jsonb_build_object('withinCode', deployment.addressee_within,
          'level', deployment.addressee_level)) end end`
  ),
  studyBy: nullable({
    ...LocalDate,
    title: '研究部署时限',
    description: 'Day until which an addressed unit should have studied the document; null until issued'
  }),
  items: itemsShown,
  amendments: from(
    Type.Array(Amendment, { title: '任务变更', description: 'Amendments, the first one first' }),
    sql<Static<typeof Amendment>[]>`(
      select coalesce(jsonb_agg(jsonb_build_object('number', amendment.number, 'reason', amendment.reason,
        'items', jsonb_path_query_array(amendment.before, '$[*].no'), 'madeAt', amendment.made_at)
        order by amendment.number), '[]')
      from deployment_amendment as amendment where amendment.deployment_id = deployment.id)`
  ),
  createdBy: person('拟制人', 'Person who drafted the deployment'),
  issuedAt: nullable({
    ...Instant,
    title: '录入印发时间',
    description: 'Time of the issue; null until issued'
  }),
  issuedBy: nullable(person('签发人', 'Person who issued the deployment')),
  closedAt: nullable({
    ...Instant,
    title: '办结时间',
    description: 'Time of the closing; null until closed'
  }),
  closedBy: nullable(person('办结人', 'Person who closed the deployment'))
})
