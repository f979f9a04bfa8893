import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reads } from '../database/reads.ts'
import { type Answer, type Attempt, checkedKey, claim, keep, requestText } from '../idempotency.ts'
import type { VisibleRecords } from '../visible-records.ts'
import { refuse } from '../wordings.ts'
import { type Work, type Workshop, work } from '../work.ts'
import type { Streams } from './streams.ts'
import { etagOf, isKnown, versionsFrom } from './versions.ts'

/** What an action may give back beside the body: its version becomes the ETag. */
export interface Outcome {
  version?: number
}

type Status = 200 | 201 | 202

export interface Effect<T> {
  /** By the result where work that is long is left to an operation. */
  status: Status | ((result: T) => Status)
  /** Where the made record is read. */
  location?: (result: T) => string
  /**
   * For a route that streams its body: takes it in, within the transaction, and gives a digest of it, by
   * which a repeated request is known. Such work is not tried again: the stream is spent.
   */
  intake?: (work: Work) => Promise<string>
  /** The action writes with one statement (`work.noting`): without a key, no transaction is needed. */
  single?: boolean
  /** What is answered must not be kept (an identity): a repeated request is simply done again. */
  fleeting?: boolean
}

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Does the work of a request in one transaction and answers with its result. Honours If-Match and
     * Idempotency-Key: the answer is kept in the transaction of the effect, and given again as it was.
     * To be returned by the handler; `never`, since what is sent is text already, not the route's type.
     */
    perform<T extends object>(effect: Effect<T>, action: (work: Work) => Promise<T & Outcome>): Promise<never>
    /** Answers a single record: sets its ETag, and 304 where the caller has this version already. */
    versioned<T extends object>(record: T & { version: number }, asOf?: string): FastifyReply
  }
  interface FastifyContextConfig {
    /** PATCH and PUT of a record: without If-Match the answer is 428. */
    needsVersion?: boolean
  }
}

export interface AnswerParts {
  shop: Workshop
  reads: Reads
  streams: Streams
  /** Who sees which records: asked again before a kept answer is replayed. */
  records: VisibleRecords
}

export function answers(app: FastifyInstance, { shop, reads, streams, records }: AnswerParts): void {
  app.addHook('onRequest', mustNameVersion)
  app.decorateReply('perform', async function <
    T extends object
  >(this: FastifyReply, effect: Effect<T>, action: (work: Work) => Promise<T & Outcome>) {
    const request = this.request
    const caller = {
      actor: request.actor,
      requestId: request.id,
      versions: versionsFrom(request.headers['if-match'])
    }
    const leave = effect.intake && (await streams.enter())
    const done = work(shop, { ...caller, ...mannerOf(request, effect, reads) }, async (work) => {
      const content = await (effect.intake?.(work) ?? JSON.stringify(request.body ?? null))
      const attempt = attemptOf(request, shop, content, effect)
      const before = attempt && (await claim(work, attempt, records))
      if (before !== undefined)
        return { ...before, headers: { ...before.headers, 'idempotent-replayed': 'true' } }
      const answer = answerOf(this, effect, await action(work))
      if (attempt !== undefined) await keep(work, attempt, answer, records)
      return answer
    })
    return send(this, await done.finally(leave)) as never
  })
  app.decorateReply('versioned', function (this: FastifyReply, record, asOf) {
    const etag = etagOf(record.version, asOf)
    this.header('etag', etag)
    return isKnown(this.request.headers['if-none-match'], etag) ? this.code(304).send() : this.send(record)
  })
}

/** A spent stream is not read again; an answer to be kept needs a transaction around it. */
function mannerOf(
  { headers }: FastifyRequest,
  { intake, single }: Pick<Effect<object>, 'intake' | 'single'>,
  reads: Reads
) {
  const isKept = headers['idempotency-key'] !== undefined
  return { once: intake !== undefined, single: single === true && !isKept ? reads : undefined }
}

function mustNameVersion({ routeOptions, headers }: FastifyRequest, _reply: FastifyReply, done: () => void) {
  if (routeOptions.config.needsVersion && headers['if-match'] === undefined) {
    throw refuse('precondition-required', { pointer: 'header:if-match' })
  }
  done()
}

function attemptOf(
  request: FastifyRequest,
  { auditKey }: Workshop,
  content: string,
  { fleeting }: Pick<Effect<object>, 'fleeting'>
): Attempt | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return undefined
  const checked = checkedKey(String(key))
  if (fleeting) return undefined
  return {
    key: checked,
    operationId: request.routeOptions.schema?.operationId ?? '',
    requestHash: auditKey.sign(requestText(request.method, request.url, content))
  }
}

function answerOf<T extends object>(reply: FastifyReply, effect: Effect<T>, result: T & Outcome): Answer {
  const headers: Record<string, string> = {}
  if (result.version !== undefined) headers.etag = etagOf(result.version)
  if (effect.location !== undefined) headers.location = effect.location(result)
  const status = typeof effect.status === 'number' ? effect.status : effect.status(result)
  reply.code(status)
  return { status, headers, body: String(reply.serialize(result)) }
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body)
}
