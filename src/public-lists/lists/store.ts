import { type RawBuilder, sql } from 'kysely'
import { monthAfter } from '../../funds/index.ts'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Content } from '../vocabulary.ts'
import { item } from './fields.ts'
import { shownFrom } from './list.ts'
import * as rules from './rules.ts'
import '../tables.ts'

const own = sql.join(
  columnsOf('disclosure_list', ['id', 'unitCode', 'path', 'content', 'rosterUploadId', 'version'])
)

/** The month whose roster counts, in SQL: the same as `rosterMonth`. */
const rosterPeriod = sql`case disclosure_list.content when 'review' then null
  when 'approval' then (disclosure_list.period + interval '1 month')::date else disclosure_list.period end`

const standingRoster = sql<string | null>`(
  select disbursement.roster_upload_id from disbursement
  where disbursement.unit_code = coalesce(disclosure_list.roster_unit_code, disclosure_list.unit_code)
    and disbursement.programme_id = disclosure_list.programme_id and disbursement.period = ${rosterPeriod})`

const standing = sql`${own}, unit_acting(disclosure_list.unit_code) as acting,
  ${standingRoster} as "standingRosterId"`

interface Standing extends rules.Standing {
  id: string
  path: string
  version: number
}

type Item = ReturnType<typeof item.selectList> extends RawBuilder<infer R> ? R : never

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const { rows } = await sql<Item & Standing>`
    select ${item.selectList({ ...actor, today })}, ${standing} from ${shownFrom}
    where disclosure_list.id = ${id} and ${visible(actor, 'disclosure-list', 'disclosure_list')}`.execute(db)
  const [row] = rows
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** A list as it is rendered. */
export interface Locked extends Standing {
  programmeId: string
  programmeName: string
  /** First day of the month. */
  startsOn: string
  rosterOn: string | null
  /** The unit whose rosters are compared. */
  payer: string
  mask: Item['mask']
  groupBy: Item['groupBy']
  showFrom: string | null
  showUntil: string | null
}

/** Locks a list with what its rendering needs; undefined if the actor may not see it. */
export async function lock(tx: Tx, actor: Actor, id: string): Promise<Locked | undefined> {
  const { rows } = await sql<Locked>`
    select ${standing}, disclosure_list.programme_id as "programmeId", programme.name as "programmeName",
      disclosure_list.period as "startsOn", ${rosterPeriod} as "rosterOn",
      coalesce(disclosure_list.roster_unit_code, disclosure_list.unit_code) as payer,
      disclosure_list.mask, disclosure_list.group_by as "groupBy", disclosure_list.show_from as "showFrom",
      disclosure_list.show_until as "showUntil"
    from ${shownFrom}
    where disclosure_list.id = ${id} and ${visible(actor, 'disclosure-list', 'disclosure_list')}
    for update of disclosure_list`.execute(tx)
  return rows[0]
}

/** The roster of a unit, programme and month that stands today; undefined where there is none. */
export async function rosterOf(tx: Tx, unitCode: string, programmeId: string, period: string) {
  const row = await tx
    .selectFrom('disbursement')
    .select('roster_upload_id')
    .where('unit_code', '=', unitCode)
    .where('programme_id', '=', programmeId)
    .where('period', '=', period)
    .executeTakeFirst()
  const uploadId = row?.roster_upload_id ?? undefined
  return uploadId === undefined ? undefined : { uploadId, period }
}

/** The rosters of the months before, as far as their lines are kept. */
export async function rostersBefore(tx: Tx, unitCode: string, programmeId: string, period: string) {
  const { rows } = await sql<{ uploadId: string; period: string }>`
    select roster_upload_id as "uploadId", period from disbursement
    where unit_code = ${unitCode} and programme_id = ${programmeId} and period < ${period}::date
      and roster_upload_id is not null`.execute(tx)
  return rows
}

/** The programme that a body names, with whether its recipients are shown. */
export async function programme(tx: Tx, id: string): Promise<{ code: string; disclosure: string }> {
  return tx
    .selectFrom('fund_programme')
    .select(['code', 'disclosure'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export function monthOfRoster(content: Content, period: string): string | undefined {
  return rules.rosterMonth(content, period, monthAfter)
}
