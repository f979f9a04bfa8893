import { sql } from 'kysely'
import { checkedMoney } from '../fund-checks/index.ts'
import { inspectedMoney } from '../inspections/index.ts'
import { type DutyMeasure, type DutyMeasures, measured, owing } from '../platform/access/duty-measures.ts'

/** Direct subordinates whose money the unit checked or inspected in the year. Two rooms know of it. */
const fundSupervision: DutyMeasure = (asked) => {
  const [unit, target] = [sql.ref('unit.code'), sql.ref('target.code')]
  return measured({
    unit: sql`unit.code`,
    done: sql`below.supervised`,
    of: sql`below.targets`,
    dueOn: sql`make_date(${asked.year}, 12, 31)`,
    source: sql`from unit cross join lateral (
        select count(*) as targets, count(*) filter (
          where ${checkedMoney(asked, unit, target)} or ${inspectedMoney(asked, unit, target)}) as supervised
        from unit as target
        where target.parent_code = unit.code and target.counts_in_quota
          and is_valid(target.valid_from, target.valid_to, ${asked.asOf}::date)
      ) as below
      where ${owing(asked)} and below.targets > 0`
  })
}

/** The measures of the rooms, and those that several rooms know of. */
export const allMeasures = (duties: DutyMeasures): DutyMeasures => ({
  ...duties,
  'fund-supervision': fundSupervision
})
