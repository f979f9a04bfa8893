import accepts from 'accepts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Constraints, failureOf } from '../database/failures.ts'
import type { CodeLabels } from './code-labels.ts'
import { type SchemaError, schemaFaults } from './faults.ts'
import { clauseNamed } from './lawbook.ts'
import {
  asFault,
  type Clause,
  detailOf,
  type Fault,
  fill,
  type Language,
  type Particulars,
  Refusal
} from './refusal.ts'
import { errorOf } from './thrown.ts'
import { refuse } from './wordings.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the sent refusal, for the metrics. */
    refusal?: string
  }
}

/** Chinese unless the caller prefers English. */
export function languageOf(request: Pick<FastifyRequest, 'raw'>): Language {
  return accepts(request.raw).languages(['zh', 'en']) === 'en' ? 'en' : 'zh'
}

/** A refusal as problem+json (RFC 9457). */
export function problemOf(refusal: Refusal, language: Language) {
  const { code, wording, particulars, labels } = refusal
  return {
    type: `/v1/dictionaries#${code}`,
    title: wording.title[language],
    status: wording.status,
    detail: fill(detailOf(wording), language, particulars.values, labels),
    code,
    clause: clauseOf(particulars),
    errors: (particulars.faults ?? [pointerFault(refusal)].filter((one) => one !== undefined))
      .slice(0, 100)
      .map((one) => describe(one, language)),
    rejected: particulars.rejected,
    existingId: particulars.existingId
  }
}

function clauseOf({ clause }: Particulars): Clause | undefined {
  if (clause === undefined) return undefined
  const { id, text } = typeof clause === 'string' ? clauseNamed(clause) : clause
  return { id, text }
}

function pointerFault(refusal: Refusal): Fault | undefined {
  const { pointer } = refusal.particulars
  return pointer === undefined ? undefined : asFault(refusal, { pointer })
}

function describe(one: Fault, language: Language) {
  const { pointer, code, line, column, letter, sentence, values, labels } = one
  const message = placeIn(one, language) + fill(sentence, language, values, labels)
  return { pointer, code, message, line, column, letter }
}

/** The place of a fault in a file, as a clerk looks for it: line, letters of the column, header. */
function placeIn({ line, letter, header }: Fault, language: Language): string {
  if (line === undefined) return ''
  if (language === 'en') {
    return `Line ${line}${letter ? `, column ${letter}` : ''}${header ? ` (${header})` : ''}: `
  }
  return `第 ${line} 行${letter ? ` ${letter} 列` : ''}${header ? `“${header}”` : ''}：`
}

/** Sends a refusal. Only here an error becomes an answer. */
export function sendProblem(
  refusal: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  vary = 'accept-language'
) {
  const problem = {
    ...problemOf(refusal, languageOf(request)),
    instance: request.url.split('?', 1)[0],
    requestId: request.id,
    traceId: request.traceId
  }
  reply.refusal = refusal.code
  const { retryAfterSeconds } = refusal.particulars
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  if (refusal.wording.status === 401) reply.header('www-authenticate', challengeOf(refusal))
  if (problem.errors.length === 0) problem.errors = undefined as never
  reply.removeHeader('etag').header('x-request-id', request.id)
  return reply
    .code(refusal.wording.status)
    .header('vary', vary)
    .header('content-language', languageOf(request) === 'en' ? 'en' : 'zh-CN')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem)
}

/** RFC 6750: a request without a token gets only the scheme; one with a bad token also gets the error. */
function challengeOf({ code, wording }: Refusal): string {
  if (code === 'token-missing') return 'Bearer'
  return `Bearer error="invalid_token", error_description="${wording.title.en}"`
}

/** Turns whatever was thrown into the refusal for the caller. `labels`: the labels of codes in schemas. */
export function refusalOf(error: unknown, constraints: Constraints, labels: CodeLabels = new Map()): Refusal {
  if (error instanceof Refusal) return error
  const refusal = schemaRefusal(error as FastifyError, labels) ?? frameworkRefusal(error as FastifyError)
  return refusal ?? failureOf(error, constraints)
}

function schemaRefusal(error: FastifyError, labels: CodeLabels): Refusal | undefined {
  if (!Array.isArray(error?.validation)) return undefined
  const part = (error.validationContext ?? 'body') as Parameters<typeof schemaFaults>[1]
  const faults = schemaFaults(error.validation as unknown as SchemaError[], part, labels)
  return refuse('validation-failed', { faults, values: { count: faults.length } })
}

const framework: Record<string, Parameters<typeof refuse>[0]> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  // No record has an id that long.
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_ERR_BAD_URL: 'bad-request',
  FST_ERR_REOPENED_CLOSE_SERVER: 'draining',
  FST_ERR_CTP_INVALID_TYPE: 'unsupported-media-type'
}

function frameworkRefusal(error: FastifyError): Refusal | undefined {
  const code = framework[error?.code]
  if (code !== undefined) {
    return refuse(code, code === 'draining' ? { retryAfterSeconds: 5 } : {})
  }
  if (error instanceof SyntaxError && error.statusCode === 400) return refuse('malformed-json')
  // The caller has left. The loss of PostgreSQL has the same code and another message.
  const aborted = errorOf(error).code === 'ECONNRESET' && error.message === 'aborted'
  return aborted || (error?.statusCode ?? 500) === 400 ? refuse('bad-request') : undefined
}
