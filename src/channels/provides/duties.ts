import { sql } from 'kysely'
import { type DutyMeasure, type DutyMeasures, measured } from '../../platform/access/duty-measures.ts'
import { inSubtree } from '../../platform/access/scope.ts'

/** 第二部分（四）: a hotline and an online channel. Channels are public; the register has no earlier states. */
const has =
  (name: 'hotline' | 'online'): DutyMeasure =>
  ({ tree, asOf }) =>
    measured({
      unit: sql`unit.code`,
      done: sql`case when unit.channels ? ${sql.lit(name)} then 1 else 0 end`,
      of: sql`1`,
      source: sql`from unit where ${inSubtree(tree, { table: 'unit', unit: 'code' })}
        and unit.counts_in_quota and is_valid(unit.valid_from, unit.valid_to, ${asOf}::date)`
    })

export const duties: DutyMeasures = { hotline: has('hotline'), online: has('online') }
