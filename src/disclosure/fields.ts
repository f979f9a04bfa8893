import { type RawBuilder, sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { month, Period, ProgrammeCode } from '../funds/index.ts'
import { visible } from '../platform/access/scope.ts'
import { fieldsOf, from, type Viewer } from '../platform/database/fields.ts'
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
import { ClauseId, Days, DayUnit } from '../policy/index.ts'
import { actingFrom } from '../units/index.ts'
import { channels, contents, type DisplayState, displayStates, states } from './labels.ts'
import './tables.ts'

export const Unit = { ...UnitCode, title: '公示单位', description: 'Unit that shows it' }
export const Content = oneOf(contents, { title: '公示内容', description: 'Content that is shown' })
export const Channel = oneOf(channels, {
  title: '公示渠道',
  description: 'Place at which it is shown: website or notice board'
})
export const State = oneOf(states, { title: '状态', description: 'Status of the disclosure' })
export const Month = { ...Period, description: 'Month that the content is about' }
export const Programme = { ...ProgrammeCode, description: 'Code of the programme, or its identifier' }
export const Address = text(500, '网址', 'Address of the page, beginning with https://')
export const BoardId = { ...Id, title: '公示板', description: 'Notice board on which it is shown' }
export const ListId = {
  ...Id,
  title: '公示名单',
  description: 'Finished list that is shown, of the unit or of the county that makes lists for it'
}
export const FileHash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  maxLength: 64,
  title: '文件摘要',
  description: 'With a list: its digest. Without one: SHA-256 of the file as it is shown, hexadecimal'
})
export const Lines = Type.Integer({
  minimum: 0,
  maximum: 10_000_000,
  title: '行数',
  description: 'Number of households in the list that is shown'
})
export const PostedOn = {
  ...LocalDate,
  title: '公示日期',
  description: 'Day on which it was posted; may lie before the day of the entry'
}
export const EndedOn = {
  ...LocalDate,
  title: '撤除日期',
  description: 'Day on which it was taken down, not before it was posted'
}
export const Reason = text(1000, '撤回理由', 'Reason of the withdrawal, without personal data')
const DisplayWord = oneOf(displayStates, {
  title: '公示期情况',
  description: 'Whether it was shown for as long as it has to be'
})

/** For how long a notice has to be shown at least; the days are those of the day on which it was posted. */
const Display = closed(
  {
    rule: Type.String({ title: '期限规则', description: 'Term of the policy' }),
    days: Days,
    unit: DayUnit,
    startedOn: { ...LocalDate, title: '起算日', description: 'Day of the posting, which does not count' },
    endsOn: { ...LocalDate, title: '届满日', description: 'Last day; it may be removed on the day after' },
    clauseId: ClauseId,
    localDefault: Type.Boolean({ title: '是否默认值', description: 'Whether no statute sets the days' }),
    localRuleId: nullable({ ...Id, title: '实施细则', description: 'Local rule that sets the days' }),
    state: DisplayWord
  },
  { $id: 'DisplayTerm', title: '公示期', description: 'Time for which a notice is shown at least' }
)

export { Display }

const endedOn = sql<string>`least(disclosure.removed_on, disclosure.withdrawn_on)`

/** Whole days between the posting and the removal. A notice that is still up counts until today. */
function daysShown({ today }: Viewer): RawBuilder<number> {
  return sql<number>`greatest(coalesce(${endedOn}, ${today}::date) - disclosure.posted_on - 1, 0)`
}

/** The time of a notice ends with the last moment of its last day. */
export function displayState({ today }: Pick<Viewer, 'today'>): RawBuilder<DisplayState> {
  return sql<DisplayState>`case
    when coalesce(${endedOn}, ${today}::date) > disclosure.ends_on then 'kept'
    when ${endedOn} is null then 'running'
    when disclosure.state = 'withdrawn' then 'broken-off'
    else 'too-short' end`
}

/** Whether another roster stands now than the one with which a list was compared; null without one. */
export const rosterReplaced = sql<boolean | null>`(
  select disbursement.roster_upload_id is distinct from disclosure.roster_upload_id
  from fund_upload join disbursement on disbursement.id = fund_upload.disbursement_id
  where fund_upload.id = disclosure.roster_upload_id)`

/** Only the unit and those above: a reason to withdraw could point to somebody. */
function ownOnly<T>(value: RawBuilder<T>) {
  return (viewer: Viewer) =>
    sql<T | null>`case when ${visible(viewer, 'disclosure', 'disclosure')} then ${value} end`
}

export const item = fieldsOf('disclosure', {
  id: Id,
  unitCode: Unit,
  unitName: from(
    Type.String({ title: '公示单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  content: Content,
  channel: Channel,
  programme: from(nullable(Programme), sql<string | null>`programme.code`),
  programmeName: from(
    nullable(Type.String({ title: '救助项目名称', description: 'Current name of the programme' })),
    sql<string | null>`programme.name`
  ),
  period: from(nullable(Month), month('disclosure.period')),
  address: nullable(Address),
  boardId: nullable(BoardId),
  boardUnitCode: from(
    nullable({ ...UnitCode, title: '公示板所属单位', description: 'Unit to which the board belongs' }),
    sql<string | null>`board.unit_code`
  ),
  boardPlace: from(
    nullable(Type.String({ title: '公示板地点', description: 'Place of the board' })),
    sql<string | null>`board.place`
  ),
  listId: nullable(ListId),
  fileHash: nullable(FileHash),
  lines: nullable(Lines),
  postedOn: PostedOn,
  enteredOn: from(
    { ...LocalDate, title: '登记日期', description: 'Day of the entry' },
    sql<string>`(disclosure.entered_at at time zone 'Asia/Shanghai')::date`
  ),
  removedOn: nullable({ ...EndedOn, description: 'Day on which it was removed' }),
  withdrawnOn: nullable({ ...EndedOn, title: '撤回日期', description: 'Day on which it was withdrawn' }),
  daysShown: from(
    Type.Integer({
      title: '公示天数',
      description: 'Whole days between the day of the posting and the day of the removal, or today'
    }),
    daysShown
  ),
  endsOn: nullable({ ...LocalDate, title: '公示期届满日', description: 'Last day of the time' }),
  displayState: from(
    nullable(DisplayWord),
    (viewer) => sql<DisplayState | null>`case when disclosure.ends_on is not null
      then ${displayState(viewer)} end`
  ),
  state: State,
  updatedAt: from(updatedAt, sql<string>`coalesce(disclosure.updated_at, disclosure.entered_at)`)
})

export const details = fieldsOf('disclosure', {
  terms: from(
    Type.Array(Type.Unsafe<Static<typeof Display>>({ $ref: 'DisplayTerm#' }), {
      title: '公示期',
      description: 'Time for which it is shown at least; empty where no number of days is set'
    }),
    (viewer) => sql<Static<typeof Display>[]>`case when disclosure.term is null then '[]'::jsonb
      else jsonb_build_array(disclosure.term || jsonb_build_object('startedOn', disclosure.posted_on,
        'endsOn', disclosure.ends_on, 'state', ${displayState(viewer)})) end`
  ),
  rosterUploadId: nullable({
    ...Id,
    title: '核对名册',
    description: 'Roster with which the list was compared when it was shown; null without a list or a roster'
  }),
  rosterReplaced: from(
    nullable(
      Type.Boolean({
        title: '名册是否已更新',
        description: 'Whether another roster stands since then: the list is outdated, and not wrong'
      })
    ),
    rosterReplaced
  ),
  withdrawBy: from(
    nullable({
      ...LocalDate,
      title: '应撤下日期',
      description:
        'Day by which it has to be withdrawn, because a check found private data in it; for the unit and ' +
        'the units above it'
    }),
    ownOnly(sql<string>`disclosure.withdraw_by`)
  ),
  withdrawReason: from(
    nullable({ ...Reason, description: 'Reason of the withdrawal; for the unit and the units above it' }),
    ownOnly(sql<string>`disclosure.withdraw_reason`)
  ),
  enteredAt: { ...Instant, title: '登记时间', description: 'Time of the entry' },
  enteredBy: person('登记人', 'Person who entered the disclosure')
})
