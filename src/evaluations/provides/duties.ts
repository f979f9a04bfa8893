import { sql } from 'kysely'
import { type DutyMeasures, endOf, measured, owing } from '../../platform/access/duty-measures.ts'
import '../tables.ts'

/** At least one evaluation of the year whose result was published, whatever units it was about. */
const evaluated: DutyMeasures['evaluated'] = (asked) => {
  const { year, asOf } = asked
  return measured({
    unit: sql`unit.code`,
    done: sql`least(carried.published, 1)`,
    of: sql`1`,
    dueOn: sql`make_date(${year}, 12, 31)`,
    source: sql`from unit cross join lateral (
        select count(*) as published from evaluation
        where evaluation.unit_code = unit.code and evaluation.year = ${year}
          and evaluation.published_at < ${endOf(asOf)}
      ) as carried
      where ${owing(asked)}`
  })
}

export const duties: DutyMeasures = { evaluated }
