import { type RawBuilder, sql } from 'kysely'
import type { DutyMeasures, DutyQuestion } from '../platform/access/duty-measures.ts'
import { inSubtree } from '../platform/access/scope.ts'
import { PLANNED_AGAIN } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { type Asked, after } from '../platform/http/lists/paging.ts'
import type { MeasuredDuty } from '../policy/index.ts'
import type { Level } from '../units/index.ts'
import type { DutyId, State } from './vocabulary.ts'

/** What is asked: of which units, and which of their duties. */
export interface Question extends Omit<DutyQuestion, 'ofLevels'> {
  /** The duties by the policy of the year. */
  duties: readonly MeasuredDuty[]
  measures: DutyMeasures
  levels?: readonly Level[] | undefined
  states?: readonly State[] | undefined
}

export interface Line {
  unit_code: string
  unit_name: string
  unit_level: Level
  duty_id: DutyId
  clause_id: string
  state: State
  due_on: string | null
  value: number | null
  required: number | null
  done: number
  total: number
}

/** One line for each unit and duty of its level: the measures joined with the units in office on the day. */
export async function lines(asked: Question): Promise<RawBuilder<Line>> {
  const { duties, measures, levels, tree, asOf } = asked
  const ids = [...new Set(duties.map(({ id }) => id))]
  const levelsOf = (id: string) => duties.filter((duty) => duty.id === id).flatMap((duty) => duty.levels)
  const parts = await Promise.all(
    ids.map(
      async (id) =>
        sql`
      select part.unit_code, null, null, ${id}::text, null, part.done, part.total, part.value, part.required,
        part.is_met, part.is_known, part.due_on
      from (${await present(measures[id])({ ...asked, ofLevels: levelsOf(id) })}) as part`
    )
  )
  const list = duties.map(({ id, levels, clauseId }) => sql`(${id}, ${levels}::text[], ${clauseId})`)
  const wanted = levels === undefined ? sql`true` : sql`unit.level = any(${levels}::text[])`
  // Grouped, not joined: the planner knows nothing of the sizes of the parts and would choose loops.
  return sql<Line>`${sql.raw(PLANNED_AGAIN)}
    select unit_code, max(unit_name) as unit_name, max(unit_level) as unit_level, duty_id,
      max(clause_id) as clause_id, max(due_on) as due_on, max(value)::float8 as value,
      max(required)::float8 as required, coalesce(max(done), 0) as done, coalesce(max(total), 0) as total,
      case when bool_or(is_known) is null then 'not-applicable' when not bool_or(is_known) then 'unknown'
        when bool_or(is_met) then 'met' when max(due_on) > ${asOf}::date then 'running'
        else 'missed' end as state
    from (
      select unit.code as unit_code, unit.name as unit_name, unit.level as unit_level, duty.id as duty_id,
        duty.clause_id, null::int as done, null::int as total, null::numeric as value,
        null::numeric as required, null::boolean as is_met, null::boolean as is_known, null::date as due_on
      from unit join (values ${sql.join(list)}) as duty (id, levels, clause_id)
        on unit.level = any(duty.levels)
      where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and ${wanted}
        and is_valid(unit.valid_from, unit.valid_to, ${asOf}::date)
      union all ${sql.join(parts, sql` union all `)}
    ) as line
    group by unit_code, duty_id
    having max(clause_id) is not null`
}

/** A duty of a unit and of each direct subordinate with all units below it. */
export interface DutySum {
  /** The direct subordinate, or the unit itself: of that one alone. */
  unitCode: string
  dutyId: string
  clauseId: string
  met: number
  missed: number
  running: number
  unknown: number
  /** Sums of the units that something is known of. */
  done: number
  total: number
}

/** How many units met each duty, by direct subordinate: the lines of the list, added up. */
export async function sums(asked: Question): Promise<DutySum[]> {
  const part = sql`split_part(unit.path, '.', ${sql.lit(asked.tree.depth + 1)})`
  const number = (state: State) => sql`(count(*) filter (where line.state = ${state}))::int`
  const known = sql`filter (where line.state in ('met', 'missed', 'running'))`
  const { rows } = await sql<DutySum>`
    select coalesce(nullif(${part}, ''), ${asked.tree.code}) as "unitCode", line.duty_id as "dutyId",
      max(line.clause_id) as "clauseId", ${number('met')} as met, ${number('missed')} as missed,
      ${number('running')} as running, ${number('unknown')} as unknown,
      coalesce(sum(line.done) ${known}, 0)::int as done, coalesce(sum(line.total) ${known}, 0)::int as total
    from (${await lines(asked)}) as line join unit on unit.code = line.unit_code
    where line.state <> 'not-applicable'
    group by 1, 2 order by 1, 2`.execute(asked.db)
  return rows
}

export const order = [
  ['unit_code', 'text'],
  ['duty_id', 'text']
] as const

async function chosen(asked: Question) {
  const { db, states } = asked
  const all = sql<Line>`(${await lines(asked)})`
  return db
    .selectFrom(all.as<'line'>('line'))
    .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
}

function shown({ year, asOf }: Question) {
  return [
    sql<number>`${year}::int`.as('year'),
    sql<string>`${asOf}::date`.as('asOf'),
    sql<{ n: number; of: number }>`jsonb_build_object('n', line.done, 'of', line.total)`.as('facts')
  ] as const
}

/** The lines, by unit and duty. */
export async function compliance(asked: Question, { cursor }: Asked) {
  return (await chosen(asked))
    .select([
      'unit_code as unitCode',
      'unit_name as unitName',
      'unit_level as unitLevel',
      'duty_id as dutyId'
    ])
    .select(['clause_id as clauseId', 'state', 'due_on as due', 'value', 'required'])
    .select(shown(asked))
    .where(after(cursor, order))
    .orderBy('unit_code')
    .orderBy('duty_id')
}

export async function count(asked: Question): Promise<{ total: number }> {
  const total = sql<number>`count(*)::int`.as('total')
  return (await chosen(asked)).select(total).executeTakeFirstOrThrow()
}
