import { type RawBuilder, sql } from 'kysely'
import { disclosed, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx } from '../platform/work/work.ts'
import { type StoredTerm, wire as termOnWire, termsOf } from '../terms/index.ts'
import { actingShown } from '../units/index.ts'
import { accusedUnit, accusedUnits, hiddenFrom, setOf } from './accused/store.ts'
import { erasureOf } from './identity/erasures.ts'
import { linkedTo } from './links/store.ts'
import { decisionsOf, forwardingsOf } from './parts.ts'
import type { Standing } from './rules.ts'
import type { Case } from './schema.ts'
import './tables.ts'
import type { Cause, State } from './vocabulary.ts'

export type Versioned = Case & { version: number }

/** What the actor is shown of a case, by its columns. `today` decides what is overdue. */
export function shown(actor: Pick<Actor, 'unitCode' | 'sub'>, today: string) {
  return [
    'petition_case.id',
    'petition_case.number',
    'petition_case.kind',
    'petition_case.channel',
    'petition_case.received_at as receivedAt',
    'petition_case.unit_code as unitCode',
    'unit.name as unitName',
    ...actingShown(),
    'petition_case.deciding_unit_code as decidingUnitCode',
    accusedUnit.as('accusedUnitCode'),
    accusedUnits.as('accusedUnitCodes'),
    'petition_case.category',
    'petition_case.cause',
    'petition_case.summary',
    'petition_case.anonymous',
    'petition_case.representatives',
    'petition_case.state',
    sql<string | null>`nullif(next_due_on, 'infinity')`.as('nextDueOn'),
    sql<boolean>`next_due_on < ${today}::date`.as('overdue'),
    'petition_case.handler_name as handlerName',
    linkedTo(actor).as('sameFactsAs'),
    'petition_case.accepted_on as acceptedOn',
    'petition_case.concluded_on as concludedOn',
    'petition_case.closed_on as closedOn'
  ] as const
}

/** A case with all that belongs to it, as the actor may see it. */
export function find(db: Db | Tx, actor: Actor, id: string, today: string): Promise<Versioned | undefined> {
  return whole(db, actor, id, today, [
    visible(actor, 'case', 'petition_case'),
    disclosed(actor, 'petition_case')
  ])
}

/** A case with all that belongs to it; for the answer to a step, where no condition is left to ask. */
export async function whole(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string,
  conditions: readonly RawBuilder<boolean>[] = []
): Promise<Versioned | undefined> {
  const row = await db
    .selectFrom('petition_case')
    .innerJoin('unit', 'unit.code', 'petition_case.unit_code')
    .select(shown(actor, today))
    .select([
      'receiving_unit_code as receivingUnitCode',
      'decline_reason as declineReason',
      'petition_case.receipt',
      'created_at as createdAt',
      'petition_case.version'
    ])
    .select([decisionsOf, forwardingsOf, erasureOf])
    .where('petition_case.id', '=', id)
    .where((query) => query.and([...conditions]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'case', [id])).get(id) ?? []
  const { decisions, ...rest } = row
  return {
    ...rest,
    reply: decisions.reply ?? null,
    review: decisions.review ?? null,
    recheck: decisions.recheck ?? null,
    terms: terms.map((term) => termOnWire(term, today))
  } as Versioned
}

/** Whether the actor sees the case; then its place. */
export function seen(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('petition_case')
    .select([
      'id',
      'number',
      'state',
      'unit_code as unitCode',
      'path',
      hiddenFrom.as('hiddenFrom'),
      'version'
    ])
    .where('id', '=', id)
    .where(visible(actor, 'case', 'petition_case'))
    .where(disclosed(actor, 'petition_case'))
    .executeTakeFirst()
}

/** A case that is to be changed, if the actor sees it. Others wait. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('petition_case')
    .select([
      'id',
      'number',
      'kind',
      'state',
      'unit_code as unitCode',
      'path',
      'deciding_unit_code as decidingUnitCode',
      accusedUnits.as('accusedUnitCodes'),
      hiddenFrom.as('hiddenFrom'),
      'same_facts_as as sameFactsAs',
      'handler_sub as handlerSub',
      'concluded_on as concludedOn',
      'anonymous',
      'identity_erased_on as identityErasedOn',
      'version'
    ])
    .select(['summary', 'category', 'channel'])
    .where('id', '=', id)
    .where(visible(actor, 'case', 'petition_case'))
    .where(disclosed(actor, 'petition_case'))
    .forUpdate()
    .executeTakeFirst()
}

export interface Change extends Partial<Pick<Standing, 'summary' | 'category' | 'channel'>> {
  state?: State
  unitCode?: string
  path?: string
  decidingUnitCode?: string
  barredFromCode?: string | null
  accusedUnitCodes?: readonly string[]
  hiddenFrom?: readonly string[]
  cause?: Cause
  handlerSub?: string | null
  handlerName?: string | null
  declineReason?: string
  sameFactsAs?: string
  acceptedOn?: string
  concludedOn?: string
  closedOn?: string | null
  nextDueOn?: string
  representatives?: number
  identityErasedOn?: string
}

export async function update(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('petition_case')
    .set({
      state: change.state,
      unit_code: change.unitCode,
      path: change.path,
      deciding_unit_code: change.decidingUnitCode,
      // A step gives the turn and the case: what a change of the tree did to them is over.
      turn_from_code: change.decidingUnitCode === undefined ? undefined : null,
      barred_from_code: change.unitCode === undefined ? undefined : (change.barredFromCode ?? null),
      accused_unit_codes: change.accusedUnitCodes && setOf(change.accusedUnitCodes),
      hidden_from: change.hiddenFrom && setOf(change.hiddenFrom),
      cause: change.cause,
      summary: change.summary,
      category: change.category,
      channel: change.channel,
      handler_sub: change.handlerSub,
      handler_name: change.handlerName,
      decline_reason: change.declineReason,
      same_facts_as: change.sameFactsAs,
      accepted_on: change.acceptedOn,
      concluded_on: change.concludedOn,
      closed_on: change.closedOn,
      next_due_on: change.nextDueOn,
      representatives: change.representatives,
      identity_erased_on: change.identityErasedOn,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}

export async function termsOfCase(tx: Tx, id: string): Promise<StoredTerm[]> {
  return (await termsOf(tx, 'case', [id])).get(id) ?? []
}
