import { type RawBuilder, sql } from 'kysely'
import { disclosed, visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { shown } from '../bulletins/store.ts'
import { seenBy } from '../letters/store.ts'
import * as referrals from '../referrals/visibility.ts'

/** Letters, and referrals of a case, are as secret as their case. */
export const visibleRecords: VisibleRecords = {
  case: {
    permission: 'cases:read',
    seen: (actor) => sql`
      select id from petition_case
      where ${visible(actor, 'case', 'petition_case')} and ${disclosed(actor, 'petition_case')}`,
    hidden: (actor) => sql`select id from petition_case where ${isHidden(actor)}`
  },
  letter: {
    permission: 'cases:read',
    seen: (actor) => letters(seenBy(actor)),
    hidden: (actor) => letters(isHidden(actor))
  },
  referral: {
    permission: 'referrals:read',
    seen: (actor) => referralsWhere(referrals.seenBy(actor)),
    hidden: (actor) => referralsWhere(referrals.isHidden(actor))
  },
  'case-bulletin': {
    permission: 'cases:read',
    seen: (actor) => sql`select id from case_bulletin 
      where ${visible(actor, 'case-bulletin', 'case_bulletin')} and ${shown(actor)}`
  }
}

function isHidden(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`not ${disclosed(actor, 'petition_case')}`
}

function letters(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select case_letter.id from case_letter join petition_case on petition_case.id = case_letter.case_id
    where ${condition}`
}

function referralsWhere(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select case_referral.id from case_referral
    left join petition_case on petition_case.id = case_referral.case_id
    where ${condition}`
}
