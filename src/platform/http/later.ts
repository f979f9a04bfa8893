import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../errors/wordings.ts'
import { beginHere, type OperationHere, performHere } from '../operations/here.ts'
import type { Answer } from '../work/idempotency.ts'
import type { Work } from '../work/work.ts'
import type { HeldFile } from './limits/transfers.ts'
import type { AnswerParts, Effect, Outcome, Performance } from './performance.ts'
import { versionsFrom } from './versions.ts'

type Answered = <T extends object>(reply: FastifyReply, performance: Performance<T>) => Promise<Answer>

/** RFC 7240. */
export function prefersLater({ headers }: FastifyRequest): boolean {
  return /(^|[,;\s])respond-async\b/i.test(String(headers.prefer ?? ''))
}

interface Later<T> {
  held: HeldFile
  operation: OperationHere & { check?: (work: Work) => Promise<void> }
  action: (work: Work, tell: (lines: number) => void) => Promise<T & Outcome>
}

/** Uploads that operations of this process read after the answer. */
export class LaterUploads {
  readonly #parts: Pick<AnswerParts, 'context' | 'constraints'>
  readonly #answered: Answered
  readonly #running = new Map<HeldFile, Promise<void>>()

  constructor(parts: Pick<AnswerParts, 'context' | 'constraints'>, answered: Answered) {
    this.#parts = parts
    this.#answered = answered
  }

  /** Answers with the operation (202), and reads the file. */
  async begin<T extends object>(reply: FastifyReply, { held, operation, action }: Later<T>): Promise<Answer> {
    const { context, constraints } = this.#parts
    const { actor, id: requestId, traceId, headers } = reply.request
    const { file } = held
    const whole = (work: Work, tell: (lines: number) => void) =>
      action(work, tell).catch((error) => {
        throw file.signal.aborted ? file.signal.reason : error
      })
    let id: string | undefined
    const effect: Effect<{ id: string }> = { status: 202, location: ({ id }) => `/v1/operations/${id}` }
    const begun = async (work: Work) => {
      await operation.check?.(work)
      const made = await beginHere(work, operation)
      id = made.id
      return made
    }
    try {
      const answer = await this.#answered(reply, { effect, digest: file.digest, action: begun })
      if (prefersLater(reply.request)) reply.header('preference-applied', 'respond-async')
      if (id === undefined) await held.leave()
      else {
        const caller = { actor, requestId, traceId, versions: versionsFrom(headers['if-match']) }
        file.outlast()
        const running = performHere(context, constraints, { id, caller }, whole)
        this.#running.set(
          held,
          running.finally(() => this.#leave(held))
        )
      }
      return answer
    } catch (error) {
      await held.leave()
      throw error
    }
  }

  async #leave(held: HeldFile): Promise<void> {
    this.#running.delete(held)
    await held.leave()
  }

  /** Called when the service stops: of files that are not read to their end, nothing is kept. */
  async end(): Promise<void> {
    for (const { file } of this.#running.keys()) file.abort(refuse('upload-interrupted'))
    await Promise.allSettled(this.#running.values())
  }
}
