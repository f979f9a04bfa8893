import { sql } from 'kysely'
import { isBackedUp } from '../../platform/database/backups.ts'
import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import '../tables.ts'
import type { Wrapped } from './keyring.ts'

/** A sealed content that is in the store. */
export interface NewObject extends Wrapped {
  id: string
  sha256: string
  size: number
  name: string
}

/** Notes that an object of this name may be in the store although no row uses it. */
export async function noteUnused(db: Db, name: string, now: Date): Promise<void> {
  await db.insertInto('attachment_unused').values({ name, since: now.toISOString() }).execute()
}

/**
 * Puts an object on record and gives its id. Where the same content is on record already, its object is used,
 * and the new one stays unused.
 */
export async function keepObject({ tx, now }: Pick<Work, 'tx' | 'now'>, one: NewObject): Promise<string> {
  const usedAt = now.toISOString()
  const { rows } = await sql<{ id: string }>`
    insert into attachment_object (id, sha256, size, name, key_id, wrapped, used_at)
    values (${one.id}, ${one.sha256}, ${one.size}, ${one.name}, ${one.keyId}, ${one.wrapped}, ${usedAt})
    on conflict on constraint attachment_object_sha256_key do update set used_at = excluded.used_at
    returning id`.execute(tx)
  const { id } = present(rows[0])
  if (id === one.id) await tx.deleteFrom('attachment_unused').where('name', '=', one.name).execute()
  return id
}

/** The content of an attachment. */
export function findObject(db: Db, attachmentId: string): Promise<NewObject | undefined> {
  return db
    .selectFrom('attachment_object as object')
    .innerJoin('attachment', 'attachment.object_id', 'object.id')
    .select(['object.id', 'object.sha256', 'object.size', 'object.name', 'object.key_id as keyId'])
    .select('object.wrapped')
    .where('attachment.id', '=', attachmentId)
    .executeTakeFirst()
}

/**
 * Takes objects off the record that no attachment uses, and notes their names. `before`: an upload of the
 * same content that is under way has used its object since.
 */
export async function dropUnused(db: Db, before: Date): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    with dropped as (
      delete from attachment_object as object
      where used_at < ${before.toISOString()}::timestamptz
        and not exists (select from attachment where attachment.object_id = object.id)
      returning name)
    insert into attachment_unused (name, since) select name, '-infinity' from dropped`.execute(db)
  return Number(numAffectedRows)
}

/** Names that have been unused since before an instant. */
export async function unusedBefore(db: Db, before: Date, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('attachment_unused')
    .select('name')
    .where('since', '<', before.toISOString())
    .orderBy('since')
    .limit(most)
    .execute()
  return rows.map(({ name }) => name)
}

/**
 * Locks the note of an unused name; false where there is none, or another instance removes it, or a backup is
 * under way: it copies the database first and the objects afterwards.
 */
export async function lockUnused(tx: Tx, name: string): Promise<boolean> {
  const found = await tx
    .selectFrom('attachment_unused')
    .select('name')
    .where('name', '=', name)
    .where(sql<boolean>`not ${isBackedUp}`)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return found !== undefined
}

export async function forgetUnused(tx: Tx, name: string): Promise<void> {
  await tx.deleteFrom('attachment_unused').where('name', '=', name).execute()
}

/** The number of objects whose key is wrapped by another key than these. */
export async function countOfOtherKeys(db: Db, keyIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from attachment_object where key_id <> all(${keyIds}::text[])`.execute(db)
  return present(rows[0]).total
}

/** Locks objects whose key is not wrapped by this key, in the order of their ids. */
export async function lockOutdated(tx: Tx, keyId: string, after: string | undefined, most: number) {
  return tx
    .selectFrom('attachment_object')
    .select(['id', 'key_id as keyId', 'wrapped'])
    .where('key_id', '<>', keyId)
    .where('id', '>', after ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function replaceKey(tx: Tx, id: string, { keyId, wrapped }: Wrapped): Promise<void> {
  await tx.updateTable('attachment_object').set({ key_id: keyId, wrapped }).where('id', '=', id).execute()
}
