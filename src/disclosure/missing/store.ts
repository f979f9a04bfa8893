import { type RawBuilder, sql } from 'kysely'
import { inSubtree, inWindow, type Subtree } from '../../platform/access/scope.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type Asked, after } from '../../platform/http/lists/paging.ts'
import type { DisclosureDuty } from '../../policy/index.ts'
import type { Level } from '../../units/index.ts'
import type { Channel, Content, Gap } from '../labels.ts'
import { isPublished } from '../website/store.ts'
import '../tables.ts'

/** What units of a subtree have to show on a day, by the policy of that day. */
export interface Question {
  tree: Subtree
  /** The same with everything below it. */
  whole: Subtree
  on: string
  duties: readonly DisclosureDuty[]
  levels?: readonly Level[] | undefined
}

export interface Narrowed extends Question {
  contents?: readonly Content[] | undefined
  channels?: readonly Channel[] | undefined
  gaps?: readonly Gap[] | undefined
}

interface Missing {
  unit_code: string
  unit_name: string
  unit_level: Level
  content: Content
  channel: Channel
  programme: string
  period: string
  gap: Gap
  due_on: string | null
  limit_on: string | null
  shown_period: string | null
  clause_id: string
}

/** Units that have duties on the day: in office, and within the quotas. */
export function owes({ tree, on, levels }: Question): RawBuilder<boolean> {
  const wanted = levels === undefined ? sql`true` : sql`unit.level = any(${levels}::text[])`
  return sql<boolean>`${inSubtree(tree, { table: 'unit', unit: 'code' })} and unit.counts_in_quota
    and is_valid(unit.valid_from, unit.valid_to, ${on}::date) and ${wanted}`
}

/** Each duty of some kinds with its columns, for `from (values …)`. */
function valuesOf(duties: readonly DisclosureDuty[]): RawBuilder<unknown> {
  const rows = duties.map(
    ({ content, levels, maxAgeMonths, clauseId }) =>
      sql`(${content}::text, ${levels}::text[], ${maxAgeMonths ?? null}::int, ${clauseId}::text)`
  )
  return sql`(values ${sql.join(rows)}) as duty (content, levels, max_age_months, clause_id)`
}

/** What is up on a board of the subtree on the day. */
function isUp({ tree, on }: Question): RawBuilder<boolean> {
  return sql<boolean>`${inSubtree(tree, { table: 'board', unit: 'unit_code' })}
    and disclosure.posted_on <= ${on}::date
    and coalesce(least(disclosure.removed_on, disclosure.withdrawn_on), 'infinity') > ${on}::date`
}

const none = sql`null::date as due_on, null::date as limit_on`

/**
 * Months of a website whose term is over and that nobody has published by the day. Those of a county that has
 * ended are its successor's, once where both have the month.
 */
function unpublished(asked: Question): RawBuilder<unknown> {
  const duties = asked.duties.filter(({ channel }) => channel === 'website')
  if (duties.length === 0) return nothing
  return sql`
    select unit.code as unit_code, unit.name as unit_name, unit.level as unit_level, duty.content,
      'website' as channel, programme.code as programme, to_char(website_due.period, 'YYYY-MM') as period,
      'not-published' as gap, min(website_due.due_on) as due_on, min(website_due.limit_on) as limit_on,
      null as shown_period, duty.clause_id
    from ${valuesOf(duties)}
    join website_due on website_due.due_on < ${asked.on}::date
    join unit as payer on payer.code = website_due.unit_code
    join unit on ${actsFor('unit', 'payer')} and unit.level = any(duty.levels)
    join fund_programme as programme on programme.id = website_due.programme_id
      and programme.disclosure = 'required'
    where ${owes(asked)} and not exists (
      select from disclosure as posted
      where ${isPublished} and posted.posted_on <= ${asked.on}::date
        and coalesce(posted.withdrawn_on, 'infinity') > ${asked.on}::date)
    group by unit.code, unit.name, unit.level, duty.content, programme.code, website_due.period,
      duty.clause_id`
}

/** Texts for everybody that are on no board of a unit. */
function withoutText(asked: Question): RawBuilder<unknown> {
  const duties = asked.duties.filter(
    ({ channel, content }) => channel === 'board' && content !== 'recipients'
  )
  if (duties.length === 0) return nothing
  return sql`
    select unit.code, unit.name, unit.level, duty.content, 'board', '', '', 'not-on-record', ${none}, null,
      duty.clause_id
    from ${valuesOf(duties)}
    join unit on unit.level = any(duty.levels)
    where ${owes(asked)} and (unit.code, duty.content) not in (
      select board.unit_code, disclosure.content
      from disclosure join notice_board as board on board.id = disclosure.board_id
      where disclosure.channel = 'board' and disclosure.content <> 'recipients' and ${isUp(asked)})`
}

/**
 * Lists of recipients that boards have to show: those of the last month whose term for the website is over,
 * at each village with recipients in it and at the township above. `outdated` is a list that lies further
 * behind.
 */
function withoutList(asked: Question): RawBuilder<unknown> {
  const duties = asked.duties.filter(
    ({ channel, content }) => channel === 'board' && content === 'recipients'
  )
  if (duties.length === 0) return nothing
  return sql`
    select unit.code, unit.name, unit.level, duty.content, 'board', programme.code,
      to_char(owed.period, 'YYYY-MM'),
      case when up.period is null then 'not-on-record' else 'outdated' end, ${none},
      to_char(up.period, 'YYYY-MM'), duty.clause_id
    from ${valuesOf(duties)}
    cross join (${owedLists(asked)}) as owed
    join unit on unit.code = owed.code and unit.level = any(duty.levels)
    join fund_programme as programme on programme.id = owed.programme_id
      and programme.disclosure = 'required'
    left join (
      select board.unit_code, disclosure.programme_id, max(disclosure.period) as period
      from disclosure join notice_board as board on board.id = disclosure.board_id
      where disclosure.channel = 'board' and disclosure.content = 'recipients' and ${isUp(asked)}
      group by board.unit_code, disclosure.programme_id
    ) as up on up.unit_code = unit.code and up.programme_id = owed.programme_id
    where ${owes(asked)} and (up.period is null
      or up.period < owed.period - make_interval(months => duty.max_age_months))`
}

/**
 * The units whose boards owe a list, with the programme and the month. Villages that ended have heirs. A
 * township of the subtree has all its villages below it, so only those are looked at.
 */
function owedLists({ tree, whole, on }: Question): RawBuilder<unknown> {
  return sql`
    select place.code, last.programme_id, max(last.period) as period
    from (
      select distinct on (website_due.unit_code, programme_id) programme_id, period, villages
      from website_due where due_on < ${on}::date and ${hasVillagesIn(tree, whole)}
      order by website_due.unit_code, programme_id, period desc
    ) as last
    cross join unnest(last.villages) as had (code)
    join unit as former on former.code = had.code
    join unit as village on village.code = coalesce(former.acting_code, former.code)
    cross join lateral (values (village.code), (village.parent_code)) as place (code)
    where ${inSubtree(whole, { table: 'village', unit: 'code' })} and ${inWindow(tree, 'place.code')}
    group by place.code, last.programme_id`
}

/** Whether a county has, in some month, recipients in villages of the window, or of townships in it. */
function hasVillagesIn(tree: Subtree, whole: Subtree): RawBuilder<boolean> {
  if (tree.window === undefined || tree.window.isWide) return sql<boolean>`true`
  return sql<boolean>`website_due.unit_code in (
    select named.unit_code from website_due as named
    where named.villages && array(
      select former.code from unit as village join unit as former on ${actsFor('village', 'former')}
      where ${inSubtree(whole, { table: 'village', unit: 'code' })}
        and (${inWindow(tree, 'village.code')} or ${inWindow(tree, 'village.parent_code')})))`
}

/** Whether a unit is another one, or acts for it since that one ended; both conditions find an index. */
function actsFor(unit: string, former: string): RawBuilder<boolean> {
  const [code, own, acting] = [`${unit}.code`, `${former}.code`, `${former}.acting_code`].map((name) =>
    sql.ref(name)
  )
  return sql<boolean>`(${own} = ${code} or ${acting} = ${code}) and coalesce(${acting}, ${own}) = ${code}`
}

const nothing = sql`
  select ''::text, ''::text, ''::text, ''::text, ''::text, ''::text, ''::text, ''::text, null::date,
    null::date, null::text, ''::text where false`

export const order = [
  ['unit_code', 'text'],
  ['content', 'text'],
  ['channel', 'text'],
  ['programme', 'text'],
  ['period', 'text']
] as const

/** What is missing, by unit and content. */
export function missing(db: Db, asked: Narrowed, { cursor }: Asked) {
  return gapsIn(db, asked)
    .select(['unit_code as unitCode', 'unit_name as unitName', 'unit_level as unitLevel'])
    .select(['content', 'channel', 'gap', 'due_on as dueOn', 'limit_on as limitOn'])
    .select([orNull('programme').as('programme'), orNull('period').as('period')])
    .select(['shown_period as shownPeriod', 'clause_id as clauseId'])
    .where(after(cursor, order))
    .orderBy('unit_code')
    .orderBy('content')
    .orderBy('channel')
    .orderBy(sql.ref('missing.programme'))
    .orderBy(sql.ref('missing.period'))
}

function orNull(column: string): RawBuilder<string | null> {
  return sql<string | null>`nullif(${sql.ref(column)}, '')`
}

export function countMissing(db: Db, asked: Narrowed): Promise<{ total: number }> {
  return gapsIn(db, asked).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function gapsIn(db: Db, { contents, channels, gaps, ...asked }: Narrowed) {
  const all = sql<Missing>`(select * from (
    ${unpublished(asked)} union all ${withoutText(asked)} union all ${withoutList(asked)}) as one)`
  return db
    .selectFrom(all.as<'missing'>('missing'))
    .$if(contents !== undefined, (query) => query.where('content', 'in', [...(contents ?? [])]))
    .$if(channels !== undefined, (query) => query.where('channel', 'in', [...(channels ?? [])]))
    .$if(gaps !== undefined, (query) => query.where('gap', 'in', [...(gaps ?? [])]))
}
