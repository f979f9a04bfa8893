import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Tables that the service's own role may add to and read, and nothing else. */
const appendOnly = ['audit_line', 'audit_seal', 'audit_sealed_line', 'audit_refused', 'report_reading']

/** Tables in which the owner records migrations. */
const readOnly = ['kysely_migration', 'kysely_migration_lock', 'migration_note']

/**
 * Grants the role of the service what it needs: rows but not tables, and of the audit trail only adding and
 * reading. The owner of the database runs it after each migration. Everybody may call functions.
 */
export async function grantTo(db: Db, role: string): Promise<void> {
  const name = sql.id(role)
  // In one transaction, so that the role never has more; one instance at a time, because concurrent grants
  // fail.
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('grants', 0))`.execute(tx)
    const current = tx.selectNoFrom(sql<string>`current_database()`.as('database'))
    const { database } = await current.executeTakeFirstOrThrow()
    // Imports and plans use temporary tables.
    await sql`grant connect, temporary on database ${sql.id(database)} to ${name}`.execute(tx)
    await sql`grant usage on schema public, pgboss to ${name}`.execute(tx)
    await sql`grant select, insert, update, delete on all tables in schema public, pgboss to ${name}`.execute(
      tx
    )
    await sql`grant usage, select on all sequences in schema public, pgboss to ${name}`.execute(tx)
    for (const table of appendOnly) {
      await sql`revoke update, delete, truncate on ${sql.table(table)} from ${name}`.execute(tx)
    }
    for (const table of readOnly) {
      await sql`revoke insert, update, delete, truncate on ${sql.table(table)} from ${name}`.execute(tx)
    }
  })
}
