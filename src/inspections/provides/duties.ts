import { type RawBuilder, sql } from 'kysely'
import {
  type DutyMeasure,
  type DutyMeasures,
  type DutyQuestion,
  duringYear,
  endOf,
  measured
} from '../../platform/access/duty-measures.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import { areasByPolicy, type Coverage, obligationsWithin } from '../../policy/index.ts'
import '../tables.ts'

/**
 * What units have to inspect in the year: by their plan, or, without a plan, by the tree as it is. `plan_id`
 * is null where there is no plan.
 */
async function owed({ db, tree, whole, year, asOf }: DutyQuestion, coverage: Coverage) {
  const { policy, units } = await obligationsWithin(db, whole, year, asOf, tree)
  const owing = units.flatMap(({ unitCode, items }) => {
    const required = items
      .filter((item) => item.coverage === coverage)
      .reduce((sum, item) => sum + item.required, 0)
    return required > 0 ? [{ unitCode, required }] : []
  })
  const rows = sql`
    select coalesce(plan.unit_code, owing."unitCode") as unit_code, plan.id as plan_id,
      coalesce(planned.required, case when plan.id is null then owing.required end, 0) as required
    from jsonb_to_recordset(${JSON.stringify(owing)}::jsonb) as owing ("unitCode" text, required int)
    full join (
      select id, unit_code from inspection_plan as plan
      where plan.year = ${year} and ${inSubtree(tree, { table: 'plan', unit: 'unit_code' })}
    ) as plan on plan.unit_code = owing."unitCode"
    left join lateral (
      select sum(plan_obligation.required)::int as required from plan_obligation
      where plan_obligation.plan_id = plan.id and plan_obligation.coverage = ${coverage}
    ) as planned on true`
  return { policyId: policy.id, rows }
}

/** Tasks that were carried out: an inspection not yet ended, however it is planned, counts for nothing. */
const inspected =
  (coverage: Coverage): DutyMeasure =>
  async (asked) => {
    const { rows } = await owed(asked, coverage)
    return measured({
      unit: sql`owed.unit_code`,
      done: sql`done.tasks`,
      of: sql`owed.required`,
      dueOn: sql`make_date(${asked.year}, 12, 31)`,
      source: sql`from (${rows}) as owed
        cross join lateral (
          select count(*)::int as tasks from inspection_task as task
          where task.plan_id = owed.plan_id and task.coverage = ${coverage} and task.state = 'inspected'
            and exists (
              select from inspection
              where inspection.task_id = task.id and inspection.completed_at < ${endOf(asked.asOf)})
        ) as done
        where owed.required > 0`
    })
  }

/** Direct subordinates with a conclusion, in the year, in every area that has items for their level. */
const areasCovered: DutyMeasure = async (asked) => {
  const { rows, policyId } = await owed(asked, 'full')
  return measured({
    unit: sql`owed.unit_code`,
    done: sql`done.targets`,
    of: sql`owed.required`,
    dueOn: sql`make_date(${asked.year}, 12, 31)`,
    source: sql`from (${rows}) as owed
      cross join lateral (${covered(asked, policyId)}) as done
      where owed.required > 0`
  })
}

function covered({ year, asOf }: DutyQuestion, policyId: string): RawBuilder<unknown> {
  const asks = Object.entries(areasByPolicy[policyId] ?? {}).map(
    ([level, areas]) => sql`(${level}, ${[...areas]}::text[])`
  )
  return sql`
    select count(*)::int as targets
    from unit as target join (values ${sql.join(asks)}) as asked (level, areas) on asked.level = target.level
    where target.parent_code = owed.unit_code and asked.areas <@ array(
      select entry.area from inspection
      join inspection_area as entry on entry.inspection_id = inspection.id
      where inspection.unit_code = owed.unit_code and inspection.target_code = target.code
        and inspection.completed_at < ${endOf(asOf)}
        and ${duringYear('inspection.completed_at', year)}
        and entry.conclusion in ('sound', 'problems'))`
}

/** Whether a unit inspected the money of another one, or of one below it, in the year. */
export function inspectedMoney(
  { year, asOf }: DutyQuestion,
  unit: RawBuilder<unknown>,
  target: RawBuilder<unknown>
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from inspection join inspection_area as entry on entry.inspection_id = inspection.id
    where inspection.unit_code = ${unit} and ${target} = any(string_to_array(inspection.target_path, '.'))
      and entry.area = 'funds' and entry.conclusion in ('sound', 'problems')
      and inspection.completed_at < ${endOf(asOf)}
      and ${duringYear('inspection.completed_at', year)})`
}

export const duties: DutyMeasures = {
  'inspect-full': inspected('full'),
  'inspect-sample': inspected('sample'),
  'areas-covered': areasCovered
}
