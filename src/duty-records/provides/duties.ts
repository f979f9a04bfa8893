import { type RawBuilder, sql } from 'kysely'
import { type DutyMeasure, type DutyMeasures, measured } from '../../platform/access/duty-measures.ts'
import { dutiesIn } from '../../policy/index.ts'
import { type StaffOnRegister, standing } from '../standing/store.ts'
import type { Kind } from '../vocabulary.ts'

/** The standing duties, as their own lists have them. Counted are the topics, areas or people. */
export function dutiesWith(staffOnRegister: StaffOnRegister): DutyMeasures {
  const kept =
    (kind: Kind, numbers: Numbers): DutyMeasure =>
    ({ tree, year, asOf }) => {
      const duties = dutiesIn(year).filter(({ id }) => id === kind)
      return measured({
        ...numbers,
        unit: sql`duty.unit_code`,
        isMet: sql`duty.state = 'met'`,
        dueOn: sql`duty.due_on`,
        source: sql`from (${standing({ tree, year, today: asOf, duties, staffOnRegister })}) as duty`
      })
    }
  const covered = (all: number): Numbers => ({
    done: sql`${sql.lit(all)} - cardinality(duty.lacking)`,
    of: sql`${sql.lit(all)}`
  })
  const filed: Numbers = { done: sql`least(duty.records, 1)`, of: sql`1` }
  return {
    scheme: kept('scheme', filed),
    rules: kept('rules', { done: sql`(duty.state = 'met')::int`, of: sql`1` }),
    publicity: kept('publicity', covered(2)),
    training: kept('training', {
      done: sql`coalesce(duty.people, 0)`,
      of: sql`coalesce(duty.staff, 0)`,
      value: sql`round(duty.people * 100.0 / nullif(duty.staff, 0), 2)`,
      required: sql`duty.min_percent`
    }),
    responsibility: kept('responsibility', covered(6))
  }
}

interface Numbers {
  done: RawBuilder<unknown>
  of: RawBuilder<unknown>
  value?: RawBuilder<unknown>
  required?: RawBuilder<unknown>
}
