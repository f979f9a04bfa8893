import { sql } from 'kysely'
import { calendarOf } from '../calendar/index.ts'
import type { Db } from '../platform/database/connect.ts'
import { areas, clauseOfInspection } from '../policy/index.ts'
import { gap, lastFeasibleDay } from './rules.ts'
import type { Plan, Progress } from './schema.ts'
import './tables.ts'
import { missingAreas } from './tasks/fields.ts'

type Item = Progress['items'][number]
type UnderWay = Item['underWayTargets']
type Uncovered = Item['uncoveredTargets']
/** What the progress needs to know of a plan. */
type Planned = Pick<Plan, 'id' | 'unitCode' | 'year' | 'state' | 'policyId'>
type Counted = Pick<Item, 'targetLevel' | 'coverage' | 'required' | 'planned' | 'inspected'> &
  Pick<Item, 'dropped' | 'added' | 'underWayTargets'>

/** The required number of each obligation, the states of its tasks, and the units that joined or left. */
export async function progress(db: Db, plan: Planned, today: string): Promise<Progress['items']> {
  const counted = await counts(db, plan.id)
  const uncovered = await uncoveredBy(db, plan, today)
  const last = lastFeasibleDay(await calendarOf(db), plan.year)
  const levelOf = ({ coverage, targetLevel }: Pick<Item, 'coverage' | 'targetLevel'>) =>
    coverage === 'full' ? (uncovered.get(targetLevel) ?? []) : []
  const known = new Set(counted.flatMap((row) => (row.coverage === 'full' ? [row.targetLevel] : [])))
  const joined = [...uncovered.keys()].filter((level) => !known.has(level)).map(nothing)
  return [...joined, ...counted].map((row) => {
    const uncoveredTargets = levelOf(row)
    const all = {
      ...row,
      ...named(row.underWayTargets),
      uncovered: uncoveredTargets.length,
      uncoveredTargets
    }
    return { ...all, gap: gap(all), lastFeasibleDay: last }
  })
}

/** A level that had no unit when the plan was made. */
function nothing(targetLevel: Item['targetLevel']): Counted {
  const none = { required: 0, planned: 0, inspected: 0, dropped: 0, added: 0 }
  return { targetLevel, coverage: 'full', ...none, underWayTargets: [] }
}

async function counts(db: Db, planId: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select target_level as "targetLevel", coverage, coalesce(owed.required, 0) as required,
      count(*) filter (where task.state not in ('replaced', 'dropped'))::int as planned,
      count(*) filter (where task.state = 'inspected')::int as inspected,
      count(*) filter (where task.state = 'dropped' and task.reason <> 'target-back')::int as dropped,
      count(*) filter (where task.added_on is not null)::int as added,
      coalesce(jsonb_agg(jsonb_build_object('targetCode', target_code, 'targetName', target_name,
        'missingAreas', ${missingAreas('task', 'plan')}) order by target_code)
        filter (where task.state = 'under-way'), '[]') as "underWayTargets"
    from (select * from plan_obligation where plan_id = ${planId}::uuid) as owed
    full join (select * from inspection_task where plan_id = ${planId}::uuid) as task
      using (coverage, target_level)
    join inspection_plan as plan on plan.id = ${planId}::uuid
    group by coverage, target_level, owed.required
    order by coverage, target_level`.execute(db)
  return rows
}

/**
 * Direct subordinates of the unit that carries the plan out, which no plan of that unit for the year covers,
 * by level. None where the year is over.
 */
async function uncoveredBy(
  db: Db,
  plan: Planned,
  today: string
): Promise<Map<Item['targetLevel'], Uncovered>> {
  if (plan.state === 'closed' || plan.year < Number(today.slice(0, 4))) return new Map()
  const { rows } = await sql<{
    level: Item['targetLevel']
    unitLevel: Item['targetLevel']
    targets: Uncovered
  }>`
    select target.level, unit.level as "unitLevel", jsonb_agg(jsonb_build_object('targetCode', target.code,
      'targetName', target.name) order by target.code) as targets
    from unit join unit as target on target.parent_code = coalesce(unit.acting_code, unit.code)
    where unit.code = ${plan.unitCode} and target.counts_in_quota
      and is_valid(target.valid_from, target.valid_to, ${today}::date)
      -- A unit that acts for another one has its new subordinates in its own plan, if there is one.
      and (unit.acting_code is null or not exists (
        select from inspection_plan where unit_code = unit.acting_code and year = ${plan.year}))
      and not exists (
        select from inspection_task as task
        join inspection_plan as other on other.id = task.plan_id and other.year = ${plan.year}
        join unit as holder on holder.code = other.unit_code
        where task.target_code = target.code and task.coverage = 'full' and task.state <> 'dropped'
          and coalesce(holder.acting_code, holder.code) = coalesce(unit.acting_code, unit.code))
    group by target.level, unit.level`.execute(db)
  const covered = rows.filter((row) => clauseOfInspection(plan.policyId, row.unitLevel, 'full') !== undefined)
  return new Map(covered.map(({ level, targets }) => [level, targets]))
}

function named(underWayTargets: UnderWay) {
  const missing = areas.filter((area) => underWayTargets.some((one) => one.missingAreas.includes(area)))
  return { underWay: underWayTargets.length, missingAreas: missing }
}
