import type { components } from './schema.ts'

export type Problem = components['schemas']['Problem']

/** A refusal of the service. `code` is stable; `errors` point to each place. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'Refusal'
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

/** What openapi-fetch returns. */
type Result<T> = { data?: T; error?: unknown; response: Response }

/**
 * The value of an answer.
 *
 * @throws Refusal if the service refused
 */
export function dataOf<T>({ data, error, response }: Result<T>): T {
  if (response.ok) return data as T
  throw new Refusal(isProblem(error) ? error : unknown(response))
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error
}

/** What stands before the service (a gateway) does not answer with problem documents. */
function unknown({ status, statusText, url, headers }: Response): Problem {
  return {
    type: 'about:blank',
    title: statusText,
    status,
    detail: `The answer of ${url} is not one of the service.`,
    instance: url,
    code: 'not-an-answer-of-the-service',
    requestId: headers.get('x-request-id') ?? ''
  }
}

/** The ETag of a record, for the `if-match` of the step that follows: `params: { header: { 'if-match': … } }`. */
export function etagOf({ response }: { response: Response }): string {
  const etag = response.headers.get('etag')
  if (etag === null) throw new Error(`The answer of ${response.url} has no ETag.`)
  return etag
}
