import { sql } from 'kysely'
import { knowledgeOf, nameOf, type RecordName, type VisibleRecords } from '../access/visible-records.ts'
import type { Db } from '../database/connect.ts'
import { sweepRows } from '../database/sweep.ts'
import { refuse } from '../errors/wordings.ts'
import type { Work } from './work.ts'

declare module '../database/connect.ts' {
  interface Tables {
    idempotency_answer: {
      actor_sub: string
      actor_unit: string
      key: string
      operation_id: string
      request_hash: string
      status: number
      headers: string
      body: string
      created_at: string
      seen: string[]
      not_hidden: string[]
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
 * Two requests are the same when method, address and content are. Only a keyed hash of these is kept: readers
 * of a plain hash could try names until one fits.
 */
export function requestText(method: string, url: string, content: string): string {
  return `${method}\n${url}\n${content}`
}

/** JSON with sorted fields: their order has no meaning (RFC 8259). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** @throws bad-idempotency-key */
export function checkedKey(key: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw refuse('bad-idempotency-key', { pointer: 'header:idempotency-key' })
  return key
}

/**
 * Takes the key for this transaction, and gives the stored answer when the request was answered before. A key
 * belongs to a person in a unit: the same person in another unit starts afresh.
 *
 * @throws not-found when the answer shows a record that the caller may not see now. This is asked at each
 *   replay, not when the record moves or is hidden: an answer that was under way then is withheld too, and
 *   whoever may see the record again gets the answer again. Nothing is done a second time either way.
 * @throws idempotency-in-progress while another request with the key is running
 * @throws idempotency-mismatch when the key belongs to another request
 */
export async function claim(
  work: Work,
  attempt: Attempt,
  records: VisibleRecords
): Promise<Answer | undefined> {
  const { tx, actor, now } = work
  const name = `idempotency ${actor.unitCode} ${actor.sub} ${attempt.key}`
  const lock = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx)
  if (!lock.rows[0]?.free) throw refuse('idempotency-in-progress')
  const stored = await tx
    .selectFrom('idempotency_answer')
    .select(['request_hash', 'status', 'headers', 'body', 'seen', 'not_hidden'])
    .where('actor_sub', '=', actor.sub)
    .where('actor_unit', '=', actor.unitCode)
    .where('key', '=', attempt.key)
    .where('created_at', '>', expiry(now))
    .executeTakeFirst()
  if (stored === undefined) return undefined
  if (stored.request_hash !== attempt.requestHash) throw refuse('idempotency-mismatch')
  if (!(await mayStillSee(work, records, stored))) throw refuse('not-found')
  return {
    status: stored.status,
    headers: stored.headers as unknown as Record<string, string>,
    body: stored.body
  }
}

/**
 * Whether the caller may see the records of a kept answer: those that were visible when it was kept must
 * still be visible, and those that had left the caller's unit by then (such as a forwarded case) must not
 * have become secret.
 */
async function mayStillSee(
  { tx, actor }: Work,
  records: VisibleRecords,
  { seen, not_hidden: notHidden }: { seen: string[]; not_hidden: string[] }
): Promise<boolean> {
  const named = [...seen, ...notHidden].map(recordNamed)
  if (named.length === 0) return true
  const ids = named.map(({ id }) => id).filter((id) => UUID.test(id))
  const now = await knowledgeOf(tx, records, actor, { ids, coded: named })
  return seen.every((name) => now.seen.has(name)) && !notHidden.some((name) => now.hidden.has(name))
}

/** Keeps the answer, in the transaction of the effect, with the names of the records in it. */
export async function keep(
  { tx, actor, now, about }: Work,
  attempt: Attempt,
  answer: Answer,
  records: VisibleRecords
): Promise<void> {
  const { seen, notHidden } = await shownIn({ tx, actor, about }, attempt, answer, records)
  const row = {
    operation_id: attempt.operationId,
    request_hash: attempt.requestHash,
    status: answer.status,
    headers: JSON.stringify(answer.headers),
    body: answer.body,
    created_at: now.toISOString(),
    seen,
    not_hidden: notHidden
  }
  await tx
    .insertInto('idempotency_answer')
    .values({ actor_sub: actor.sub, actor_unit: actor.unitCode, key: attempt.key, ...row })
    .onConflict((on) => on.columns(['actor_sub', 'actor_unit', 'key']).doUpdateSet(row))
    .execute()
}

/** The records in an answer: those that the caller sees, and those that have just left their unit. */
async function shownIn(
  { tx, actor, about }: Pick<Work, 'tx' | 'actor' | 'about'>,
  { operationId }: Attempt,
  { body }: Answer,
  records: VisibleRecords
) {
  const inBody = new Set(body.match(EVERY_UUID))
  const ids = [...inBody].concat(about.map(({ id }) => id).filter((id) => UUID.test(id)))
  const { seen, hidden } = await knowledgeOf(tx, records, actor, { ids, coded: about })
  const left = about.map(nameOf).filter((name) => !seen.has(name) && !hidden.has(name))
  // A receipt without the name of the record reveals nothing about it; nor does the receipt for stepping
  // aside.
  const isTold = (name: string) => inBody.has(recordNamed(name).id) && !operationId.startsWith('recuse')
  return { seen: [...seen], notHidden: [...new Set([...left, ...[...hidden].filter(isTold)])] }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const EVERY_UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

function recordNamed(name: string): RecordName {
  const [kind = '', id = ''] = name.split('/', 2)
  return { kind, id }
}

/** Deletes answers older than seven days. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await sweepRows(db, 'idempotency_answer', sql<boolean>`created_at <= ${expiry(now)}::timestamptz`)
}

function expiry(now: Date): string {
  return new Date(now.getTime() - 7 * 24 * 3600 * 1000).toISOString()
}
