import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/paging.ts'
import { disclosed, visible } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'
import type { NewReferral, Outcome, Receipt, Referral, ReferralQuery } from './schema.ts'
import '../tables.ts'

export type Versioned = Referral & { version: number }

const order = [['case_referral.id', 'uuid']] as const

const wire = [
  'case_referral.id',
  'case_referral.case_id as caseId',
  'case_referral.receiver',
  'case_referral.receiver_name as receiverName',
  'case_referral.text',
  'case_referral.referred_on as referredOn',
  'case_referral.receipt_number as receiptNumber',
  'case_referral.received_on as receivedOn',
  'case_referral.outcome',
  'case_referral.outcome_on as outcomeOn'
] as const

export const columns = Object.keys({
  id: 0,
  caseId: 0,
  receiver: 0,
  receiverName: 0,
  text: 0,
  referredOn: 0,
  receiptNumber: 0,
  receivedOn: 0,
  outcome: 0,
  outcomeOn: 0
} satisfies Record<keyof Referral, 0>).map((name) => ({ name }))

/** The referrals of a case, the first one first. */
export function list(db: Db, caseId: string, { cursor }: ReferralQuery) {
  return db
    .selectFrom('case_referral')
    .select(wire)
    .where('case_id', '=', caseId)
    .where(after(cursor, order))
    .orderBy('case_referral.id')
}

export function count(db: Db, caseId: string): Promise<{ total: number }> {
  return db
    .selectFrom('case_referral')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
}

/** A referral is seen as its case is. */
function seen(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('case_referral')
    .innerJoin('petition_case', 'petition_case.id', 'case_referral.case_id')
    .select(wire)
    .select('case_referral.version')
    .where('case_referral.id', '=', id)
    .where(visible(actor, 'case', 'petition_case'))
    .where(disclosed(actor, 'petition_case'))
}

export function find(db: Db, actor: Actor, id: string): Promise<Versioned | undefined> {
  return seen(db, actor, id).executeTakeFirst()
}

/** A referral that is to be changed, with the place of its case, if the actor sees it. Others wait. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return seen(tx, actor, id)
    .select(['petition_case.unit_code as unitCode', 'petition_case.path'])
    .forUpdate('case_referral')
    .executeTakeFirst()
}

interface NewRow extends NewReferral {
  id: string
  caseId: string
  referredOn: string
  referredBy: string
}

export async function insert(tx: Tx, row: NewRow): Promise<Versioned> {
  return tx
    .insertInto('case_referral')
    .values({
      id: row.id,
      case_id: row.caseId,
      receiver: row.receiver,
      receiver_name: row.receiverName,
      text: row.text,
      referred_on: row.referredOn,
      referred_by: row.referredBy
    })
    .returning(wire)
    .returning('version')
    .executeTakeFirstOrThrow()
}

export async function update(tx: Tx, id: string, change: Partial<Receipt & Outcome>): Promise<Versioned> {
  return tx
    .updateTable('case_referral')
    .set({
      receipt_number: change.receiptNumber,
      received_on: change.receivedOn,
      outcome: change.outcome,
      outcome_on: change.outcomeOn,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .returning(wire)
    .returning('version')
    .executeTakeFirstOrThrow()
}
