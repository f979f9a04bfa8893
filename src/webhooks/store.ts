import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import { isBelow } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

/** The account that made a webhook: the same subject in the same unit. */
function isOwn({ sub, unitCode }: Pick<Actor, 'sub' | 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(webhook.unit_code = ${unitCode} and person_key(webhook.made_by) = person_key(${sub}))`
}

/** Its account, while it may have webhooks; and administrators of the unit and of those above. */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const own = may(actor, 'webhooks:make') ? isOwn(actor) : sql<boolean>`false`
  return isAdministrator(actor) ? sql<boolean>`(${own} or ${isBelow(actor, 'webhook')})` : own
}

/** Who sees webhooks of others. */
function isAdministrator(actor: Actor): boolean {
  return actor.roles.includes('admin')
}

/** The same for lists, whose statements serve several callers. */
export function seenInLists(actor: Actor): Scope {
  const shape = `${may(actor, 'webhooks:make')} ${isAdministrator(actor)}`
  const seen = (values: Record<string, unknown>) =>
    seenBy({ ...actor, sub: values.sub as string, unitCode: values.unit as string })
  return { values: { sub: actor.sub, unit: actor.unitCode }, shape, where: seen }
}

/** Two conditions of a list that must both hold. */
export function both(one: Scope, other: Scope): Scope {
  return {
    values: { ...one.values, ...other.values },
    shape: one.shape === undefined || other.shape === undefined ? undefined : `${one.shape} ${other.shape}`,
    where: (values, viewer) => sql<boolean>`(${one.where(values, viewer)} and ${other.where(values, viewer)})`
  }
}

const standing = ['path', 'position', 'positionEvent', 'keyId', 'sealed'] as const

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('webhook')
    .select(item.select({ ...actor, today }))
    .select(isOwn(actor).as('isOwn'))
    .where('webhook.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { isOwn: own, ...shown } = row
  return { ...shown, actions: actionsOf(rules, { state: row.state, isOwn: own }, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a webhook for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('webhook')
    .select(item.select({ ...actor, today: '' }))
    .select(columnsOf('webhook', standing))
    .select(isOwn(actor).as('isOwn'))
    .where('webhook.id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** How many webhooks an account has. */
export async function countOf(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from webhook where ${isOwn(actor)}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function remove(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook').where('id', '=', id).execute()
}
