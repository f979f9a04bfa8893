import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { visible } from '../access/scope.ts'
import type { RecordName, VisibleKind } from '../access/visible-records.ts'
import { type Actor, service } from '../auth/actor.ts'
import { type Constraints, failureOf } from '../database/failures.ts'
import { present } from '../database/present.ts'
import { problemOf } from '../errors/problems.ts'
import { Refusal } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import type { Attempt, Jobs } from '../work/jobs.ts'
import { type AppContext, type Work, work } from '../work/work.ts'
import type { OperationPhase } from './phases.ts'
import { mustHaveRoom } from './room.ts'
import * as store from './store.ts'

export { operationStates } from './fields.ts'
export { beginHere, performHere } from './here.ts'
export { operationPhases } from './phases.ts'
export { operationRoutes } from './routes.ts'
export { Operation } from './schema.ts'
export { sweepEnded } from './store.ts'

/** Reports the progress, which readers of the operation see at once. */
export type Progress = (done: number, total: number, phase: OperationPhase) => Promise<void>

/** Carries out one kind of operation, in one transaction with its end. Returns the result. */
export type Handler = (work: Work, input: never, progress: Progress) => Promise<object>

export type Handlers = Record<string, Handler>

/** A new operation, and the record that it concerns: those who may read the record see the result. */
export interface NewOperation {
  kind: string
  input: Record<string, unknown>
  /** Left out: the operation concerns nothing that is withheld from anybody. */
  subject?: RecordName
  /** Statutory work: it waits for no other kind of operation and is never refused. */
  isStatutory?: boolean
}

/** How long an operation waits, without a connection, for rows that a request or another operation holds. */
const PATIENCE_MS = 5 * 60_000

/**
 * Queues an operation in the transaction of its cause.
 *
 * @throws queue-full where the unit has 20 that have not ended
 */
export async function startOperation(
  work: Work,
  jobs: Jobs,
  { kind, input, subject, isStatutory = false }: NewOperation
): Promise<store.Versioned> {
  const { tx, actor, now } = work
  if (!isStatutory && actor.sub !== service.sub) await mustHaveRoom(tx, actor)
  const id = uuid({ msecs: now.getTime() })
  const province = await store.insert(tx, { id, kind, actor, input, subject, now })
  await jobs.enqueue(tx, { operationId: id, unit: actor.unitCode, province }, isStatutory)
  work.about.push({ kind: 'operation', id }, ...(subject === undefined ? [] : [subject]))
  return present(await store.find(tx, actor, id)).operation
}

/** Who may see operations: by the unit that started them. */
export const operationKind: VisibleKind = {
  permission: 'operations:read',
  seen: (actor) => sql`select id from operation where ${visible(actor, 'operation', 'operation')}`
}

/**
 * Makes one attempt at an operation. A refusal ends the operation; after other errors it is tried again, up
 * to the last attempt.
 */
export async function runOperation(
  context: AppContext,
  handlers: Handlers,
  constraints: Constraints,
  { operationId, isLast, isGivenUp }: Attempt
): Promise<void> {
  if (isGivenUp) return giveUp(context, operationId)
  const operation = await store.begin(context.db, operationId, context.clock())
  if (operation === undefined) return
  const { id, kind, input, actor } = operation
  const progress: Progress = (done, total, phase) => store.progress(context.db, id, done, total, phase)
  try {
    await work(context, { actor: actor as Actor, requestId: id, patienceMs: PATIENCE_MS }, async (work) => {
      await sql`set local statement_timeout = 0`.execute(work.tx)
      const result = await (handlers[kind] as Handler)(work, input as never, progress)
      await store.end(work.tx, id, context.clock(), { result })
    })
  } catch (error) {
    const refusal = error instanceof Refusal ? error : failureOf(error, constraints)
    if (error === refusal || isLast) {
      await store.end(context.db, id, context.clock(), { problem: problemOf(refusal, 'zh') })
    }
    if (error === refusal) return
    context.log[isLast ? 'error' : 'warn']({ event: 'operation.failed', operationId: id, err: error })
    throw error
  }
}

/** Ends an operation whose process died at the last attempt. An operation that has ended stays as it is. */
async function giveUp({ db, clock, log }: AppContext, id: string): Promise<void> {
  const problem = problemOf(refuse('internal-error'), 'zh')
  if (await store.end(db, id, clock(), { problem }))
    log.error({ event: 'operation.given-up', operationId: id })
}
