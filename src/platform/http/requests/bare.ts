import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { v7 as uuid } from 'uuid'
import { languageOf, problemOf } from '../../errors/problems.ts'
import { refuse } from '../../errors/wordings.ts'
import type { CrossOrigin } from '../cross-origin.ts'
import { commonHeaders } from '../headers.ts'
import { requestIdOf } from './request-names.ts'

// Refusals of requests that never reach Fastify, in the form of all others.

const broken: Record<string, Parameters<typeof refuse>[0]> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  ERR_TOO_SLOW: 'too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large'
}

/** An `Expect` other than 100-continue: Node asks here, before the request reaches any route. */
export function answerExpectation(
  request: IncomingMessage,
  response: ServerResponse,
  { headersOf }: CrossOrigin
): void {
  const body = bareProblem('unsupported-expectation', request)
  const described = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) }
  const own = { ...commonHeaders, ...headersOf(request) }
  response.writeHead(417, { ...own, ...described, connection: 'close' }).end(body)
}

/** A refusal outside Fastify, as text. */
function bareProblem(code: Parameters<typeof refuse>[0], request?: IncomingMessage): string {
  const language = request === undefined ? 'zh' : languageOf({ raw: request })
  const instance = request?.url?.split('?', 1)[0] ?? ''
  return JSON.stringify({
    ...problemOf(refuse(code), language),
    errors: undefined,
    instance,
    requestId: request === undefined ? uuid() : requestIdOf(request)
  })
}

/** Answers a request that could not be parsed, on the socket. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const name = broken[error.code ?? ''] ?? 'bad-request'
  const { code, wording } = refuse(name)
  const body = bareProblem(name)
  socket.end(
    `HTTP/1.1 ${wording.status} ${code}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
  )
  // Nobody reads what the client still sends; it gets some time to read the answer.
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref()
}

const LAST_WORDS_MS = 1000

/** Ends a request whose body comes too slowly. */
export function endTooSlow(socket: Socket): void {
  answerBrokenRequest(Object.assign(new Error('the body is too slow'), { code: 'ERR_TOO_SLOW' }), socket)
}
