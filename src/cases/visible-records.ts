import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import { disclosed, visible } from '../platform/scope.ts'
import type { VisibleRecords } from '../platform/visible-records.ts'
import { shown } from './bulletins/store.ts'
import { seenBy } from './letters/store.ts'

/** Letters and referrals are kept secret as their case is. */
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
    seen: (actor) => papers('case_letter', seenBy(actor)),
    hidden: (actor) => papers('case_letter', isHidden(actor))
  },
  referral: {
    permission: 'cases:read',
    seen: (actor) =>
      papers(
        'case_referral',
        sql`${visible(actor, 'case', 'petition_case')} and ${disclosed(actor, 'petition_case')}`
      ),
    hidden: (actor) => papers('case_referral', isHidden(actor))
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

function papers(table: 'case_letter' | 'case_referral', condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const paper = sql.table(table)
  return sql`
    select ${paper}.id from ${paper} join petition_case on petition_case.id = ${paper}.case_id
    where ${condition}`
}
