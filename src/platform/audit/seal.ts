import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { AuditKey } from './key.ts'
import { exact } from './record.ts'
import * as store from './store.ts'

/** The seal before the first. */
export const GENESIS = '0'.repeat(64)
const MOST_LINES = 1000

/** What a seal's hash covers: the seal before it, its own number, and its lines in order. */
export function sealHash(
  key: AuditKey,
  { number, previousHash, sealedExactly, keyId }: Omit<store.Seal, 'sealedAt' | 'lines' | 'hash'>,
  lines: { id: string; mac: string }[]
): string {
  const content = createHash('sha256')
  for (const { id, mac } of lines) content.update(`${id}:${mac}\n`)
  const covered = [number, previousHash, sealedExactly, keyId, lines.length, content.digest('hex')]
  return key.sign(covered.join('\n'))
}

/**
 * Seals the lines that wait, in order. Writers never queue for it: they only leave their line's id in a
 * table. One instance seals at a time; the others find the lock taken and leave it.
 *
 * @returns how many lines were sealed
 */
export async function sealWaiting(db: Db, key: AuditKey, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('audit seal', 0)) as free`.execute(tx)
    if (!lock.rows[0]?.free) return 0
    const lines = await store.waiting(tx, MOST_LINES)
    if (lines.length === 0) return 0
    const last = await store.lastSeal(tx)
    const sealedAt = now.toISOString()
    const place = { number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? GENESIS }
    const seal = { ...place, sealedAt, sealedExactly: exact(sealedAt), lines: lines.length, keyId: key.id }
    await store.insertSeal(
      tx,
      { ...seal, hash: sealHash(key, seal, lines) },
      lines.map(({ id }) => id)
    )
    return lines.length
  })
}

/** Seals about once a second until stopped; the last round comes after the last request. */
export function keepSealing(db: Db, key: AuditKey, clock: () => Date, onError: (error: unknown) => void) {
  let running: Promise<unknown> = Promise.resolve()
  const round = async () => {
    while ((await sealWaiting(db, key, clock())) === MOST_LINES);
  }
  const timer = setInterval(() => {
    running = running.then(round).catch(onError)
  }, 1000)
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
      await round().catch(onError)
    }
  }
}
