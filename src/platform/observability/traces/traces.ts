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
  /** Begins the span of a request and returns the id of its trace. Health checks are not recorded. */
  begin(raw: IncomingMessage, parent: TraceParent | undefined): string | undefined
  /** Ends the spans of requests, and makes them the parents of spans of their work. */
  follow(app: App): void
  /** Runs an operation in its own span. */
  operation<T>(id: string, work: () => Promise<T>): Promise<T>
  /** Sends the remaining spans, and ends. */
  stop(): Promise<void>
}
