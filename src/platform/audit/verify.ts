import type { Db } from '../database/connect.ts'
import { present } from '../database/present.ts'
import { compared, lateLine, type Noted, refusedLine } from './evidence.ts'
import type { AuditKey } from './key.ts'
import * as queue from './queue.ts'
import { canonical } from './record.ts'
import { GENESIS, sealHash } from './seal.ts'
import * as store from './store.ts'
import type { Trouble } from './troubles.ts'

export interface Verification {
  valid: boolean
  /** The last seal up to which the trail is intact; 0 if there is none. */
  throughSeal: number
  throughHash: string
  throughAt: string | null
  checkedLines: number
  /** False where one call cannot check everything: continue with `?after=throughSeal`. */
  complete: boolean
  trouble: Trouble | null
  waiting: number
  waitingSince: string | null
}

/** How many lines one call checks at most, plus the rest of a seal. */
const MOST_LINES = 100_000
const SEALS_AT_ONCE = 50

/**
 * Verifies the trail from the seal `after` on: it recomputes the code of every line and the hash and chain of
 * every seal, and checks that no line is outside the chain.
 */
export async function verify(db: Db, key: AuditKey, how: Start = {}): Promise<Verification> {
  const { after = 0, hash, noted, now } = how
  const start = after === 0 ? undefined : await store.sealNumbered(db, after)
  const state = {
    number: start?.number ?? 0,
    hash: start?.hash ?? GENESIS,
    at: start?.sealedAt ?? null,
    lines: 0
  }
  let trouble = startTrouble(after, start, hash)
  let complete = false
  while (trouble === undefined && !complete && state.lines < MOST_LINES) {
    const seals = await store.sealsAfter(db, state.number, SEALS_AT_ONCE)
    if (seals.length > 0) trouble = await checkSeals(db, key, seals, state)
    complete = seals.length < SEALS_AT_ONCE
  }
  if (trouble === undefined && complete) trouble = await beyondSeals(db, key)
  trouble ??= await compared(db, noted)
  const waits = await queue.length(db)
  trouble ??= await refusedLine(db)
  trouble ??= now && (await lateLine(db, waits, now))
  return {
    valid: trouble === undefined,
    throughSeal: state.number,
    throughHash: state.hash,
    throughAt: state.at,
    checkedLines: state.lines,
    complete,
    trouble: trouble ?? null,
    waiting: waits.waiting,
    waitingSince: waits.since
  }
}

/**
 * Where to start. People who note the number and hash of a seal outside the system can prove later that
 * nothing before it was changed, not even by somebody who has the key.
 */
export interface Start {
  after?: number
  hash?: string
  /** The seal that this instance has noted outside the database. */
  noted?: Noted | undefined
  /** The current time; left out: lines may wait for their seal without limit. */
  now?: Date
}

/** What is wrong with one seal and its lines, by default the last; the seals before it are not checked. */
export async function checkOne(db: Db, key: AuditKey, number?: number): Promise<Trouble | undefined> {
  const seal = await (number === undefined ? store.lastSeal(db) : store.sealNumbered(db, number))
  if (seal === undefined || seal.keyId !== key.id) return undefined
  const before = { number: seal.number - 1, hash: seal.previousHash, at: null, lines: 0 }
  return checkSeal(key, seal, await store.standing(db, seal.number, seal.number), before)
}

function startTrouble(
  after: number,
  start: store.Seal | undefined,
  hash: string | undefined
): Trouble | undefined {
  if (after === 0) return undefined
  if (start === undefined) return { code: 'seal-missing', seal: after, lineId: null }
  return hash === undefined || start.hash === hash
    ? undefined
    : { code: 'seal-changed', seal: after, lineId: null }
}

interface State {
  number: number
  hash: string
  at: string | null
  lines: number
}

async function checkSeals(
  db: Db,
  key: AuditKey,
  seals: store.Seal[],
  state: State
): Promise<Trouble | undefined> {
  const lines = await store.standing(db, state.number + 1, present(seals.at(-1)).number)
  const bySeal = Map.groupBy(lines, (line) => line.sealNumber)
  for (const seal of seals) {
    const trouble = checkSeal(key, seal, bySeal.get(seal.number) ?? [], state)
    if (trouble !== undefined) return trouble
    Object.assign(state, {
      number: seal.number,
      hash: seal.hash,
      at: seal.sealedAt,
      lines: state.lines + seal.lines
    })
  }
  return undefined
}

function checkSeal(
  key: AuditKey,
  seal: store.Seal,
  lines: store.Standing[],
  state: State
): Trouble | undefined {
  const at = (code: Trouble['code'], lineId: string | null = null) => ({ code, seal: seal.number, lineId })
  if (seal.number !== state.number + 1) return { code: 'seal-missing', seal: state.number + 1, lineId: null }
  if (seal.keyId !== key.id) return at('other-key')
  const gone = lines.find((line) => line.id === null)
  if (gone !== undefined) return at('line-missing', gone.lineId)
  const changed = lines.find((line) => isChanged(key, line))
  if (changed !== undefined) return at('line-changed', changed.lineId)
  if (lines.length < seal.lines) return at('line-missing')
  if (lines.length > seal.lines) return at('line-inserted')
  const asSealed = lines.map((line) => ({ id: line.lineId, mac: line.mac }))
  if (seal.previousHash === state.hash && sealHash(key, seal, asSealed) === seal.hash) return undefined
  const inOrder = asSealed.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return at(sealHash(key, seal, inOrder) === seal.hash ? 'lines-reordered' : 'seal-changed')
}

/** Checks lines that no seal covers: waiting lines, lines outside the chain, and lines of missing seals. */
async function beyondSeals(db: Db, key: AuditKey): Promise<Trouble | undefined> {
  const [lost] = await store.lostSeals(db)
  if (lost !== undefined) return { code: 'seal-missing', seal: lost, lineId: null }
  for (const line of await store.waitingLines(db, MOST_LINES)) {
    if (line.id === null) return { code: 'line-missing', seal: null, lineId: line.lineId }
    if (isChanged(key, line)) return { code: 'line-changed', seal: null, lineId: line.lineId }
  }
  const [id] = await store.strays(db)
  return id === undefined ? undefined : { code: 'line-inserted', seal: null, lineId: id }
}

function isChanged(key: AuditKey, line: store.Standing): boolean {
  return key.sign(canonical({ ...line, id: line.lineId })) !== line.mac
}
