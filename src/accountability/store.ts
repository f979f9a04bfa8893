import { type Insertable, sql } from 'kysely'
import { type Citables, causesOf } from '../causes/index.ts'
import { isHandedOver } from '../platform/access/handed-over.ts'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db, Tables } from '../platform/database/connect.ts'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import type { Tx } from '../platform/work/work.ts'
import { actingShown } from '../units/index.ts'
import type * as rules from './rules.ts'
import type { AccountabilityRecord, RecordItem } from './schema.ts'
import './tables.ts'
import type { Measure, OutcomeKind, Receiver } from './vocabulary.ts'

export type Versioned = AccountabilityRecord & { version: number }

/** The flat columns of a record: the download uses them as they are, `wire` groups them for JSON. */
export function shown(actor: Pick<Actor, 'unitCode'>) {
  return [
    'record.id',
    'record.unit_code as unitCode',
    'decider.name as unitName',
    'record.target_code as subjectUnitCode',
    'failing.name as subjectUnitName',
    'record.subject',
    'record.person',
    'record.person_name as personName',
    'record.share',
    'record.nature',
    'record.outcome',
    'record.measure',
    'record.decided_on as decidedOn',
    'record.until',
    'record.clause_id as clauseId',
    'record.receiver',
    'record.receiver_name as receiverName',
    'record.referred_on as referredOn',
    'record.facts',
    sql<RecordItem['state']>`case when record.lifted_on is null then 'decided' else 'lifted' end`.as('state'),
    'record.lifted_on as liftedOn',
    'record.lift_reason as liftReason',
    'record.created_at as createdAt',
    'record.created_by as createdBy',
    ...actingShown('decider'),
    isHandedOver(actor, 'record').as('handedOver')
  ] as const
}

interface Flat {
  outcome: OutcomeKind
  measure: Measure | null
  decidedOn: string
  until: string | null
  clauseId: string | null
  receiver: Receiver | null
  receiverName: string | null
  referredOn: string | null
}

/** Groups the flat columns into `outcome` and `referral`. */
export function wire<R extends Flat>(row: R) {
  const {
    outcome: kind,
    measure,
    decidedOn,
    until,
    clauseId,
    receiver,
    receiverName,
    referredOn,
    ...rest
  } = row
  const { id, text } = clauseId === null ? { id: '', text: '' } : clauseNamed(clauseId)
  return {
    ...rest,
    outcome: { kind, measure, decidedOn, until, clause: clauseId === null ? null : { id, text } },
    referral:
      receiver === null || receiverName === null || referredOn === null
        ? null
        : { receiver, receiverName, referredOn }
  }
}

export function named(db: Db | Tx) {
  return db
    .selectFrom('accountability_record as record')
    .innerJoin('unit as decider', 'decider.code', 'record.unit_code')
    .innerJoin('unit as failing', 'failing.code', 'record.target_code')
}

/**
 * Visible to the deciding unit and the units above it; the unit held to account is informed outside the
 * service.
 */
export function seenBy(actor: Pick<Actor, 'unitCode'>) {
  return visible(actor, 'accountability-record', 'record')
}

export async function find(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  id: string
): Promise<Versioned | undefined> {
  const row = await named(db)
    .select(shown(actor))
    .select(['record.lifted_by as liftedBy', 'record.version'])
    .where('record.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const causes = await causesOf(db, citables, actor, [id])
  return { ...wire(row), causes: causes.get(id) ?? [] }
}

export interface Standing extends rules.Standing {
  id: string
  unitCode: string
  path: string
  targetCode: string
  version: number
}

/** Locks a record for a change, if the actor may see it; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('accountability_record as record')
    .select(['record.id', 'record.unit_code as unitCode', 'record.path', 'record.target_code as targetCode'])
    .select(['record.decided_on as decidedOn', 'record.lifted_on as liftedOn', 'record.version'])
    .where('record.id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

export async function insert(tx: Tx, row: Insertable<Tables['accountability_record']>): Promise<void> {
  await tx.insertInto('accountability_record').values(row).execute()
}

export async function lift(tx: Tx, id: string, lifted: ReturnType<typeof rules.lift>): Promise<void> {
  await tx
    .updateTable('accountability_record')
    .set({ lifted_on: lifted.liftedOn, lifted_by: lifted.liftedBy, lift_reason: lifted.liftReason })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
