import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../../errors/problems.ts'
import { refuse } from '../../errors/wordings.ts'
import type { App } from '../app.ts'
import { answerBrokenRequest } from './bare.ts'

interface Asked {
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Connections on which nothing has moved for 30 seconds. Left to itself Node closes such a socket, and who
 * waits there for an answer gets none.
 */
export class OverdueAnswers {
  readonly #asked = new WeakMap<Socket, Asked>()

  /** Answers where a client waits, and closes the others. */
  constructor(app: App) {
    app.server.on('timeout', (socket: Socket) => {
      const { request, reply } = this.#asked.get(socket) ?? {}
      if (request === undefined || reply === undefined || reply.sent || reply.raw.headersSent) {
        socket.destroy()
      } else if (!request.raw.complete) {
        const cause = Object.assign(new Error('no body'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
        answerBrokenRequest(cause, socket)
      } else {
        const refusal = refuse('database-unavailable', { retryAfterSeconds: 5 })
        sendProblem(refusal, request, reply.header('connection', 'close'))
      }
    })
  }

  /** The last request of each connection is known by its socket. */
  note(request: FastifyRequest, reply: FastifyReply): void {
    this.#asked.set(request.raw.socket, { request, reply })
  }
}
