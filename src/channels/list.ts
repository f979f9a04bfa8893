import { sql } from 'kysely'
import { defineList } from '../platform/http/lists/definition.ts'
import { flag, oneOrMore } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { oneOf } from '../platform/http/schema.ts'
import { UnitLevel } from '../units/index.ts'
import { isStale, isUnreachable, item, lacks, Stale, Unreachable } from './fields.ts'
import { missingChannels } from './vocabulary.ts'

const Missing = oneOf(missingChannels, {
  title: '所缺渠道',
  description: 'Units that lack the hotline, the online channel, any of the two, or both'
})

/** The channels of the units of a subtree, by code. */
export const channels = defineList({
  fields: item,
  orders: { unitCode: ['unitCode'] },
  filters: {
    level: oneOrMore('unit.level', UnitLevel),
    missing: {
      schema: Missing,
      // Each value is another condition, and not a value in one.
      isPlannedAgain: true,
      condition: (wanted, viewer) => {
        const [hotline, online] = [lacks('hotline', viewer), lacks('online', viewer)]
        if (wanted === 'both') return sql<boolean>`(${hotline} and ${online})`
        if (wanted === 'any') return sql<boolean>`(${hotline} or ${online})`
        return wanted === 'hotline' ? hotline : online
      }
    },
    stale: flag(Stale, (isSet, viewer) => sql`${isStale(viewer)} = ${sql.lit(isSet)}`),
    unreachable: flag(Unreachable, (isSet, viewer) => sql`${isUnreachable(viewer)} = ${sql.lit(isSet)}`)
  },
  parameters: { within }
})
