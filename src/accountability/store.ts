import { type Citables, causesOf } from '../causes/index.ts'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item, state } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'
import type { Measure, OutcomeKind, Receiver } from './vocabulary.ts'

/** The flat columns that JSON groups. */
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

/**
 * Visible to the deciding unit and the units above it; the unit held to account is informed outside the
 * service.
 */
export function seenBy(actor: Pick<Actor, 'unitCode'>) {
  return visible(actor, 'accountability-record', 'accountability_record')
}

export async function find(db: Db | Tx, citables: Citables, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('accountability_record')
    .innerJoin('unit as decider', 'decider.code', 'accountability_record.unit_code')
    .innerJoin('unit as failing', 'failing.code', 'accountability_record.target_code')
    .select([...item.select(viewer), ...details.select(viewer), 'accountability_record.version'])
    .where('accountability_record.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const causes = (await causesOf(db, citables, actor, [id])).get(id) ?? []
  return { ...wire(row), causes, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a record for a change, if the actor may see it; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('accountability_record')
    .select(
      columnsOf('accountability_record', ['id', 'unitCode', 'path', 'targetCode', 'decidedOn', 'version'])
    )
    .select(state.as('state'))
    .where('accountability_record.id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>
