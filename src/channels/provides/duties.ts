import { sql } from 'kysely'
import { type DutyMeasure, type DutyMeasures, measured, owing } from '../../platform/access/duty-measures.ts'

/** 第二部分（四）: a hotline and an online channel. Channels are public; the register has no earlier states. */
const has =
  (name: 'hotline' | 'online'): DutyMeasure =>
  (asked) =>
    measured({
      unit: sql`unit.code`,
      done: sql`case when unit.channels ? ${sql.lit(name)} then 1 else 0 end`,
      of: sql`1`,
      source: sql`from unit where ${owing(asked)}`
    })

export const duties: DutyMeasures = { hotline: has('hotline'), online: has('online') }
