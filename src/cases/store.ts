import type { RawBuilder } from 'kysely'
import { disclosed, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { type Change, columnsOf, updateRecord } from '../platform/database/records.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import { type StoredTerm, wire as termOnWire, termsOf } from '../terms/index.ts'
import { accusedUnits, hiddenFrom, setOf } from './accused/store.ts'
import { caseActions } from './actions.ts'
import { correctable } from './corrections/schema.ts'
import { details, item } from './fields.ts'
import { erasureOf } from './identity/erasures.ts'
import { decisionsOf, forwardingsOf } from './parts.ts'
import type { Standing } from './rules.ts'
import './tables.ts'

const standing = [
  ...columnsOf('petition_case', ['id', 'number', 'kind', 'state', 'unitCode', 'path', 'decidingUnitCode']),
  ...columnsOf('petition_case', ['sameFactsAs', 'handlerSub', 'concludedOn', 'anonymous']),
  ...columnsOf('petition_case', ['identityErasedOn', 'version']),
  ...columnsOf('petition_case', correctable),
  accusedUnits.as('accusedUnitCodes'),
  hiddenFrom.as('hiddenFrom')
]

/** A case with terms, decisions and forwardings; undefined if it is not visible to the actor. */
export function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  return whole(db, actor, id, today, [
    visible(actor, 'case', 'petition_case'),
    disclosed(actor, 'petition_case')
  ])
}

/** The same without a check of visibility, for the answer to a step that was allowed. */
export async function whole(
  db: Db | Tx,
  actor: Actor,
  id: string,
  today: string,
  conditions: readonly RawBuilder<boolean>[] = []
) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('petition_case')
    .innerJoin('unit', 'unit.code', 'petition_case.unit_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .select([decisionsOf, forwardingsOf, erasureOf])
    .where('petition_case.id', '=', id)
    .where((query) => query.and([...conditions]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'case', [id])).get(id) ?? []
  const { decisions, ...rest } = row
  const { reply = null, review = null, recheck = null } = decisions
  const all = { ...rest, reply, review, recheck, terms: terms.map((term) => termOnWire(term, today)) }
  // Links are followed regardless of visibility; only those visible to the actor are shown.
  return { ...all, actions: caseActions(all, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof whole>>>

/** The place of a case if it is visible to the actor, else undefined. */
export function seen(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('petition_case')
    .select(columnsOf('petition_case', ['id', 'number', 'state', 'unitCode', 'path', 'version']))
    .select(hiddenFrom.as('hiddenFrom'))
    .where('id', '=', id)
    .where(visible(actor, 'case', 'petition_case'))
    .where(disclosed(actor, 'petition_case'))
    .executeTakeFirst()
}

/** Locks a case for a step, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('petition_case')
    .select(standing)
    .where('id', '=', id)
    .where(visible(actor, 'case', 'petition_case'))
    .where(disclosed(actor, 'petition_case'))
    .forUpdate()
    .executeTakeFirst()
}

/** The columns that a step may change. */
export type CaseChange = Change<'petition_case'>

export function update(work: Work, id: string, change: CaseChange): Promise<void> {
  const { decidingUnitCode, unitCode, barredFromCode = null, accusedUnitCodes, hiddenFrom } = change
  return updateRecord(work, 'petition_case', id, {
    ...change,
    // A step sets unit and deciding unit itself, so marks left by a change of the tree are cleared.
    turnFromCode: decidingUnitCode === undefined ? undefined : null,
    barredFromCode: unitCode === undefined ? undefined : barredFromCode,
    accusedUnitCodes: accusedUnitCodes && setOf(accusedUnitCodes),
    hiddenFrom: hiddenFrom && setOf(hiddenFrom)
  })
}

export async function termsOfCase(tx: Tx, id: string): Promise<StoredTerm[]> {
  return (await termsOf(tx, 'case', [id])).get(id) ?? []
}
