import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals } from '../../platform/http/lists/filters.ts'
import { Target } from '../fields.ts'
import { IndicatorCode } from '../sets/fields.ts'
import { line } from './fields.ts'

const tables = sql`evaluation_target
  join evaluation on evaluation.id = evaluation_target.evaluation_id
  join indicator_set on indicator_set.id = evaluation.set_id
  join unit on unit.code = evaluation_target.unit_code
  cross join lateral jsonb_array_elements(indicator_set.items)
    with ordinality as listed (indicator, place)
  left join evaluation_value as given
    on given.target_id = evaluation_target.id and given.item_code = listed.indicator ->> 'code'
  left join lateral (
    select case when made.denominator > 0 and made.denominator >= (listed.indicator ->> 'minN')::int
      then round(made.numerator::numeric / made.denominator, 4) end as share
    from evaluation_computed as made
    where made.target_id = evaluation_target.id and made.item_code = listed.indicator ->> 'code'
    order by made.n desc limit 1
  ) as latest on true`

/** The table of scores: by unit, and within a unit in the order of the set. */
export const scores = defineList({
  fields: line,
  from: tables,
  countedFrom: tables,
  orders: { unitCode: ['unitCode', 'place'] },
  filters: {
    unitCode: equals('evaluation_target.unit_code', Target),
    item: equals(sql`listed.indicator ->> 'code'`, IndicatorCode)
  },
  parameters: {}
})
