import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import type { Sealed } from './vault.ts'

/** What is stored about the reporter of a case. */
export interface Held {
  sealed: Sealed | undefined
  /** Whether intake required an identity. If it is missing and was not erased, somebody deleted it. */
  isExpected: boolean
  erasedOn: string | null
}

export async function find(tx: Tx, caseId: string): Promise<Held> {
  const row = await tx
    .selectFrom('petition_case')
    .leftJoin('case_reporter', 'case_reporter.case_id', 'petition_case.id')
    .select(['key_id as keyId', 'wrapped', 'sealed as content', 'identity_erased_on as erasedOn'])
    .select(isExpected.as('isExpected'))
    .where('petition_case.id', '=', caseId)
    .executeTakeFirstOrThrow()
  const { keyId, wrapped, content, isExpected: expected, erasedOn } = row
  const sealed = keyId === null || content === null ? undefined : { keyId, wrapped, content }
  return { sealed, isExpected: expected, erasedOn }
}

const isExpected = sql<boolean>`(not anonymous and (channel <> 'discovered' or representatives > 0)
  and identity_erased_on is null)`

/** Replaces the identity of a case, or inserts it. */
export async function put(tx: Tx, caseId: string, { keyId, wrapped, content }: Sealed): Promise<void> {
  const row = { key_id: keyId, wrapped, sealed: content }
  await tx
    .insertInto('case_reporter')
    .values({ case_id: caseId, ...row })
    .onConflict((on) => on.column('case_id').doUpdateSet(row))
    .execute()
}

/** Wrapped by another identity key, or sealed before cases had keys of their own. */
function isOutdated(keyId: string): RawBuilder<boolean> {
  return sql<boolean>`(key_id <> ${keyId} or wrapped is null)`
}

/**
 * The next identities after a case, in order, that the present identity key does not wrap. Rows that another
 * run has locked are skipped.
 */
export function lockOutdated(
  tx: Tx,
  keyId: string,
  after: string | undefined,
  most: number
): Promise<(Sealed & { caseId: string })[]> {
  return tx
    .selectFrom('case_reporter')
    .select(['case_id as caseId', 'key_id as keyId', 'wrapped', 'sealed as content'])
    .where(isOutdated(keyId))
    .$if(after !== undefined, (rows) => rows.where('case_id', '>', after as string))
    .orderBy('case_id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function replace(tx: Tx, list: readonly (Sealed & { caseId: string })[]): Promise<void> {
  await sql`
    update case_reporter set key_id = fresh.key_id, wrapped = fresh.wrapped, sealed = fresh.sealed
    from unnest(${list.map(({ caseId }) => caseId)}::uuid[], ${list.map(({ keyId }) => keyId)}::text[],
      ${list.map(({ wrapped }) => wrapped)}::bytea[], ${list.map(({ content }) => content)}::bytea[])
      as fresh (case_id, key_id, wrapped, sealed)
    where case_reporter.case_id = fresh.case_id`.execute(tx)
}

/** The number of identities that the present identity key does not wrap. */
export async function countOutdated(db: Db, keyId: string): Promise<number> {
  return countOf(db, isOutdated(keyId))
}

/** The number of identities that none of these keys opens. */
export async function countOthers(db: Db, keyIds: readonly string[]): Promise<number> {
  return countOf(db, sql<boolean>`key_id <> all(${keyIds}::text[])`)
}

async function countOf(db: Db, which: RawBuilder<boolean>): Promise<number> {
  const { total } = await db
    .selectFrom('case_reporter')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(which)
    .executeTakeFirstOrThrow()
  return total
}

/** Deletes the keys of some cases together with the sealed content. */
export async function erase(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('case_reporter').where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`).execute()
}

/**
 * Counts an opening of a person on a day and returns the number including it. Concurrent openings of the same
 * person wait for each other.
 */
export async function countOpening(tx: Tx, sub: string, day: string): Promise<number> {
  const { openings } = await tx
    .insertInto('identity_opening')
    .values({ sub, day, openings: 1 })
    .onConflict((on) =>
      on.columns(['sub', 'day']).doUpdateSet({ openings: sql<number>`identity_opening.openings + 1` })
    )
    .returning('openings')
    .executeTakeFirstOrThrow()
  return openings
}
