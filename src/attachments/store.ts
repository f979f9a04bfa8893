import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import type { Tx } from '../platform/work/work.ts'
import { item } from './fields.ts'
import './tables.ts'
import type { SubjectKind } from './vocabulary.ts'

function rows(db: Db | Tx) {
  return db
    .selectFrom('attachment')
    .innerJoin('attachment_object as object', 'object.id', 'attachment.object_id')
    .select(columnsOf('attachment', ['unitCode', 'objectId', 'version']))
    .select(sql<string>`unit_path(attachment.unit_code)`.as('path'))
    .select(sql<string>`unit_acting(attachment.unit_code)`.as('acting'))
}

/** An attachment with the columns that the rules need, whoever may see it. */
export function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  return rows(db)
    .select(item.select({ ...actor, today }))
    .where('attachment.id', '=', id)
    .executeTakeFirst()
}

export type Found = NonNullable<Awaited<ReturnType<typeof find>>>

export function lock(tx: Tx, actor: Actor, id: string, today: string) {
  return rows(tx)
    .select(item.select({ ...actor, today }))
    .where('attachment.id', '=', id)
    .forUpdate('attachment')
    .executeTakeFirst()
}

/** Removes a file. A content that no other attachment uses is swept at once, not an hour after its upload. */
export async function remove(tx: Tx, id: string): Promise<void> {
  await removed(tx, sql<boolean>`id = ${id}::uuid`)
}

/** Removes all files of some records; gives what they were. */
export function removeOf(tx: Tx, kind: SubjectKind, ids: readonly string[]): Promise<Removed[]> {
  return removed(tx, sql<boolean>`subject_kind = ${kind} and subject_id = any(${ids}::uuid[])`)
}

interface Removed {
  id: string
  subjectId: string
}

async function removed(tx: Tx, condition: RawBuilder<boolean>): Promise<Removed[]> {
  const { rows } = await sql<Removed>`
    with removed as (
      delete from attachment where ${condition} returning id, subject_id as "subjectId", object_id),
    free as (update attachment_object set used_at = '-infinity' where id in (select object_id from removed))
    select id, "subjectId" from removed order by id`.execute(tx)
  return rows
}
