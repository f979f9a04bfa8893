import type { IncomingMessage } from 'node:http'
import type { App } from '../../http/app.ts'

/** Where a trace comes from. */
export interface TraceParent {
  traceId: string
  spanId: string
  /** The lowest bit says that the caller records the trace. */
  flags: number
}

/** Spans of requests, of their statements and of operations, sent to a collector. */
export interface Traces {
  /** Begins the span of a request; gives the id of its trace. Questions of health are not recorded. */
  begin(raw: IncomingMessage, parent: TraceParent | undefined): string | undefined
  /** Ends the spans of requests, and makes them the parents of the work done for them. */
  follow(app: App): void
  /** Does an operation within a span of its own. */
  operation<T>(id: string, work: () => Promise<T>): Promise<T>
  /** Sends what has not been sent. */
  stop(): Promise<void>
}
