import { type RawBuilder, sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

/** The unit that may act and the units above it; never the target, nor the units below. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return visible(actor, 'proposal', 'proposal')
}

const standing = [
  ...columnsOf('proposal', ['id', 'unitCode', 'path', 'targetCode', 'kind', 'fact', 'period']),
  ...columnsOf('proposal', ['facts', 'state', 'version']),
  sql<string>`unit_acting(proposal.unit_code)`.as('acting')
] as const

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('proposal')
    .innerJoin('unit', 'unit.code', 'proposal.unit_code')
    .innerJoin('unit as target', 'target.code', 'proposal.target_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('proposal.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a proposal for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('proposal')
    .innerJoin('unit as target', 'target.code', 'proposal.target_code')
    .select(standing)
    .select('target.name as targetName')
    .where('proposal.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('proposal')
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The unit that answers for a finding whose term was missed. */
export async function targetOfFinding(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select unit_acting(target_code) as code from finding where id = ${id}`.execute(tx)
  return rows[0]?.code
}
