import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work.ts'
import '../tables.ts'
import type { Sealed } from './vault.ts'

export async function find(tx: Tx, caseId: string): Promise<Sealed | undefined> {
  const row = await tx
    .selectFrom('case_reporter')
    .select(['key_id as keyId', 'sealed as content'])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row
}

/** Some identities that another key sealed. Those that somebody else is at work on are left out. */
export function lockOthers(tx: Tx, keyId: string, most: number): Promise<(Sealed & { caseId: string })[]> {
  return tx
    .selectFrom('case_reporter')
    .select(['case_id as caseId', 'key_id as keyId', 'sealed as content'])
    .where('key_id', '<>', keyId)
    .orderBy('case_id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function replace(tx: Tx, list: readonly (Sealed & { caseId: string })[]): Promise<void> {
  await sql`
    update case_reporter set key_id = fresh.key_id, sealed = fresh.sealed
    from unnest(${list.map(({ caseId }) => caseId)}::uuid[], ${list.map(({ keyId }) => keyId)}::text[],
      ${list.map(({ content }) => content)}::bytea[]) as fresh (case_id, key_id, sealed)
    where case_reporter.case_id = fresh.case_id`.execute(tx)
}

/** How many identities other keys than these sealed. */
export async function countOthers(db: Db, keyIds: readonly string[]): Promise<number> {
  const { total } = await db
    .selectFrom('case_reporter')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('key_id', '<>', sql<string>`all(${keyIds}::text[])`)
    .executeTakeFirstOrThrow()
  return total
}
