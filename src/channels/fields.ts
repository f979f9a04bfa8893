import { type RawBuilder, sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { visible } from '../platform/access/scope.ts'
import { fieldsOf, from, type Viewer } from '../platform/database/fields.ts'
import { closed, LocalDate, nullable, oneOf, text, UnitCode } from '../platform/http/schema.ts'
import { daysOf } from '../policy/index.ts'
import { UnitLevel } from '../units/index.ts'
import { HOURS } from './hours.ts'
import './tables.ts'
import { onlineKinds, requiredChannels } from './vocabulary.ts'

export const MOST = 10

export const PhoneNumber = text(30, '电话号码', 'Telephone number')
const Hours = Type.String({
  maxLength: 60,
  pattern: HOURS,
  title: '受理时间',
  description:
    'Hours on working days, one period or several with a comma in between; or 24h if the phone is always ' +
    'answered',
  examples: ['08:30-17:00', '08:30-11:30,13:30-17:00']
})
export const Phones = Type.Array(
  closed(
    { number: PhoneNumber, hours: Type.Optional(Hours), note: Type.Optional(text(200, '备注', 'Note')) },
    { title: '监督举报电话', description: 'Telephone for complaints and reports' }
  ),
  {
    maxItems: MOST,
    title: '监督举报电话',
    description: 'Telephones for complaints and reports, the first one first'
  }
)
export const Online = Type.Array(
  closed(
    {
      kind: oneOf(onlineKinds, { title: '渠道种类', description: 'Kind of online channel' }),
      address: text(300, '地址', 'Address, or name of the account')
    },
    { title: '网络渠道', description: 'Online channel' }
  ),
  { maxItems: MOST, title: '网络咨询投诉渠道', description: 'Online channels' }
)
export const Letters = closed(
  {
    address: text(300, '通信地址', 'Postal address'),
    postcode: Type.String({
      pattern: '^\\d{6}$',
      maxLength: 6,
      title: '邮政编码',
      description: 'Postcode, six digits'
    })
  },
  { title: '来信地址', description: 'Address for letters' }
)
const RequiredChannel = oneOf(requiredChannels, {
  title: '渠道',
  description: 'Channel that units must have'
})

const LEVELS = sql`('city', 'county', 'township')`

const channels = (name: string) => sql`(unit.channels -> ${sql.lit(name)})`
const phones = sql<Static<typeof Phones>>`coalesce(${channels('phones')}, case when unit.channels ? 'hotline'
  then jsonb_build_array(jsonb_build_object('number', unit.channels ->> 'hotline')) else '[]' end)`
const online = sql<Static<typeof Online>>`coalesce(${channels('sites')}, case when unit.channels ? 'online'
  then jsonb_build_array(jsonb_build_object('kind', 'site', 'address', unit.channels ->> 'online'))
  else '[]' end)`
const confirmedOn = sql<string | null>`(unit.channels ->> 'confirmedOn')::date`
const updatedOn = sql<string | null>`(unit.channels ->> 'updatedOn')::date`

type Day = Pick<Viewer, 'today'>

/** 第二部分（四）: 市、县、乡三级. Units outside the quotas are exempt, and listed apart. */
const isOfLevel = ({ today }: Day) => sql<boolean>`(unit.level in ${LEVELS}
  and is_valid(unit.valid_from, unit.valid_to, ${today}::date))`
export const isRequired = (viewer: Day) => sql<boolean>`(${isOfLevel(viewer)} and unit.counts_in_quota)`
export const lacks = (name: 'hotline' | 'online', viewer: Day) =>
  sql<boolean>`(${isRequired(viewer)} and not unit.channels ? ${sql.lit(name)})`
export const isStale = (viewer: Viewer) => sql<boolean>`(${isRequired(viewer)}
  and unit.channels ?| array['hotline', 'online']
  and coalesce(${confirmedOn}, ${updatedOn}, '-infinity') < ${viewer.today}::date
    - ${daysOf('channels.confirm', sql`unit.path`, viewer.today)})`

/**
 * Of the last three calls within the stated hours at least two reached nobody. By the tests that the viewer
 * may see: nobody learns from it that they were tested.
 */
export const isUnreachable = (viewer: Viewer): RawBuilder<boolean> => sql<boolean>`coalesce((
  select count(*) filter (where last.result in ('no-answer', 'wrong-number')) >= 2
  from (
    select channel_test.result from channel_test
    where channel_test.target_code = unit.code and channel_test.channel = 'hotline'
      and channel_test.is_in_hours
      and ${visible(viewer, 'channel-test', 'channel_test')}
    order by channel_test.tried_at desc, channel_test.id desc limit 3
  ) as last), false)`

export const Stale = Type.Boolean({
  title: '是否久未确认',
  description:
    'Whether the channels were neither changed nor confirmed for 366 days, or for those of a local rule'
})
export const Unreachable = Type.Boolean({
  title: '是否无法接通',
  description:
    'Whether two of the last three calls within the stated hours reached nobody; by the tests that the ' +
    'caller may see'
})
const Exempt = Type.Boolean({
  title: '是否不作要求',
  description: 'Whether a unit of these levels lies outside the quotas, so that nothing is required of it'
})

/** The channels of a unit, and whether required ones are missing. */
export const item = fieldsOf('unit', {
  unitCode: from(UnitCode, sql<string>`unit.code`),
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  unitLevel: from(UnitLevel, sql<Static<typeof UnitLevel>>`unit.level`),
  phones: from(Phones, phones),
  online: from(Online, online),
  letters: from(nullable(Letters), sql<Static<typeof Letters> | null>`${channels('letters')}`),
  updatedOn: from(
    nullable({ ...LocalDate, title: '更新日期', description: 'Day of the last change' }),
    updatedOn
  ),
  confirmedOn: from(
    nullable({ ...LocalDate, title: '确认日期', description: 'Day of the last confirmation' }),
    confirmedOn
  ),
  required: from(
    Type.Boolean({
      title: '是否应设',
      description: 'Whether the unit must have a hotline and an online channel'
    }),
    isRequired
  ),
  exempt: from(Exempt, (viewer) => sql<boolean>`(${isOfLevel(viewer)} and not unit.counts_in_quota)`),
  missing: from(
    Type.Array(RequiredChannel, {
      title: '所缺渠道',
      description: 'Channels that the unit must have and has not'
    }),
    (viewer) => sql<('hotline' | 'online')[]>`array_remove(array[
      case when ${lacks('hotline', viewer)} then 'hotline' end,
      case when ${lacks('online', viewer)} then 'online' end], null)`
  ),
  stale: from(Stale, isStale),
  unreachable: from(Unreachable, isUnreachable)
})
