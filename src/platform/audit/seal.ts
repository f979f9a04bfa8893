import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../database/connect.ts'
import { type Repeated, repeat } from '../work/repeat.ts'
import type { AuditKey } from './key.ts'
import * as queue from './queue.ts'
import { exact } from './record.ts'
import * as store from './store.ts'

/** Gets to know what was sealed and refused: a `SealWatch`. */
interface Watch {
  /** The last seal that was noted outside the database. */
  readonly noted: { through: string } | undefined
  /** Whether the noted seal still stands in the database. */
  isStill(db: Tx): Promise<boolean>
  refused(lines: queue.Refused[]): void
  note(seal: store.Seal): Promise<void>
  check(now: Date): Promise<unknown>
  writeToLog(): void
}

/** The hash that stands for the seal before the first one. */
export const GENESIS = '0'.repeat(64)
const MOST_LINES = 1000

/**
 * How much older than the latest sealed line a line may be, in milliseconds. A transaction may take minutes;
 * an older line was put back into the queue after its seal had been removed.
 */
export const GRACE_MS = 5 * 60_000

/** What a seal's hash covers: the seal before it, its own number and reach, and its lines in order. */
export function sealHash(
  key: AuditKey,
  {
    number,
    previousHash,
    sealedExactly,
    keyId,
    linesThrough
  }: Omit<store.Seal, 'sealedAt' | 'lines' | 'hash'>,
  lines: { id: string; mac: string }[]
): string {
  const content = createHash('sha256')
  for (const { id, mac } of lines) content.update(`${id}:${mac}\n`)
  const covered = [number, previousHash, sealedExactly, keyId, lines.length, content.digest('hex')]
  // Older seals, from before there was a reach, do not include it.
  return key.sign([...covered, ...(linesThrough === null ? [] : [linesThrough])].join('\n'))
}

/**
 * Seals the waiting lines, in order. Writers never wait for it: they only leave the id of their line in a
 * table. One instance seals at a time; the others find the lock taken and give up. Lines that must not be
 * sealed leave the queue as well, so that they delay nobody.
 *
 * @returns how many lines have left the queue
 */
export async function sealWaiting(db: Db, key: AuditKey, now: Date, watch?: Watch): Promise<number> {
  const done = await db.transaction().execute(async (tx) => {
    const lock = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('audit seal', 0)) as free`.execute(tx)
    if (!lock.rows[0]?.free) return undefined
    const waiting = await queue.waiting(tx, MOST_LINES)
    if (waiting.length === 0) return undefined
    const last = await store.lastSeal(tx)
    const sorted = sort(waiting, [reach(last), watch?.noted?.through], now)
    // The noted seal is checked here: a seal on top of other seals must not replace it in the note.
    const isExtended = (await watch?.isStill(tx)) ?? true
    const seal = await sealLines(tx, key, now, last, sorted.lines)
    await queue.leave(
      tx,
      waiting.map(({ id }) => id),
      sorted.refused,
      now
    )
    return { seal, refused: sorted.refused, left: waiting.length, isExtended }
  })
  if (done === undefined) return 0
  watch?.refused(done.refused)
  if (done.seal !== undefined && done.isExtended) await watch?.note(done.seal)
  return done.left
}

/** The instant up to which lines are sealed. */
export function reach(seal: store.Seal | undefined): string | undefined {
  return seal && (seal.linesThrough ?? seal.sealedExactly)
}

interface Line {
  id: string
  mac: string
  at: string
}

/**
 * Divides the waiting lines into those to seal and those to refuse. A line that is already sealed is neither.
 */
function sort(waiting: queue.Waiting[], reaches: (string | undefined)[], now: Date) {
  // A seal dated in the future must not keep out the lines of today.
  const times = reaches.filter((one) => one !== undefined).map((one) => Date.parse(one))
  const latest = Math.min(Math.max(...times), now.getTime())
  const earliest = times.length === 0 ? '' : exact(new Date(latest - GRACE_MS).toISOString())
  const lines: Line[] = []
  const refused: queue.Refused[] = []
  for (const { id, mac, at, isSealed } of waiting) {
    if (isSealed) continue
    if (mac === null || at === null) refused.push({ id, reason: 'line-missing' })
    else if (at < earliest) refused.push({ id, reason: 'line-too-old' })
    else lines.push({ id, mac, at })
  }
  return { lines, refused }
}

async function sealLines(tx: Tx, key: AuditKey, now: Date, last: store.Seal | undefined, lines: Line[]) {
  if (lines.length === 0) return undefined
  const sealedAt = now.toISOString()
  const sealedExactly = exact(sealedAt)
  const latest = lines.reduce((most, { at }) => (at > most ? at : most), '')
  // A line dated in the future must not keep out the lines of today.
  const through = latest < sealedExactly ? latest : sealedExactly
  const before = reach(last) ?? ''
  const place = { number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? GENESIS }
  const linesThrough = before > through ? before : through
  const seal = { ...place, sealedAt, sealedExactly, lines: lines.length, keyId: key.id, linesThrough }
  const sealed = { ...seal, hash: sealHash(key, seal, lines) }
  await store.insertSeal(
    tx,
    sealed,
    lines.map(({ id }) => id)
  )
  return sealed
}

const ROUND_SECONDS = 1
const CHECK_MS = 60_000

/** Seals about once a second until stopped; the last round runs after the last request. */
export function keepSealing(
  db: Db,
  key: AuditKey,
  clock: () => Date,
  onError: (error: unknown) => void,
  watch?: Watch
): Repeated {
  const round = async (alive = () => {}) => {
    while ((await sealWaiting(db, key, clock(), watch)) === MOST_LINES) alive()
  }
  let checkedAt = performance.now()
  const step = async (alive: () => void) => {
    await round(alive)
    if (watch === undefined || performance.now() - checkedAt < CHECK_MS) return
    checkedAt = performance.now()
    alive()
    await watch.check(clock())
  }
  const { stop, ...others } = repeat(ROUND_SECONDS, step, onError)
  return {
    ...others,
    async stop(): Promise<void> {
      await stop()
      await round().catch(onError)
      watch?.writeToLog()
    }
  }
}
