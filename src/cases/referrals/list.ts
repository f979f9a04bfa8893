import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { item } from './fields.ts'
import { seenBy } from './visibility.ts'

const from = sql`case_referral left join petition_case on petition_case.id = case_referral.case_id`

/** The referrals from one record, the earliest first. */
export const referrals = defineList({
  fields: item,
  from,
  countedFrom: from,
  orders: { referredOn: ['id'] },
  filters: {},
  parameters: {}
})

export type Origin = 'case_id' | 'finding_id' | 'fund_check_id'

/** Those that are visible to the actor. This depends on their roles, so the statement is not prepared. */
export function ofRecord(actor: Actor, origin: Origin, id: string): Scope {
  return { ...belongingTo(`case_referral.${origin}`, id, () => seenBy(actor)), shape: undefined }
}
