import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

const ITEMS = 10
const id = `'01900000-0000-7000-8000-000000000001'`

/** The deployment of this database. */
export const DEPLOYMENT = id.slice(1, -1)

/**
 * Name of a database with one deployment of the province to all units below it, with ten items: 130,000 lines,
 * and two reports on each of two thirds of them. Made at first use.
 */
export function deploymentDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'deployments', [
    `insert into deployment (id, unit_code, path, title, issued_on, addressee_within, addressee_count, study_by,
        state, created_at, created_by, issued_at, issued_by)
      values (${id}, '22', '22', 'bench', '2026-01-01', '22', 1, '2026-01-16', 'issued', '2026-01-01', 'bench',
        '2026-01-01', 'bench')`,
    `insert into deployment_item (deployment_id, no, text, measure_name, measure_unit, measure_target, due_on)
      select ${id}, n, 'bench', 'bench', '%', 100, date '2026-01-31' + 30 * n from generate_series(1, ${ITEMS}) as n`,
    `insert into deployment_addressee (deployment_id, unit_code, path)
      select ${id}, code, path from unit where code <> '22'`,
    `insert into deployment_report (id, deployment_id, unit_code, path, item_no, number, state, value, measures,
        reported_on, reported_at, reported_by, review, reviewed_on, reviewed_by)
      select uuid_v7(), ${id}, unit.code, unit.path, item.no, report.n,
        case when report.n = 2 then 'done' else 'under-way' end, 50 * report.n, 'bench', '2026-02-01',
        '2026-02-01', 'bench', state.review, case when state.review = 'confirmed' then date '2026-02-02' end,
        case when state.review = 'confirmed' then 'bench' end
      from unit, generate_series(1, ${ITEMS}) as item (no), generate_series(1, 2) as report (n)
      cross join lateral (
        select case when report.n = 2 and hashtext(unit.code) % 2 = 0 then 'confirmed' else 'open' end) as state
        (review)
      where unit.code <> '22' and hashtext(unit.code || item.no) % 3 <> 0`
  ])
}

/** The figures of the items by plain SQL: the latest report of each unit and item, counted by its state. */
export const bareFigures = `
  select item.no, count(*), count(*) filter (where latest.state = 'done' and latest.review = 'confirmed'),
    count(*) filter (where latest.state = 'done' and latest.review <> 'confirmed'),
    count(*) filter (where latest.state is distinct from 'done' and item.due_on < current_date),
    avg(least(coalesce(latest.value, 0) / item.measure_target, 1))
  from deployment_item as item
  join deployment_addressee as addressee on addressee.deployment_id = item.deployment_id
  left join (
    select distinct on (unit_code, item_no) unit_code, item_no, state, review, value from deployment_report
    where deployment_id = ${id} and review <> 'returned' order by unit_code, item_no, number desc
  ) as latest on latest.unit_code = addressee.unit_code and latest.item_no = item.no
  where item.deployment_id = ${id} group by item.no order by item.no`
