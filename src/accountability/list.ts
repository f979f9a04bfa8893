import { sql } from 'kysely'
import { defineList } from '../platform/http/lists/definition.ts'
import { compared, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { containing } from '../platform/http/lists/search.ts'
import { item, Nature, OutcomeKind, Share, State } from './fields.ts'

/** Records by the place of the unit held to account, the latest decision first. */
export const records = defineList({
  fields: item,
  from: sql`accountability_record join unit as decider on decider.code = accountability_record.unit_code
    join unit as failing on failing.code = accountability_record.target_code`,
  orders: { '-decidedOn': ['decidedOn', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    outcome: oneOrMore('accountability_record.outcome', OutcomeKind),
    nature: oneOrMore('accountability_record.nature', Nature),
    share: oneOrMore('accountability_record.share', Share),
    state: oneOrMore((viewer) => item.value('state', viewer), State),
    from: compared('accountability_record.decided_on', '>=', {
      title: '起',
      description: 'First day of the decisions listed'
    }),
    to: compared('accountability_record.decided_on', '<=', {
      title: '止',
      description: 'Last day of the decisions listed'
    }),
    q: containing('accountability_record.facts', { description: 'Words in the facts' }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})

/** `clauseId` is no field of the API: JSON has the text of the clause as well. */
export const columns = records.columns.filter(({ name }) => name !== 'clauseId')
