import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController
} from 'fastify'
import { v7 as uuid } from 'uuid'
import type { Config } from '../../config.ts'
import type { Constraints } from '../database/failures.ts'
import { closed } from '../schema.ts'
import { refuse } from '../wordings.ts'
import type { App } from './app.ts'
import { compileWhenAsked } from './compile.ts'
import { unstorable } from './faults.ts'
import { safeHeaders } from './headers.ts'
import { parseJson } from './json.ts'
import type { Pace } from './pace.ts'
import { refusalOf, sendProblem } from './problems.ts'

/** Options of the server: limits on what a client may send and how slowly, and one form of error. */
export function serverOptions(config: Config, log: FastifyBaseLogger, pace: Pace): FastifyServerOptions {
  return {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuid(),
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    routerOptions: { maxParamLength: 100 },
    clientErrorHandler: (error, socket) => {
      // A large file over a slow line takes longer than any request may: then its pace decides.
      const isPaced = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && pace.rules(socket)
      if (!isPaced) answerBrokenRequest(error, socket)
    },
    frameworkErrors: (error, request, reply) => {
      sendProblem(refusalOf(error, new Map()), request as FastifyRequest, reply as unknown as FastifyReply)
    }
  } as FastifyServerOptions
}

/** Errors, unknown addresses, and what is looked at in every request. Comes before all plugins. */
export function frame(app: App, constraints: Constraints, pace: Pace): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, constraints)
    if (refusal.wording.status >= 500) {
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
  // The hooks of every request have callbacks: a promise for each hook of each request would add up.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(safeHeaders).header('x-request-id', request.id)
    // An upload is watched from when it is read: before that it may wait for its place.
    if (hasBody(request) && request.routeOptions.config?.table === undefined) pace.watch(request.raw)
    done()
  })
  app.setNotFoundHandler((request, reply) => sendProblem(refuse('not-found'), request, reply))
  // A route that knows no parameter takes none: an unknown one is refused, not ignored.
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

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

const broken: Record<string, Parameters<typeof refuse>[0]> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  ERR_TOO_SLOW: 'too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large'
}

/** A request that never became one: answered on the bare socket. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { code, wording } = refuse(broken[error.code ?? ''] ?? 'bad-request')
  const problem = {
    type: `/v1/dictionaries#${code}`,
    title: wording.title.zh,
    status: wording.status,
    detail: wording.title.zh,
    instance: '',
    code,
    requestId: uuid()
  }
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${wording.status} ${code}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
  )
  // What the client goes on sending is read by nobody; some time is left to it to read the answer.
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref()
}

const LAST_WORDS_MS = 1000

/** Ends a request whose body comes too slowly. */
export function endTooSlow(socket: Socket): void {
  answerBrokenRequest(Object.assign(new Error('the body is too slow'), { code: 'ERR_TOO_SLOW' }), socket)
}
