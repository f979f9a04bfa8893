import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import type { NewReferral, Outcome, Receipt, Referral, ReferralItem, ReferralQuery } from './schema.ts'
import { acting, isWithinPassed, keeper, seenBy } from './visibility.ts'
import '../tables.ts'

export type Versioned = Referral & { version: number }

const order = [['case_referral.id', 'uuid']] as const

/** The columns of a referral in a list. `today` decides whether it is overdue. */
function shown(actor: Pick<Actor, 'unitCode'>, today: string) {
  return [
    'case_referral.id',
    'case_referral.case_id as caseId',
    'case_referral.finding_id as findingId',
    'case_referral.fund_check_id as fundCheckId',
    'case_referral.receiver',
    'case_referral.receiver_name as receiverName',
    'case_referral.text',
    'case_referral.referred_on as referredOn',
    'case_referral.due_on as dueOn',
    sql<boolean>`coalesce(case_referral.due_on < ${today}::date
      and num_nonnulls(received_on, outcome_on) = 0, false)`.as('overdue'),
    'case_referral.receipt_number as receiptNumber',
    'case_referral.received_on as receivedOn',
    'case_referral.outcome',
    'case_referral.outcome_on as outcomeOn',
    acting.as('actingUnitCode'),
    sql<string | null>`(select name from unit where code = ${acting})`.as('actingUnitName'),
    sql<boolean>`(case_referral.passed_to_code is not null and not ${isWithinPassed(actor)})`.as('handedOver')
  ] as const
}

export const columns = Object.keys({
  id: 0,
  caseId: 0,
  findingId: 0,
  fundCheckId: 0,
  receiver: 0,
  receiverName: 0,
  text: 0,
  referredOn: 0,
  dueOn: 0,
  overdue: 0,
  receiptNumber: 0,
  receivedOn: 0,
  outcome: 0,
  outcomeOn: 0,
  handedOver: 0,
  actingUnitCode: 0,
  actingUnitName: 0
} satisfies Record<keyof ReferralItem, 0>).map((name) => ({ name }))

export function referrals(db: Db | Tx) {
  return db.selectFrom('case_referral').leftJoin('petition_case', 'petition_case.id', 'case_referral.case_id')
}

export type Origin = 'case_id' | 'finding_id' | 'fund_check_id'

/** The referrals from one record that are visible to the actor, the earliest first. */
export function list(
  db: Db,
  actor: Actor,
  from: { origin: Origin; id: string },
  query: ReferralQuery,
  today: string
) {
  return ofRecord(db, actor, from)
    .select(shown(actor, today))
    .where(after(query.cursor, order))
    .orderBy('case_referral.id')
}

export function count(
  db: Db,
  actor: Actor,
  from: { origin: Origin; id: string }
): Promise<{ total: number }> {
  return ofRecord(db, actor, from).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function ofRecord(db: Db, actor: Actor, { origin, id }: { origin: Origin; id: string }) {
  return referrals(db).where(`case_referral.${origin}`, '=', id).where(seenBy(actor))
}

export function find(db: Db, actor: Actor, id: string, today: string): Promise<Versioned | undefined> {
  return whole(db, actor, id, today, seenBy(actor))
}

/** A referral with its term, without a check of visibility: for the answer to a step that was allowed. */
export async function whole(
  db: Db | Tx,
  actor: Pick<Actor, 'unitCode'>,
  id: string,
  today: string,
  condition = sql<boolean>`true`
): Promise<Versioned | undefined> {
  const row = await referrals(db)
    .select(shown(actor, today))
    .select('case_referral.version')
    .where('case_referral.id', '=', id)
    .where(condition)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'referral', [id])).get(id) ?? []
  return { ...row, terms: terms.map((term) => termOnWire(term, today)) }
}

/** Locks a referral with its place, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return referrals(tx)
    .select([
      'case_referral.id',
      'case_id as caseId',
      'finding_id as findingId',
      'fund_check_id as fundCheckId'
    ])
    .select(['referred_on as referredOn', 'received_on as receivedOn', 'outcome_on as outcomeOn'])
    .select([
      keeper.as('unitCode'),
      sql<string>`coalesce(case_referral.passed_to_path, case_referral.path, petition_case.path)`.as('path'),
      'case_referral.version'
    ])
    .where('case_referral.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('case_referral')
    .executeTakeFirst()
}

interface NewRow extends NewReferral {
  id: string
  from: { origin: Origin; id: string }
  /** Its place and the units from which it is hidden; for a referral of a case, those of the case. */
  place?: { unitCode: string; path: string; hiddenFrom: readonly string[] }
  referredOn: string
  referredBy: string
  dueOn: string
}

export async function insert(tx: Tx, { from, place, ...row }: NewRow): Promise<void> {
  await tx
    .insertInto('case_referral')
    .values({
      id: row.id,
      [from.origin]: from.id,
      unit_code: place?.unitCode,
      path: place?.path,
      hidden_from: place?.hiddenFrom.length ? [...place.hiddenFrom] : null,
      receiver: row.receiver,
      receiver_name: row.receiverName,
      text: row.text,
      referred_on: row.referredOn,
      referred_by: row.referredBy,
      due_on: row.dueOn
    })
    .execute()
}

export async function update(tx: Tx, id: string, change: Partial<Receipt & Outcome>): Promise<void> {
  await tx
    .updateTable('case_referral')
    .set({
      receipt_number: change.receiptNumber,
      received_on: change.receivedOn,
      outcome: change.outcome,
      outcome_on: change.outcomeOn,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}
