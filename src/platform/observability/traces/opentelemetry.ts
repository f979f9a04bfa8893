import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider
} from '@opentelemetry/sdk-trace'
import pg from 'pg'
import { errorOf } from '../../errors/thrown.ts'
import type { App } from '../../http/app.ts'
import { projectVersion } from '../../project.ts'
import { statementName, withoutValues } from './statements.ts'
import type { TraceParent, Traces } from './traces.ts'

export interface Collector {
  /** Where spans are posted. */
  url: string
  headers: Record<string, string>
  service: string
  /** The fraction of recorded traces among those that begin here; callers with a trace decide for theirs. */
  ratio: number
}

/** Sends traces to a collector by OTLP over HTTP. Loaded only where a collector is named. */
export function sendTraces({ url, headers, service, ratio }: Collector): Traces {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': projectVersion() }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, headers }) })]
  })
  const tracer = provider.getTracer(service)
  const current = new AsyncLocalStorage<Span>()
  const requests = new WeakMap<IncomingMessage, Span>()
  const restore = followStatements((name, text) => {
    const parent = current.getStore()
    if (parent === undefined) return undefined
    const attributes = { 'db.system.name': 'postgresql', 'db.query.text': withoutValues(text) }
    return tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, trace.setSpan(ROOT_CONTEXT, parent))
  })
  return {
    begin(raw, parent) {
      if (raw.url === '/livez' || raw.url === '/readyz') return undefined
      const attributes = { 'http.request.method': raw.method ?? '' }
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER, attributes }, contextOf(parent))
      requests.set(raw, span)
      return span.spanContext().traceId
    },
    follow: (app) => followRequests(app, requests, current),
    async operation(id, work) {
      const attributes = { 'operation.id': id }
      const span = tracer.startSpan('operation', { kind: SpanKind.CONSUMER, attributes }, ROOT_CONTEXT)
      return settled(span, current.run(span, work))
    },
    async stop() {
      restore()
      await provider.shutdown()
    }
  }
}

function contextOf(parent: TraceParent | undefined) {
  if (parent === undefined) return ROOT_CONTEXT
  const { traceId, spanId, flags } = parent
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: flags & 1, isRemote: true })
}

/** A span is named by the pattern of its route: an address would name records. */
function followRequests(
  app: App,
  requests: WeakMap<IncomingMessage, Span>,
  current: AsyncLocalStorage<Span>
) {
  app.addHook('onRequest', (request, _reply, done) => {
    const span = requests.get(request.raw)
    if (span === undefined) return done()
    current.run(span, done)
  })
  // A body arrives in events of the socket, which do not belong to the context of the request.
  app.addHook('preValidation', (request, _reply, done) => {
    const span = requests.get(request.raw)
    if (span === undefined) return done()
    current.run(span, done)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const span = requests.get(request.raw)
    const route = request.routeOptions.url ?? 'unknown'
    span?.updateName(`${request.method} ${route}`)
    span?.setAttributes({
      'http.route': route,
      'http.response.status_code': reply.statusCode,
      'request.id': request.id,
      ...(reply.refusal === undefined ? {} : { 'refusal.code': reply.refusal })
    })
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}

async function settled<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    // Not the message, which may repeat values.
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', errorOf(error).code ?? errorOf(error).name)
    throw error
  } finally {
    span.end()
  }
}

type Query = (statement: unknown, ...rest: unknown[]) => unknown
type Begin = (name: string, text: string) => Span | undefined

/**
 * Follows the statements of every connection, in the one function of `pg` that all of them pass. Returns the
 * function that ends it.
 */
function followStatements(begin: Begin): () => void {
  const client = pg.Client.prototype as unknown as { query: Query }
  const plain = client.query
  client.query = function (this: unknown, statement, ...rest) {
    const text = typeof statement === 'string' ? statement : (statement as { text?: string } | null)?.text
    const span = text === undefined ? undefined : begin(statementName(text), text)
    const answer = plain.call(this, statement, ...rest)
    if (span !== undefined) {
      if (answer instanceof Promise) settled(span, answer).catch(() => {})
      else span.end()
    }
    return answer
  }
  return () => {
    client.query = plain
  }
}
