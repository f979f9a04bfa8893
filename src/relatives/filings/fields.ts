import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { itsProgramme } from '../../funds/index.ts'
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
import { RelationCode } from '../../policy/index.ts'
import { actingFrom } from '../../units/index.ts'
import { IdNumberEnd } from '../filers/fields.ts'
import { conclusions, endReasons, registrationLevels, states, triggers } from '../vocabulary.ts'
import '../tables.ts'

export const FilerId = {
  ...Id,
  title: '备案人员',
  description: 'Filer whose relative receives the allowance'
}
/** The longest numbers of a filing. */
export const MOST = { recipientNo: 40, fileNo: 100 }
export const RecipientNo = Type.String({
  minLength: 1,
  maxLength: MOST.recipientNo,
  pattern: '\\S',
  title: '救助对象编号',
  description: 'Number of the household within the programme, never an identity number'
})
export const VillageCode = {
  ...UnitCode,
  title: '村（社区）',
  description: 'Village in which the recipient lives'
}
export const IsHead = Type.Boolean({
  title: '是否户主',
  description: 'Whether the relative is the head of the household on the roster'
})
export const Trigger = oneOf(triggers, { title: '备案事由', description: 'Occasion of the filing' })
export const FileNo = text(MOST.fileNo, '档案号', 'Number of the paper form, which stays at the county')
export const State = oneOf(states, { title: '状态', description: 'Status of the filing' })
export const Level = oneOf(registrationLevels, { title: '登记级别', description: 'Level of a registration' })
export const EndReason = oneOf(endReasons, { title: '注销原因', description: 'Reason of the end' })
export const Conclusion = oneOf(conclusions, { title: '核查结论', description: 'Conclusion of the visit' })
export const VisitedOn = { ...LocalDate, title: '入户日期', description: 'Day of the visit' }
export const Visitors = Type.Array(
  { ...Id, title: '入户人员', description: 'Person on the staff register' },
  {
    minItems: 1,
    maxItems: 10,
    uniqueItems: true,
    title: '入户人员',
    description: 'Persons on the staff register who visited the household; never the filer'
  }
)
export const Remarks = text(2000, '核查情况', 'Remarks on the visit, without names and numbers of people')
export const OnBehalf = Type.Boolean({
  title: '代为登记',
  description: 'Whether a unit above made the entry on behalf of the level'
})

const Registration = closed(
  {
    level: Level,
    unitCode: { ...UnitCode, title: '登记单位', description: 'Unit that made the entry' },
    unitName: Type.String({
      title: '登记单位名称',
      description: 'Name of the unit at the time of the entry'
    }),
    on: { ...LocalDate, title: '登记日期', description: 'Day of the entry' },
    by: person('登记人', 'Person who made the entry'),
    onBehalf: OnBehalf
  },
  { title: '登记', description: 'Entry in the register of a level' }
)
const Registrations = Type.Array(Registration, {
  title: '三级登记',
  description: 'Entries in the registers of the village, the township and the county'
})
const Visit = closed(
  {
    visitedOn: VisitedOn,
    visitors: Visitors,
    conclusion: Conclusion,
    remarks: nullable(Remarks),
    unitCode: { ...UnitCode, title: '核查单位', description: 'Unit that visited' }
  },
  { title: '入户核查', description: 'Latest visit to the household' }
)

const shown = {
  id: Id,
  filerId: FilerId,
  filerName: from(
    Type.String({ title: '工作人员姓名', description: 'Name of the filer' }),
    sql<string>`filer.name`
  ),
  filerPost: from(
    Type.String({ title: '工作人员职务', description: 'Post of the filer' }),
    sql<string>`filer.post`
  ),
  filerUnitCode: from(
    { ...UnitCode, title: '工作人员单位', description: 'Unit at which the filer works' },
    sql<string>`relative_filing.unit_code`
  ),
  filerUnitName: from(
    Type.String({ title: '工作人员单位名称', description: 'Current name of that unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  ...itsProgramme,
  recipientNo: RecipientNo,
  villageCode: VillageCode,
  villageName: from(
    Type.String({ title: '村（社区）名称', description: 'Current name of the village' }),
    sql<string>`village.name`
  ),
  idNumberEnd: from(IdNumberEnd, sql<string>`relative_filing.identity_end`),
  relation: RelationCode,
  isHead: IsHead,
  filedOn: { ...LocalDate, title: '备案日期', description: 'Day of the filing, set by the service' },
  trigger: Trigger,
  fileNo: nullable(FileNo),
  state: State,
  registrations: from(
    Registrations,
    sql<Static<typeof Registrations>>`(
      select coalesce(jsonb_agg(jsonb_build_object(
          'level', level, 'unitCode', unit_code, 'unitName', unit_name,
          'on', on_day, 'by', by, 'onBehalf', on_behalf)
        order by array_position(array['village', 'township', 'county'], level)), '[]')
      from relative_registration where filing_id = relative_filing.id)`
  ),
  endedOn: nullable({ ...LocalDate, title: '注销日期', description: 'Day from which it is not in force' }),
  endReason: nullable(EndReason),
  updatedAt: from(updatedAt, sql<string>`coalesce(relative_filing.updated_at, relative_filing.filed_at)`)
}

/** The fields of a filing in a list. Its query joins `filer`, `unit`, `village` and `programme`. */
export const item = fieldsOf('relative_filing', shown)

export const details = fieldsOf('relative_filing', {
  visit: from(
    nullable(Visit),
    sql<Static<typeof Visit> | null>`case when relative_filing.visited_on is not null then
      jsonb_build_object('visitedOn', relative_filing.visited_on, 'visitors', relative_filing.visitors,
      'conclusion', relative_filing.visit_conclusion, 'remarks', relative_filing.visit_remarks,
      'unitCode', relative_filing.visit_unit_code) end`
  ),
  filedAt: { ...Instant, title: '备案时间', description: 'Time of the filing' },
  filedBy: person('备案经办人', 'Person who made the filing'),
  endedBy: nullable(person('注销经办人', 'Person who ended the filing'))
})
