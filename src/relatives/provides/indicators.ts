import { sql } from 'kysely'
import {
  counted,
  type IndicatorMeasures,
  inPeriod,
  isAsked
} from '../../platform/access/indicator-measures.ts'
import '../tables.ts'

export const indicators: IndicatorMeasures = {
  /**
   * Near relatives who are filed, of those who have to be: by the latest check of each programme in the
   * period that the unit knows of. It made the check itself, or was told of its findings; all others are
   * hidden from it, and a figure would tell it that there are any. Without family ties nothing is known.
   */
  'relatives.filing-rate': (asked) =>
    counted({
      unit: sql`latest.target_code`,
      numerator: sql`sum((latest.totals ->> 'matched')::bigint)`,
      denominator: sql`sum((latest.totals ->> 'owedPairs')::bigint)`,
      source: sql`from (
          select distinct on (target_code, programme_id) target_code, totals
          from relative_check as made
          where ${isAsked(sql`made.target_code`, asked)} and ${inPeriod(sql`made.as_of`, asked)}
            and made.totals ->> 'owedPairs' is not null
            and (made.unit_code = made.target_code or exists (
              select from relative_check_finding as found join unit as place on place.code = found.unit_code
              where found.check_id = made.id
                and made.target_code = any(string_to_array(place.path, '.'))))
          order by target_code, programme_id, as_of desc, made_at desc
        ) as latest
        group by latest.target_code`
    })
}
