import { sql } from 'kysely'
import type { Db } from './database/connect.ts'
import { refuse } from './wordings.ts'
import type { Tx, Work } from './work.ts'

declare module './database/connect.ts' {
  interface Tables {
    idempotency_answer: {
      actor_sub: string
      key: string
      operation_id: string
      request_hash: string
      status: number
      headers: string
      body: string
      created_at: string
    }
  }
}

export interface Attempt {
  key: string
  operationId: string
  requestHash: string
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * What makes two requests the same: method, address and content. Only a code of it is kept, under a key: who
 * reads a plain hash could try names until one fits.
 */
export function requestText(method: string, url: string, content: string): string {
  return `${method}\n${url}\n${content}`
}

/** @throws bad-idempotency-key */
export function checkedKey(key: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw refuse('bad-idempotency-key', { pointer: 'header:idempotency-key' })
  return key
}

/**
 * Takes the key for this transaction, and gives the stored answer when the request was answered before.
 *
 * @throws not-found when the answer tells of a record from which the caller has stepped aside since. This is
 *   asked now and not when he stepped aside: an answer that was under way then is kept from him too, and
 *   whoever is let in again has his answers back. Nothing is done a second time either way.
 * @throws idempotency-in-progress while another request with the key is running
 * @throws idempotency-mismatch when the key belongs to another request
 */
export async function claim({ tx, actor, now }: Work, attempt: Attempt): Promise<Answer | undefined> {
  const name = `idempotency ${actor.sub} ${attempt.key}`
  const lock = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx)
  if (!lock.rows[0]?.free) throw refuse('idempotency-in-progress')
  const stored = await tx
    .selectFrom('idempotency_answer')
    .select(['request_hash', 'status', 'headers', 'body', tellsTooMuch.as('tellsTooMuch')])
    .where('actor_sub', '=', actor.sub)
    .where('key', '=', attempt.key)
    .where('created_at', '>', expiry(now))
    .executeTakeFirst()
  if (stored === undefined) return undefined
  if (stored.request_hash !== attempt.requestHash) throw refuse('idempotency-mismatch')
  if (stored.tellsTooMuch) throw refuse('not-found')
  return {
    status: stored.status,
    headers: stored.headers as unknown as Record<string, string>,
    body: stored.body
  }
}

/** Every answer about a record has its id in it; the one to stepping aside (`recuse…`) tells nothing else. */
const tellsTooMuch = sql<boolean>`(operation_id not like 'recuse%' and exists (
  select from recusal where recusal.sub = actor_sub and strpos(body, subject_id::text) > 0))`

/** Keeps the answer, in the transaction of the effect. */
export async function keep(
  tx: Tx,
  actorSub: string,
  attempt: Attempt,
  answer: Answer,
  now: Date
): Promise<void> {
  const row = {
    operation_id: attempt.operationId,
    request_hash: attempt.requestHash,
    status: answer.status,
    headers: JSON.stringify(answer.headers),
    body: answer.body,
    created_at: now.toISOString()
  }
  await tx
    .insertInto('idempotency_answer')
    .values({ actor_sub: actorSub, key: attempt.key, ...row })
    .onConflict((on) => on.columns(['actor_sub', 'key']).doUpdateSet(row))
    .execute()
}

/** Forgets answers older than seven days. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('idempotency_answer').where('created_at', '<=', expiry(now)).execute()
}

function expiry(now: Date): string {
  return new Date(now.getTime() - 7 * 24 * 3600 * 1000).toISOString()
}
