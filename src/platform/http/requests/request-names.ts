import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { v7 as uuid } from 'uuid'
import type { TraceParent, Traces } from '../../observability/traces/traces.ts'

// Names of requests in the log, in problems and in the audit trail. A gateway or another system may give the
// name: it is used if it is well formed, else ignored. Nothing is decided by it.

/** Long enough to be unique, short enough for every line, and without characters that need quoting. */
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/

/** W3C Trace Context, version 00: ids of zeros only are invalid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace of the request, if there is one. */
    readonly traceId: string | undefined
  }
}

export function traceParentOf(header: string | string[] | undefined): TraceParent | undefined {
  const found = typeof header === 'string' ? TRACEPARENT.exec(header) : null
  const [, traceId, spanId, flags] = found ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, flags: Number.parseInt(flags, 16) }
}

/** The id of the caller (`X-Request-Id`), or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid()
}

const traceIds = new WeakMap<IncomingMessage, string>()

/** Options of the server: ids of requests, and loggers that add the trace to every line of a request. */
export function naming(traces: Traces | undefined) {
  return {
    genReqId: (raw: IncomingMessage) => {
      const parent = traceParentOf(raw.headers.traceparent)
      const traceId = traces?.begin(raw, parent) ?? parent?.traceId
      if (traceId !== undefined) traceIds.set(raw, traceId)
      return requestIdOf(raw)
    },
    childLoggerFactory: (
      logger: FastifyInstance['log'],
      bindings: Record<string, unknown>,
      options: object,
      raw: IncomingMessage
    ) => {
      const traceId = traceIds.get(raw)
      return logger.child(traceId === undefined ? bindings : { ...bindings, traceId }, options)
    }
  }
}

export function decorateTraceId(app: Pick<FastifyInstance, 'decorateRequest'>): void {
  app.decorateRequest('traceId', {
    getter() {
      return traceIds.get(this.raw)
    }
  })
}
