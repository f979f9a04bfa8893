import type { FastifyRequest } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import { Refusal } from '../../platform/errors/refusal.ts'
import { type AppContext, work } from '../../platform/work/work.ts'
import * as cases from '../store.ts'

type Opening = FastifyRequest<{ Params: { id: string } }>

/** Metrics of openings, and log lines for openings that somebody must examine. */
export interface Watch {
  /**
   * Counts an opening, raises an alert if it found a changed identity, and logs a refusal because of the
   * limit.
   */
  over<T>(request: Opening, opening: () => Promise<T>): Promise<T>
  /** Counts an opening that reached the limit of the person for that day. */
  limitReached(): void
}

export function watchOpenings(context: AppContext, registry: Registry): Watch {
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] })
  const opened = counter('identity_openings_total', 'Identities of reporters that were opened')
  const reached = counter(
    'identity_limit_reached_total',
    'Times a person reached the limit of openings of a day'
  )
  const refused = counter('identity_limit_refused_total', 'Openings refused because of the limit')
  const tampered = counter('identity_tampered_total', 'Openings that found a changed or deleted identity')
  const whenRefused: Record<string, (request: Opening) => Promise<void> | void> = {
    'identity-limit'({ actor, id, traceId }) {
      refused.inc()
      context.log.warn({ event: 'identity.limit-refused', actorId: actor.sub, requestId: id, traceId })
    },
    'identity-tampered'(request) {
      tampered.inc()
      return raiseAlarm(context, request)
    }
  }
  return {
    async over(request, opening) {
      try {
        const answer = await opening()
        opened.inc()
        return answer
      } catch (error) {
        if (error instanceof Refusal) await whenRefused[error.code]?.(request)
        throw error
      }
    },
    limitReached: () => reached.inc()
  }
}

/**
 * Logs a changed identity at error level and writes an audit line. The transaction of the request was rolled
 * back, so the line gets a transaction of its own.
 */
async function raiseAlarm(
  context: AppContext,
  { actor, id: requestId, traceId, params }: Opening
): Promise<void> {
  context.log.error({
    event: 'identity.tampered',
    subjectId: params.id,
    requestId,
    traceId,
    hint: 'the stored identity differs from the one that was sealed: find out who wrote to the database'
  })
  await work(context, { actor, requestId, traceId }, async (work) => {
    const one = await cases.seen(work.tx, actor, params.id)
    if (one !== undefined) work.record('case.identity-tampered', one)
  })
}
