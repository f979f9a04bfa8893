import { sql } from 'kysely'
import { counted, type IndicatorMeasures, isAsked } from '../../platform/access/indicator-measures.ts'

export const indicators: IndicatorMeasures = {
  /**
   * Units within the evaluated one, itself included, that have a hotline and an online channel, of those that
   * must have both: cities, counties and townships (第二部分（四）). The register has no earlier states.
   */
  'channels.complete': (asked) =>
    counted({
      unit: sql`top.code`,
      numerator: sql`count(*) filter (where below.channels ? 'hotline' and below.channels ? 'online')`,
      denominator: sql`count(*)`,
      source: sql`from unit as top
        join unit as below on top.code = any(string_to_array(below.path, '.'))
        where ${isAsked(sql`top.code`, asked)} and below.counts_in_quota
          and below.level in ('city', 'county', 'township')
          and is_valid(below.valid_from, below.valid_to, ${asked.to}::date)
        group by top.code`
    })
}
