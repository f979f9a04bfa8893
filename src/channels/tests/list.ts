import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { compared, equals, oneOrMore } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { Channel, item, Result, Target } from './fields.ts'

const triedOn = sql`(channel_test.tried_at at time zone 'Asia/Shanghai')::date`

/** The tests of the units of a subtree, the latest entry first. */
export const channelTests = defineList({
  fields: item,
  from: sql`channel_test join unit on unit.code = channel_test.unit_code
    join unit as target on target.code = channel_test.target_code`,
  orders: { '-madeAt': ['id'] },
  filters: {
    targetCode: equals('channel_test.target_code', Target),
    channel: oneOrMore('channel_test.channel', Channel),
    result: oneOrMore('channel_test.result', Result),
    from: compared(triedOn, '>=', { title: '拨测日期起', description: 'Tried on that day or later' }),
    to: compared(triedOn, '<=', { title: '拨测日期止', description: 'Tried on that day or earlier' })
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit that made the tests listed' })
  }
})
