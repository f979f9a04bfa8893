import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { compared, equals, flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { Channel } from '../fields.ts'
import { Checker, item, Target } from './fields.ts'

const Faulty = Type.Boolean({
  title: '是否有问题',
  description: 'Whether something was not in order'
})

/** The checks of units of a subtree, the latest entry first. */
export const checks = defineList({
  fields: item,
  from: sql`disclosure_check
    join unit on unit.code = disclosure_check.unit_code
    join unit as target on target.code = disclosure_check.target_code`,
  orders: { '-madeAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('disclosure_check.unit_code', Checker),
    targetCode: equals('disclosure_check.target_code', Target),
    channel: oneOrMore('disclosure_check.channel', Channel),
    faulty: flag(
      Faulty,
      (isSet) => sql`jsonb_path_exists(disclosure_check.observations,
        '$[*].result ? (@ <> "shown")') = ${sql.lit(isSet)}`
    ),
    from: compared('disclosure_check.checked_on', '>=', {
      title: '核查日期起',
      description: 'Checked on that day or later'
    }),
    to: compared('disclosure_check.checked_on', '<=', {
      title: '核查日期止',
      description: 'Checked on that day or earlier'
    }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})
