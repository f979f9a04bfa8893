import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore } from '../../platform/http/lists/filters.ts'
import { item, State } from './fields.ts'

/** The deliveries of a webhook, the latest first. */
export const deliveries = defineList({
  fields: item,
  orders: { '-madeAt': ['id'] },
  filters: { state: oneOrMore('webhook_delivery.state', State) },
  parameters: {}
})
