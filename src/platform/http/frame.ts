import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController
} from 'fastify'
import type { Config } from '../../config.ts'
import type { Constraints } from '../database/failures.ts'
import type { StorageAlarm } from '../database/storage.ts'
import type { CodeLabels } from '../errors/code-labels.ts'
import { unstorable } from '../errors/faults.ts'
import { refusalOf, sendProblem } from '../errors/problems.ts'
import type { Refusal } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import type { Traces } from '../observability/traces/index.ts'
import type { App } from './app.ts'
import { admitOrigin, type CrossOrigin, varyByOrigin } from './cross-origin.ts'
import { commonHeaders } from './headers.ts'
import type { Pace } from './limits/pace.ts'
import { answerBrokenRequest, answerExpectation } from './requests/bare.ts'
import { breakConnection } from './requests/broken-connections.ts'
import { compileWhenAsked } from './requests/compile.ts'
import { parseJson } from './requests/json.ts'
import { knownMethods } from './requests/methods.ts'
import { OverdueAnswers } from './requests/overdue.ts'
import { decorateTraceId, naming } from './requests/request-names.ts'
import { closed } from './schema.ts'

/** Options of the server: limits on what a client may send and how slowly, and one form of error. */
export function serverOptions(
  config: Config,
  log: FastifyBaseLogger,
  { pace, origins }: Pick<Frame, 'pace' | 'origins'>,
  traces?: Traces
): FastifyServerOptions {
  return {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    ...naming(traces),
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Requests without Host are refused below, in the form of every refusal.
    http: { requireHostHeader: false, headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    routerOptions: { maxParamLength: 100 },
    clientErrorHandler: (error, socket) => {
      // A large file over a slow connection takes longer than other requests may; its pace is checked
      // instead.
      const isPaced = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && pace.rules(socket)
      if (isPaced) return
      breakConnection(socket)
      answerBrokenRequest(error, socket)
    },
    frameworkErrors: (error, request, reply) => {
      const vary = origins.isOn ? 'accept-language, origin' : 'accept-language'
      reply.headers({ ...commonHeaders, ...origins.headersOf(request.raw) })
      sendProblem(
        refusalOf(error, new Map()),
        request as FastifyRequest,
        reply as unknown as FastifyReply,
        vary
      )
    }
  } as FastifyServerOptions
}

interface Frame {
  pace: Pace
  alarm: StorageAlarm
  isDraining: () => boolean
  origins: CrossOrigin
  /** The labels of all rooms' codes. */
  labels: CodeLabels
}

/** Sets up errors, unknown addresses and the checks of every request. Registered before all plugins. */
export function frame(app: App, constraints: Constraints, parts: Frame): void {
  const { pace, isDraining, origins } = parts
  decorateTraceId(app)
  answerErrors(app, constraints, parts)
  const overdue = new OverdueAnswers(app)
  // Hooks of every request use callbacks: a promise for each hook and request would add up.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(commonHeaders).header('x-request-id', request.id)
    overdue.note(request, reply)
    if (admitOrigin(origins, request, reply)) return
    const refusal = refusalOfHeaders(request.raw)
    if (refusal !== undefined) {
      if (refusal.wording.status === 415) reply.header('accept-encoding', 'identity')
      return done(refusal)
    }
    // An upload is watched once it is read: before that it may wait for a place.
    if (hasBody(request) && !isStreamed(request)) pace.watch(request.raw)
    done()
  })
  sendElsewhere(app, isDraining)
  varyByOrigin(app, origins)
  answerUnknown(app)
  app.server.on('checkExpectation', (request, response) => answerExpectation(request, response, origins))
  // A route without parameters refuses unknown ones instead of ignoring them.
  app.addHook('onRoute', (route) => {
    route.schema = { querystring: closed({}), ...route.schema }
  })
  compileWhenAsked(app)
  parseJson(app)
  app.addHook('preValidation', (request, _reply, done) => {
    if (hasBody(request)) pace.forget(request.raw)
    const faults = [
      ...unstorable(request.params, 'params'),
      ...unstorable(request.query, 'querystring'),
      ...(request.body instanceof Readable ? [] : unstorable(request.body, 'body'))
    ]
    if (faults.length > 0) throw refuse('validation-failed', { faults, values: { count: faults.length } })
    done()
  })
}

/** The client or the gateway should send its next request to another instance. */
function sendElsewhere(app: App, isDraining: () => boolean): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isDraining()) reply.header('connection', 'close')
    done()
  })
}

function answerErrors(app: App, constraints: Constraints, { alarm, labels }: Frame): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, constraints, labels)
    if (refusal.wording.status >= 500) {
      alarm.note(error)
      const level = refusal.code === 'internal-error' ? 'error' : 'warn'
      request.log[level]({
        event: 'request.failed',
        err: error,
        route: request.routeOptions.url,
        code: refusal.code
      })
    }
    return sendProblem(refusal, request, reply)
  })
}

/** Answers for an unknown address, or one that has only other methods. */
function answerUnknown(app: App): void {
  const methodsAt = knownMethods(app)
  // A type that no route has. Otherwise Fastify would check the type of the body before the address.
  app.addHttpMethod('QUERY', { hasBody: false, overrideExisting: true })
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url.split('?', 1)[0] as string).join(', ')
    if (allowed === '') return sendProblem(refuse('not-found'), request, reply)
    const refusal = refuse('method-not-allowed', { values: { allowed } })
    return sendProblem(refusal, request, reply.header('allow', allowed))
  })
}

/** Whether the route reads the body itself, as it comes in. */
function isStreamed({ routeOptions: { config } }: FastifyRequest): boolean {
  return config?.table !== undefined || config?.isFile === true
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

function isHost(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === 'host'
}

/** Faults in the headers of a request, whatever its address. */
function refusalOfHeaders({ headers, rawHeaders, httpVersion }: IncomingMessage): Refusal | undefined {
  if (headers.host === undefined && httpVersion === '1.1') return refuse('host-missing')
  // A proxy may have used the other one.
  if (rawHeaders.filter((name, n) => n % 2 === 0 && isHost(name)).length > 1) return refuse('bad-request')
  const encoding = headers['content-encoding']
  if (encoding === undefined || /^\s*(identity)?\s*$/i.test(encoding)) return undefined
  return refuse('unsupported-content-encoding', { pointer: 'header:content-encoding' })
}
