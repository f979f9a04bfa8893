import { defineList } from '../platform/http/lists/definition.ts'
import { oneOrMore } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { item, State } from './fields.ts'

/** The webhooks that the caller sees, the latest first. */
export const webhooks = defineList({
  fields: item,
  orders: { '-madeAt': ['id'] },
  filters: { state: oneOrMore('webhook.state', State) },
  parameters: { within }
})
