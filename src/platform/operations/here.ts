import { v7 as uuid } from 'uuid'
import type { RecordName } from '../access/visible-records.ts'
import { type Constraints, failureOf } from '../database/failures.ts'
import { present } from '../database/present.ts'
import { problemOf } from '../errors/problems.ts'
import { Refusal } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import { type AppContext, type Caller, type Work, work } from '../work/work.ts'
import * as holders from './holders.ts'
import { mustHaveRoom } from './room.ts'
import * as store from './store.ts'

/** How long the work waits, without a connection, for rows that a request or another operation holds. */
const PATIENCE_MS = 5 * 60_000

export interface OperationHere {
  kind: string
  input: Record<string, unknown>
  /** The record that it concerns: those who may read it see the result. */
  subject?: RecordName | undefined
}

/**
 * Makes an operation that this process does itself, because only this process has the file.
 *
 * @throws queue-full
 */
export async function beginHere(
  work: Work,
  { kind, input, subject }: OperationHere
): Promise<store.Versioned> {
  const { tx, actor, now } = work
  await holders.endAbandoned(tx, now, interrupted(), { unitCode: actor.unitCode })
  await mustHaveRoom(tx, actor)
  const id = uuid({ msecs: now.getTime() })
  await store.insert(tx, { id, kind, actor, input: { ...input, isHere: true }, subject, now })
  await store.begin(tx, id, now)
  work.about.push({ kind: 'operation', id }, ...(subject === undefined ? [] : [subject]))
  return present(await store.find(tx, actor, id)).operation
}

function interrupted() {
  return problemOf(refuse('upload-interrupted'), 'zh')
}

/** Ends operations whose process has died, one or all, before they are shown. */
export function endAbandoned({ db, clock }: Pick<AppContext, 'db' | 'clock'>, id?: string): Promise<void> {
  return holders.endAbandoned(db, clock(), interrupted(), id === undefined ? {} : { id })
}

/** Interval in which the progress of reading a file is reported. */
const TELL_MS = 1000

/** Carries out an operation of `beginHere`, and records its end in any case. */
export async function performHere(
  context: AppContext,
  constraints: Constraints,
  { id, caller }: { id: string; caller: Caller },
  action: (work: Work, tell: (lines: number) => void) => Promise<{ version?: number }>
): Promise<void> {
  let told = performance.now()
  let telling: Promise<void> = Promise.resolve()
  let read = 0
  const tell = (lines: number) => {
    read = lines
    if (performance.now() - told < TELL_MS) return
    told = performance.now()
    telling = telling.then(() => store.progress(context.db, id, lines, null, 'reading')).catch(() => {})
  }
  try {
    await work(context, { ...caller, patienceMs: PATIENCE_MS }, async (work) => {
      await holders.hold(work.tx, id)
      const { version: _, ...result } = await action(work, tell)
      await telling
      await store.progress(work.tx, id, read, read, 'reading')
      await store.end(work.tx, id, context.clock(), { result })
    })
  } catch (error) {
    const refusal = error instanceof Refusal ? error : failureOf(error, constraints)
    if (error !== refusal) context.log.error({ event: 'operation.failed', operationId: id, err: error })
    await telling
    await store.end(context.db, id, context.clock(), { problem: problemOf(refusal, 'zh') })
  }
}
