import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type Asked, after, fromOn, lastOf } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Level } from '../../units/index.ts'
import '../tables.ts'
import { lineSeenBy } from '../visibility.ts'
import type { Standing } from '../vocabulary.ts'
import { linesOf, passedOn } from './lines.ts'
import type { DeploymentLine } from './schema.ts'

/** Which lines of a deployment, as of which day. */
export interface Question extends Asked {
  id: string
  day: string
  level?: readonly Level[]
  state?: readonly Standing[]
  itemNo?: number
  unitCode?: string
}

const order = [
  ['addressee.unit_code', 'text'],
  ['item.no', 'integer']
] as const

/** A number as people write it, without decimals that say nothing. */
const plain = (number: RawBuilder<unknown>) => sql`(${number})::numeric::text`

const words = sql`
  case when item.measure_name is not null then item.measure_name || ' ' || ${plain(sql`item.measure_target`)}
    || item.measure_unit end as measure,
  (select coalesce(string_agg(one ->> 'dueOn' || ' ' || ${plain(sql`(one ->> 'target')::float8`)}
      || coalesce(item.measure_unit, ''), '；' order by one ->> 'dueOn'), '')
    from jsonb_array_elements(item.milestones) as one) as milestones`

/** How every item stands at every addressee that the actor sees, in one statement. */
export function list(db: Db, actor: Actor, asked: Question) {
  const text = sql<DeploymentLine>`
    select item.no as "itemNo", addressee.unit_code as "unitCode", unit.name as "unitName",
      unit.level as "unitLevel", ${words}, item.supervision, item.department, item.steps,
      item.due_on as "dueOn",
      latest.result, latest.problems, latest.next_steps as "nextSteps", item.text, mark.state, mark.late,
      latest.value, mark.share, milestone.target as expected,
      coalesce(coalesce(latest.value, 0) < milestone.target, false) as behind,
      coalesce(latest.studied_on <= deployment.study_by and latest.responsible is not null, false)
        as attentive,
      latest.measures, latest.responsible, latest.studied_on as "studiedOn", latest.id as "reportId",
      latest.reported_on as "reportedOn", passed.units as "passedOnTo", passed.progress as "passedOnShare",
      coalesce(round(mark.share::numeric, 3) <> passed.progress::numeric, false) as differs
    from deployment ${linesOf(asked.day)} ${passedOn(asked.day)} ${milestoneOf(asked.day)} ${named}
    where ${chosen(actor, asked)} and ${after(asked.cursor, order)} and ${fromUnit(asked.cursor)}
    order by addressee.unit_code, item.no`
  return limitable(db, text)
}

/** The unit at which the page before ended, and those after it: the index of addressees finds them. */
function fromUnit(cursor: string | undefined): RawBuilder<boolean> {
  const last = lastOf(cursor, order)
  return last === undefined ? sql<boolean>`true` : fromOn([last[0]], [order[0]])
}

/**
 * The unit of each line, looked up one by one: PostgreSQL takes the readable lines for few, and would compare
 * every unit with every addressee.
 */
const named = sql`
  cross join lateral (select name, level from unit where code = addressee.unit_code offset 0) as unit`

export async function count(db: Db, actor: Actor, asked: Question): Promise<{ total: number }> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from deployment ${linesOf(asked.day)} ${named}
    where ${chosen(actor, asked)}`.execute(db)
  return rows[0] ?? { total: 0 }
}

/** The target of the last milestone before the day. */
function milestoneOf(day: string): RawBuilder<unknown> {
  return sql`
    left join lateral (
      select (one ->> 'target')::float8 as target from jsonb_array_elements(item.milestones) as one
      where (one ->> 'dueOn')::date < ${day}::date order by one ->> 'dueOn' desc limit 1
    ) as milestone on true`
}

function chosen(actor: Actor, { id, level, state, itemNo, unitCode }: Question): RawBuilder<boolean> {
  const conditions = [
    sql`deployment.id = ${id}`,
    lineSeenBy(actor, 'addressee'),
    ...(level === undefined ? [] : [sql`unit.level = any(${level}::text[])`]),
    ...(state === undefined ? [] : [sql`mark.state = any(${state}::text[])`]),
    ...(itemNo === undefined ? [] : [sql`item.no = ${itemNo}`]),
    ...(unitCode === undefined ? [] : [sql`addressee.unit_code = ${unitCode}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

function limitable<R>(db: Db, text: RawBuilder<R>) {
  return {
    limit: (most: RawBuilder<number>) => limitable(db, sql<R>`${text} limit ${most}`),
    execute: async () => (await text.execute(db)).rows,
    compile: () => text.compile(db)
  }
}

export interface OverdueLine {
  unitCode: string
  unitName: string
  itemNo: number
}

/** Items that are overdue on a day, at addressees that exist then and lie below the issuing unit. */
export async function overdueInOffice(tx: Tx, id: string, day: string): Promise<OverdueLine[]> {
  const { rows } = await sql<OverdueLine>`
    select addressee.unit_code as "unitCode", unit.name as "unitName", item.no as "itemNo"
    from deployment ${linesOf(day)} join unit on unit.code = addressee.unit_code
    where deployment.id = ${id} and mark.state = 'overdue'
      and is_valid(unit.valid_from, unit.valid_to, ${day}::date)
      and deployment.unit_code = any(string_to_array(unit.path, '.'))
    order by addressee.unit_code, item.no`.execute(tx)
  return rows
}

export interface Overdue {
  id: string
  unitCode: string
  path: string
  itemNo: number
  dueOn: string
}

/** Items of issued deployments whose last day has passed at a unit, each marked once for that day. */
export async function markOverdue(tx: Tx, today: string, now: Date): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    with marked as (
      insert into deployment_overdue (deployment_id, unit_code, item_no, due_on, marked_at)
      select deployment.id, addressee.unit_code, item.no, item.due_on, ${now.toISOString()}::timestamptz
      from deployment ${linesOf(today)}
      where deployment.state = 'issued' and mark.state = 'overdue'
      on conflict do nothing
      returning *)
    select marked.deployment_id as id, marked.unit_code as "unitCode", addressee.path,
      marked.item_no as "itemNo", marked.due_on as "dueOn"
    from marked join deployment_addressee as addressee
      on addressee.deployment_id = marked.deployment_id and addressee.unit_code = marked.unit_code
    order by marked.deployment_id, marked.unit_code, marked.item_no`.execute(tx)
  return rows
}

/** Takes a day for the watch; false if another instance has taken it. */
export async function takeDay(tx: Tx, today: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into deployment_watched (day) values (${today}::date)
    on conflict on constraint deployment_watched_pkey do update set day = excluded.day
    where deployment_watched.day < excluded.day`.execute(tx)
  return numAffectedRows > 0n
}
