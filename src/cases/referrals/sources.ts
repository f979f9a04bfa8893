import { may, type Permission, permissions } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import type { Tx } from '../../platform/work/work.ts'

/** A kind of record other than cases from which a clue may arise. The room that owns it provides this. */
export interface ClueSource {
  /** The permission that is needed to see such records and the referrals from them. */
  permission: Permission
  missing(): Refusal
  /** The unit that the record concerns; undefined if the record is not visible to the actor. */
  find(db: Db | Tx, actor: Actor, id: string): Promise<{ unitCode: string; version: number } | undefined>
}

export type SourceKind = 'finding' | 'fund-check'
export type ClueSources = Readonly<Record<SourceKind, ClueSource>>

/** The record, if it is visible to the actor. */
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
