import { type RawBuilder, sql } from 'kysely'
import { endOf } from '../../platform/access/duty-measures.ts'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type Asked, after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { areas, type Duty } from '../../policy/index.ts'
import type { Level } from '../../units/index.ts'
import { type Standing as DutyStanding, type Kind, kinds, topics } from '../vocabulary.ts'
import '../tables.ts'

/**
 * How many staff of a unit are on a register on a day, as an expression; null where there is no register. A
 * higher room keeps it.
 */
export type StaffOnRegister = (
  unitCode: RawBuilder<unknown>,
  day: RawBuilder<unknown>
) => RawBuilder<number | null>

/** Of which duties, in which year, as of which day. */
export interface Question {
  tree: Subtree
  year: number
  today: string
  duties: readonly Duty[]
  levels?: readonly Level[] | undefined
  staffOnRegister: StaffOnRegister
}

interface Standing {
  unit_code: string
  unit_name: string
  unit_level: Level
  kind: Kind
  state: 'met' | 'running' | 'missed'
  due_on: string
  clause_id: string
  local_default: boolean
  local_rule_id: string | null
  records: number
  lacking: string[]
  /** People who were trained, and staff who were to be; null where no figure says so. */
  people: number | null
  staff: number | null
  min_percent: number | null
}

/** One row for each unit and duty that it has: whether the records on file meet it. */
export function standing({
  tree,
  year,
  today,
  duties,
  levels,
  staffOnRegister
}: Question): RawBuilder<Standing> {
  const day = sql`least(${today}::date, make_date(${year}, 12, 31))`
  const wanted = levels === undefined ? sql`true` : sql`unit.level = any(${levels}::text[])`
  return sql<Standing>`
    with standard as materialized (${standard(year, duties)}), tightened as materialized (${tightened(year)})
    select unit.code as unit_code, unit.name as unit_name, unit.level as unit_level, duty.kind, duty.due_on,
      duty.clause_id, duty.local_default, duty.local_rule_id, duty.min_percent,
      filed.records, filed.people, coalesce(found.on_register, filed.staff) as staff, found.lacking,
      case when found.is_met then 'met' when ${today}::date <= duty.due_on then 'running'
        else 'missed' end as state
    from unit
    join standard on unit.level = any(standard.levels)
    cross join lateral (${ofUnit}) as duty
    cross join lateral (${filed(year, today)}) as filed
    cross join lateral (select ${lacking} as lacking) as short
    cross join lateral (
      select case when duty.kind = 'training' then ${staffOnRegister(sql`unit.code`, day)} end as on_register
    ) as register
    cross join lateral (
      select short.lacking, register.on_register, ${isMet(year)} as is_met) as found
    where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and unit.counts_in_quota and ${wanted}
      and is_valid(unit.valid_from, unit.valid_to, ${day})`
}

/** The duties as the policy has them for a year. */
function standard(year: number, duties: readonly Duty[]): RawBuilder<unknown> {
  const list = duties.map(
    ({ id, levels, due, clauseId, localDefault, minPercent = null }) =>
      sql`(${id}, ${levels}::text[], ${`${year}-${due}`}::date, ${clauseId}, ${localDefault}::boolean,
        ${minPercent}::int)`
  )
  return sql`
    select * from (values ${sql.join(list)})
      as duty (kind, levels, due_on, clause_id, local_default, min_percent)`
}

/**
 * What local rules set for these duties: of each unit the latest rule that is in force on the last day of the
 * policy. A last day before the rule is in force does not count.
 */
function tightened(year: number): RawBuilder<unknown> {
  return sql`
    select latest.id as rule_id, latest.unit_code, standard.kind, day.due_on, own."minPercent" as min_percent
    from standard
    cross join lateral (
      select distinct on (unit_code) id, unit_code, effective_from, duties from local_rule
      where effective_from <= standard.due_on order by unit_code, effective_from desc) as latest
    cross join lateral jsonb_to_recordset(latest.duties) as own ("dutyId" text, due text, "minPercent" int)
    cross join lateral (select (${`${year}-`} || own.due)::date as due_on) as day
    where own."dutyId" = standard.kind and (day.due_on is null or latest.effective_from <= day.due_on)`
}

/** A duty of one unit: the strictest of the policy and of the rules of the unit and those above. */
const ofUnit = sql`
  select standard.kind, standard.clause_id, least(standard.due_on, min(own.due_on)) as due_on,
    greatest(standard.min_percent, max(own.min_percent)) as min_percent,
    standard.local_default and count(own.due_on) = 0 as local_default,
    (array_agg(own.rule_id order by own.due_on) filter (where own.due_on is not null))[1] as local_rule_id
  from tightened as own
  where own.kind = standard.kind and own.unit_code = any(string_to_array(unit.path, '.'))`

/**
 * The records of a unit that count for a duty. Rules need not be of the year; a record that was returned does
 * not count. People who were trained several times are not added up.
 */
function filed(year: number, today: string): RawBuilder<unknown> {
  const figure = (name: string) => sql`(record.figures ->> ${sql.lit(name)})::int`
  return sql`
    select count(*)::int as records,
      coalesce(string_agg(array_to_string(record.topics, ','), ','), '') as topics,
      coalesce(jsonb_agg(record.assignments), '[]') as assignments,
      max(greatest(${figure('people')}, ${figure('distinctPeople')})) as people,
      max(${figure('staffOnRegister')}) as staff
    from duty_record as record
    where record.unit_code = unit.code and record.kind = duty.kind and record.state = 'filed'
      and record.review <> 'returned' and record.filed_at < ${endOf(today)} and record.first_year <= ${year}
      and (record.last_year >= ${year} or record.kind = 'rules' and record.first_year = record.last_year)`
}

/** Topics of publicity, and areas without somebody responsible, that no record covers. */
const lacking = sql`case duty.kind
  when 'publicity' then array(
    select topic from unnest(${sql.lit(`{${topics}}`)}::text[]) as topic
    where topic <> all(string_to_array(filed.topics, ',')))
  when 'responsibility' then array(
    select area from unnest(${sql.lit(`{${areas}}`)}::text[]) as area
    where not jsonb_path_exists(filed.assignments, '$[*][*] ? (@.area == $area)',
      jsonb_build_object('area', area)))
  else '{}'::text[] end`

/** Where there is a register of staff, it says how many were to be trained; otherwise the record does. */
function isMet(year: number): RawBuilder<boolean> {
  return sql<boolean>`case duty.kind
    when 'rules' then filed.records > 0 or exists (
      select from local_rule
      where local_rule.unit_code = unit.code and local_rule.effective_from <= make_date(${year}, 12, 31))
    when 'training' then filed.records > 0
      and coalesce(filed.people * 100 >= coalesce(register.on_register, filed.staff) * duty.min_percent, true)
    else filed.records > 0 and short.lacking = '{}' end`
}

export const order = [
  ['unit_code', 'text'],
  ['kind', 'text']
] as const

export const byUnit = order.slice(0, 1)

export interface Narrowed extends Question {
  kinds?: readonly Kind[] | undefined
  states?: readonly ('running' | 'missed')[] | undefined
}

/** What is not met, by unit and kind. */
export function missing(db: Db, asked: Narrowed, { cursor }: Asked) {
  return unmet(db, asked)
    .select(sql<number>`${asked.year}::int`.as('year'))
    .select(['unit_code as unitCode', 'unit_name as unitName', 'unit_level as unitLevel', 'kind', 'state'])
    .select(['due_on as dueOn', 'records', 'lacking', 'clause_id as clauseId'])
    .select(['local_default as localDefault', 'local_rule_id as localRuleId'])
    .where(after(cursor, order))
    .orderBy('unit_code')
    .orderBy('kind')
}

export function countMissing(db: Db, asked: Narrowed): Promise<{ total: number }> {
  return unmet(db, asked).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function unmet(db: Db, { kinds: wanted, states = ['running', 'missed'], ...asked }: Narrowed) {
  return db
    .selectFrom(table(asked))
    .where('state', 'in', [...states])
    .$if(wanted !== undefined, (query) => query.where('kind', 'in', [...(wanted ?? [])]))
}

/** How all duties stand, by unit. A duty that a unit does not have is not required. */
export function overview(db: Db, asked: Question, { cursor }: Asked) {
  return db
    .selectFrom(table(asked))
    .select(['unit_code as unitCode', 'unit_name as unitName', 'unit_level as unitLevel'])
    .select(sql<number>`${asked.year}::int`.as('year'))
    .select(kinds.map((kind) => stateOf(kind).as(kind)))
    .where(after(cursor, byUnit))
    .groupBy(['unit_code', 'unit_name', 'unit_level'])
    .orderBy('unit_code')
}

export function countUnits(db: Db, asked: Question): Promise<{ total: number }> {
  const total = sql<number>`count(distinct unit_code)::int`.as('total')
  return db.selectFrom(table(asked)).select(total).executeTakeFirstOrThrow()
}

function stateOf(kind: Kind): RawBuilder<DutyStanding> {
  return sql<DutyStanding>`coalesce(max(state) filter (where kind = ${sql.lit(kind)}), 'not-required')`
}

function table(asked: Question) {
  return sql<Standing>`(${standing(asked)})`.as<'duty'>('duty')
}

/** Duties whose last day lies between two days and that nobody has met, each marked as missed once. */
export async function markMissed(tx: Tx, asked: Question, since: string, now: Date): Promise<Missed[]> {
  const { rows } = await sql<Missed>`
    insert into duty_missed (unit_code, path, year, kind, due_on, missed_at)
    select duty.unit_code, unit.path, ${asked.year}, duty.kind, duty.due_on, ${now.toISOString()}::timestamptz
    from (${standing(asked)}) as duty join unit on unit.code = duty.unit_code
    where duty.state = 'missed' and duty.due_on >= ${since}::date
    on conflict do nothing
    returning unit_code as "unitCode", path, kind, due_on as "dueOn"`.execute(tx)
  return rows
}

export interface Missed {
  unitCode: string
  path: string
  kind: Kind
  dueOn: string
}

/**
 * Takes the days since the last look: gives the day of that look, or undefined where there is nothing to do.
 * Another instance that looks at the same time waits, and finds nothing left.
 */
export async function watchedUntil(tx: Tx, today: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`
    with before as materialized (select day from duty_watched)
    insert into duty_watched (day) values (${today}::date)
    on conflict on constraint duty_watched_pkey do update set day = excluded.day
    where duty_watched.day < excluded.day
    returning (select day from before) as day`.execute(tx)
  return rows[0]?.day ?? undefined
}
