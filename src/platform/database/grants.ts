import { sql } from 'kysely'
import type { Db } from './connect.ts'

/** Tables that the service's own role may add to and read, and nothing else. */
const appendOnly = ['audit_line', 'audit_seal', 'audit_sealed_line']

/**
 * Gives the role of the service what it needs: rows, not tables; and of the audit trail only its end.
 * Run by the owner of the database after each migration.
 */
export async function grantTo(db: Db, role: string): Promise<void> {
  const name = sql.id(role)
  await sql`grant usage on schema public, pgboss to ${name}`.execute(db)
  await sql`grant select, insert, update, delete on all tables in schema public, pgboss to ${name}`.execute(
    db
  )
  await sql`grant usage, select on all sequences in schema public, pgboss to ${name}`.execute(db)
  await sql`grant execute on all functions in schema public, pgboss to ${name}`.execute(db)
  for (const table of appendOnly) {
    await sql`revoke update, delete, truncate on ${sql.table(table)} from ${name}`.execute(db)
  }
}
