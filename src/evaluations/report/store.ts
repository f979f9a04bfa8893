import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { GradeCode, Outcome } from '../labels.ts'
import '../tables.ts'

/** The result of one unit, in the order of the report: group by group, ranked units first. */
export interface Result {
  unitName: string
  groupName: string | null
  applicable: string | null
  total: string | null
  outcome: Outcome | null
  grade: GradeCode | null
  rank: number | null
}

export async function results(db: Db, evaluationId: string): Promise<Result[]> {
  const { rows } = await sql<Result>`
    select unit.name as "unitName", one_group ->> 'name' as "groupName", target.applicable, target.total,
      target.outcome, target.grade, target.rank
    from evaluation_target as target
    join evaluation on evaluation.id = target.evaluation_id
    join indicator_set on indicator_set.id = evaluation.set_id
    join unit on unit.code = target.unit_code
    left join jsonb_array_elements(indicator_set.groups) as one_group
      on one_group ->> 'code' = target.group_code
    where target.evaluation_id = ${evaluationId}
    order by target.group_code nulls last, target.rank nulls last, target.unit_code`.execute(db)
  return rows
}

/** An indicator by which the units scored badly. */
export interface Weak {
  dimension: string
  name: string
  /** Scores of all units in per cent of the weights, one decimal. */
  percent: string
  /** Units below the full score. */
  units: number
}

const MOST_WEAK = 5
/** Indicators below this share of their weight are named as problems. */
const WEAK_PERCENT = 80

/** The indicators with the lowest scores, the worst first. */
export async function weakIndicators(db: Db, evaluationId: string, setId: string): Promise<Weak[]> {
  const { rows } = await sql<Weak>`
    select item ->> 'dimension' as dimension, item ->> 'name' as name,
      round(sum(value.score) * 100 / sum((item ->> 'weight')::numeric), 1)::text as percent,
      (count(*) filter (where value.score < (item ->> 'weight')::numeric))::int as units
    from indicator_set cross join jsonb_array_elements(items) with ordinality as listed (item, n)
    join evaluation_target as target on target.evaluation_id = ${evaluationId}
    join evaluation_value as value on value.target_id = target.id and value.item_code = item ->> 'code'
    where indicator_set.id = ${setId} and value.score is not null and not (item ->> 'bonus')::boolean
      and (item ->> 'weight')::numeric > 0
    group by item, n
    having sum(value.score) * 100 < sum((item ->> 'weight')::numeric) * ${WEAK_PERCENT}
    order by sum(value.score) / sum((item ->> 'weight')::numeric), n
    limit ${MOST_WEAK}`.execute(db)
  return rows
}
