import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../errors/wordings.ts'
import type { OperationHere } from '../operations/here.ts'
import {
  type Answer,
  type Attempt,
  canonicalJson,
  checkedKey,
  claim,
  keep,
  requestText
} from '../work/idempotency.ts'
import { type AppContext, type Work, work } from '../work/work.ts'
import { JSON_TYPE } from './compressed.ts'
import { exchanges } from './exchanges.ts'
import { LaterUploads, prefersLater } from './later.ts'
import type { Spooled, Taking } from './limits/spool.ts'
import { type Transfers, whileHeld } from './limits/transfers.ts'
import type { AnswerParts, Effect, Outcome, Performance } from './performance.ts'
import { etagOf, isKnown, versionsFrom } from './versions.ts'

/** The effect of an upload, and how large its body may be. */
export interface Receipt<T> extends Effect<T>, Taking {
  /** Where the body is a part of the request's: that part. */
  body?: Readable
  /** What the request says besides the body, for recognising a repeated one. */
  saying?: string
  /** Called once the body is here, before a connection is taken; the result is called before the answer. */
  prepare?: (file: Spooled) => Promise<() => Promise<void>>
  /** Where reading may take long: an operation reads the file (202). */
  operation?: OperationHere & { isLong: (file: Spooled) => boolean; check?: (work: Work) => Promise<void> }
}

/** `tell` reports how many lines have been read; readers of the operation see it. */
type ActionOnFile<T> = (work: Work, file: Spooled, tell: (lines: number) => void) => Promise<T & Outcome>

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Does the work of a request in one transaction and answers with the result. Honours If-Match and
     * Idempotency-Key: the answer is kept in the transaction of the effect, and a repeated request gets the
     * same answer. The handler returns it; `never`, because the answer is already text and not the type of
     * the route.
     */
    perform<T extends object>(effect: Effect<T>, action: (work: Work) => Promise<T & Outcome>): Promise<never>
    /**
     * The same for an upload. Its body is read completely before a connection is taken. A repeated request is
     * recognised by the digest of the body.
     */
    receive<T extends object>(effect: Receipt<T>, action: ActionOnFile<T>): Promise<never>
    /** Opens a download in one of the places that downloads have; it is freed at its end. */
    transferred(open: () => Promise<Readable>): Promise<Readable>
    /** Answers with a single record and its ETag; with 304 where the caller already has this answer. */
    versioned<T extends object>(record: T & { version: number }): FastifyReply
  }
  interface FastifyContextConfig {
    /** PATCH and PUT of a record: without If-Match the answer is 428. */
    needsVersion?: boolean
  }
}

export function answers(app: FastifyInstance, parts: AnswerParts): void {
  const later = new LaterUploads(parts, (reply, performance) => answered(parts, reply, performance))
  app.addHook('onClose', () => later.end())
  app.addHook('onRequest', mustNameVersion)
  exchanges(app, parts)
  app.decorateReply('perform', async function <
    T extends object
  >(this: FastifyReply, effect: Effect<T>, action: (work: Work) => Promise<T & Outcome>) {
    return send(this, await answered(parts, this, { effect, action })) as never
  })
  app.decorateReply('receive', async function <
    T extends object
  >(this: FastifyReply, effect: Receipt<T>, action: ActionOnFile<T>) {
    // Without a content type no parser has read the body, and nobody said that it is a table.
    const body = effect.body ?? ((this.request.body ?? Readable.from([])) as Readable)
    const held = await parts.transfers.take(body, this, effect)
    const { file } = held
    const whole = async (work: Work, tell: (lines: number) => void = () => {}) => {
      const result = await action(work, file, tell)
      // The client has left without an answer, so nothing is done.
      file.signal.throwIfAborted()
      return result
    }
    const { operation } = effect
    if (operation !== undefined && (prefersLater(this.request) || operation.isLong(file))) {
      return send(this, await later.begin(this, { held, operation, action: whole })) as never
    }
    const answer = whileHeld(held, async () => {
      const end = await effect.prepare?.(file)
      const digest = `${file.digest}${effect.saying ?? ''}`
      return answered(parts, this, { effect, digest, action: whole }).finally(end)
    })
    return send(this, await answer) as never
  })
  readings(app, parts.transfers)
}

function readings(app: FastifyInstance, transfers: Transfers): void {
  app.decorateReply('transferred', function (this: FastifyReply, open) {
    return transfers.download(this, open)
  })
  app.decorateReply('versioned', function (this: FastifyReply, record) {
    const body = String(this.serialize(record))
    const etag = etagOf(record.version, body)
    this.header('etag', etag)
    if (isKnown(this.request.headers['if-none-match'], etag)) return this.code(304).send()
    return this.type(JSON_TYPE).send(body)
  })
}

/** Does the work of a request, or finds the answer to the same request before. */
function answered<T extends object>(
  { context, reads, records }: AnswerParts,
  reply: FastifyReply,
  { effect, digest, action }: Performance<T>
): Promise<Answer> {
  const { request } = reply
  const { actor, id: requestId, traceId, headers } = request
  // Keeping an answer needs a transaction.
  const isSingle = effect.single === true && headers['idempotency-key'] === undefined
  const caller = {
    actor,
    requestId,
    traceId,
    versions: versionsFrom(headers['if-match']),
    single: isSingle ? reads : undefined
  }
  return work(context, caller, async (work) => {
    const attempt = attemptOf(request, context, digest, effect)
    const before = attempt && (await claim(work, attempt, records))
    if (before !== undefined)
      return { ...before, headers: { ...before.headers, 'idempotent-replayed': 'true' } }
    const answer = answerOf(reply, effect, await action(work))
    if (attempt !== undefined) await keep(work, attempt, answer, records)
    return answer
  })
}

function mustNameVersion({ routeOptions, headers }: FastifyRequest, _reply: FastifyReply, done: () => void) {
  if (routeOptions.config.needsVersion && headers['if-match'] === undefined) {
    throw refuse('precondition-required', { pointer: 'header:if-match' })
  }
  done()
}

function attemptOf(
  request: FastifyRequest,
  { auditKey }: AppContext,
  digest: string | undefined,
  { fleeting }: Pick<Effect<object>, 'fleeting'>
): Attempt | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return undefined
  const checked = checkedKey(String(key))
  if (fleeting) return undefined
  const content = digest ?? canonicalJson(request.body ?? null)
  return {
    key: checked,
    operationId: request.routeOptions.schema?.operationId ?? '',
    requestHash: auditKey.sign(requestText(request.method, request.url, content))
  }
}

function answerOf<T extends object>(reply: FastifyReply, effect: Effect<T>, result: T & Outcome): Answer {
  const headers: Record<string, string> = {}
  if (effect.location !== undefined) headers.location = effect.location(result)
  const status = typeof effect.status === 'number' ? effect.status : effect.status(result)
  if (status === 202) headers['retry-after'] = '1'
  reply.code(status)
  const body = String(reply.serialize(result))
  if (result.version !== undefined) headers.etag = etagOf(result.version, body)
  return { status, headers, body }
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  reply.code(status).headers(headers)
  return status === 204 ? reply.send() : reply.type(JSON_TYPE).send(body)
}
