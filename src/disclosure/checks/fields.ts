import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { visible } from '../../platform/access/scope.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
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
} from '../../platform/http/schema.ts'
import { handedOverFrom, supervisingFrom } from '../../units/index.ts'
import { BoardId, Channel, Content, Month, Programme } from '../fields.ts'
import { results } from '../labels.ts'
import '../tables.ts'

export const Checker = { ...UnitCode, title: '核查单位', description: 'Unit that makes the check' }
export const Target = {
  ...UnitCode,
  title: '被核查单位',
  description: 'Unit below, whose disclosures are checked'
}
export const CheckedOn = { ...LocalDate, title: '核查日期', description: 'Day of the check' }
export const ScanId = {
  ...Id,
  title: '公示扫描',
  description: 'Scan that the checking unit made of a list on show; a line that it refuses is urgent'
}
export const InspectionId = {
  ...Id,
  title: '检查',
  description: 'Inspection of that unit during which the check was made'
}

/** Written out, because the columns of the table hold it as it was entered. */
export const Observation = closed(
  {
    content: Content,
    result: oneOf(results, { title: '核查情况', description: 'Result of the observation' }),
    programme: Type.Optional({ ...Programme, description: 'Code of the programme' }),
    postedOn: Type.Optional({
      ...LocalDate,
      title: '公示日期',
      description: 'Day on which it was posted, as the notice says'
    }),
    periodShown: Type.Optional({
      ...Month,
      title: '名单月份',
      description: 'Month of the list that is shown'
    }),
    disclosureId: Type.Optional({
      ...BoardId,
      title: '公示记录',
      description: 'Disclosure on record of that unit; of one with private data a withdrawal is asked for'
    }),
    remarks: Type.Optional(
      text(2000, '说明', 'Remarks; names, identity numbers and illnesses must not be copied into them')
    )
  },
  { $id: 'DisclosureObservation', title: '核查情况', description: 'Observation of one content' }
)
const MOST = 50
const observations = { minItems: 1, title: '核查情况', description: 'Observations, one for each content' }
const one = Type.Unsafe<Static<typeof Observation>>({ $ref: 'DisclosureObservation#' })
export const Observations = Type.Array(one, { ...observations, maxItems: MOST })
/** A scan adds one. */
export const MOST_OBSERVATIONS = MOST + 1

const Name = (title: string, unit: string) => Type.String({ title, description: `Current name of ${unit}` })
const count = (title: string, description: string) => Type.Integer({ title, description })
const observed = sql`jsonb_array_elements(disclosure_check.observations) as observation`

export const item = fieldsOf('disclosure_check', {
  id: Id,
  unitCode: Checker,
  unitName: from(Name('核查单位名称', 'that unit'), sql<string>`unit.name`),
  targetCode: Target,
  targetName: from(Name('被核查单位名称', 'the unit checked'), sql<string>`target.name`),
  ...supervisingFrom({ unit: 'unit', target: 'target', table: 'disclosure_check' }),
  handedOver: handedOverFrom('disclosure_check'),
  inspectionId: nullable(InspectionId),
  scanId: from(
    nullable({
      ...ScanId,
      description: 'Scan on which it rests; for the checking unit and the units above it'
    }),
    (viewer) => sql<string | null>`
      case when ${visible(viewer, 'disclosure-check', 'disclosure_check')} then disclosure_check.scan_id end`
  ),
  checkedOn: CheckedOn,
  channel: Channel,
  observed: from(
    count('核查项数', 'Number of observations'),
    sql<number>`jsonb_array_length(disclosure_check.observations)`
  ),
  faults: from(
    count('问题项数', 'Number of observations that are not in order'),
    sql<number>`(select count(*)::int from ${observed} where observation ->> 'result' <> 'shown')`
  ),
  leaks: from(
    count('泄密项数', 'Number of observations with private data'),
    sql<number>`(select count(*)::int from ${observed} where observation ->> 'result' = 'leaks')`
  ),
  toldAt: nullable({
    ...Instant,
    title: '告知时间',
    description: 'Time of the first finding, from which on the unit checked sees the check; null: it does not'
  }),
  madeAt: { ...Instant, title: '登记时间', description: 'Time of the entry' },
  madeBy: person('登记人', 'Person who entered the check'),
  updatedAt: from(updatedAt, sql<string>`coalesce(disclosure_check.updated_at, disclosure_check.made_at)`)
})

export const details = fieldsOf('disclosure_check', {
  observations: Type.Array(one, { ...observations, maxItems: MOST_OBSERVATIONS }),
  findings: from(
    Type.Array(
      closed({
        n: Type.Integer({ title: '序号', description: 'Number of the observation, from 1' }),
        findingId: { ...Id, title: '问题', description: 'Finding made from it' }
      }),
      { title: '已登记的问题', description: 'Findings made from the observations' }
    ),
    sql<{ n: number; findingId: string }[]>`(
      select coalesce(
        jsonb_agg(jsonb_build_object('n', made.n, 'findingId', made.finding_id) order by made.n), '[]')
      from disclosure_check_finding as made where made.check_id = disclosure_check.id)`
  )
})
