import { ofMonth, ofProgrammes } from '../../funds/index.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, oneOrMore } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { Checked, item, State } from './fields.ts'
import { checkShown, checks as counted } from './store.ts'

/** Checks made within a subtree, the latest first. */
export const checks = defineList({
  fields: item,
  from: checkShown,
  countedFrom: counted,
  orders: { '-madeAt': ['id'] },
  filters: {
    state: oneOrMore('relative_check.state', State),
    programme: ofProgrammes,
    period: ofMonth('relative_check.period'),
    unitCode: equals('relative_check.target_code', { ...Checked, description: 'Code of the checked unit' })
  },
  parameters: { within }
})
