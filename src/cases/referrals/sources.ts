import { may, type Permission, permissions } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import type { Tx } from '../../platform/work/work.ts'

/** A kind of record, beside cases, in which somebody may come upon a clue. The room that holds it tells. */
export interface ClueSource {
  /** Without it nobody sees records of the kind, nor what was referred from them. */
  permission: Permission
  missing(): Refusal
  /** The record, if the actor may see it, and the unit that it is about. */
  find(db: Db | Tx, actor: Actor, id: string): Promise<{ unitCode: string; version: number } | undefined>
}

export type SourceKind = 'finding' | 'fund-check'
export type ClueSources = Readonly<Record<SourceKind, ClueSource>>

/** The record, if the actor may see it. */
export async function clueIn(
  { permission, find, missing }: ClueSource,
  db: Db | Tx,
  actor: Actor,
  id: string
) {
  if (!may(actor, permission)) {
    throw refuseCall('role-missing', { values: { roles: permissions[permission] } })
  }
  const found = await find(db, actor, id)
  if (found === undefined) throw missing()
  return found
}
