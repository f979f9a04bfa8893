/** How often and how long a request is repeated. */
export interface Retries {
  /** Attempts of one request, the first one included. */
  attempts: number
  /** The longest pause between two attempts, in milliseconds. */
  longestPause: number
}

type Fetch = (request: Request) => Promise<Response>

/** The service has not done what was asked, and says when to come again. */
const later = new Set([429, 503])
/** What stands before the service has lost the answer: the request may have been done. */
const lost = new Set([502, 504])
/** Done twice, these have the effect of once. A POST is one of them because it carries a key. */
const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'POST'])

/**
 * Repeats a request whose answer was lost or put off. Each POST gets an `Idempotency-Key`, so that a repeated
 * one gets the answer to the first. A PATCH is repeated only where it was certainly not done: repeated after
 * that, its `If-Match` would no longer hold.
 */
export function retried(fetch: Fetch, { attempts = 5, longestPause = 30_000 }: Partial<Retries>): Fetch {
  return async (request) => {
    if (request.method === 'POST' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID())
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts
      const answer = await answerOf(fetch, isLast ? request : request.clone(), isLast)
      if (answer !== undefined && (isLast || !isWorthRepeating(request, answer))) return answer
      await answer?.body?.cancel()
      const pause = pauseAfter(answer, attempt)
      await sleep(Math.min(pause, longestPause), request.signal)
    }
  }
}

/** The answer; nothing where none came and the request may be sent again. */
async function answerOf(fetch: Fetch, request: Request, isLast: boolean): Promise<Response | undefined> {
  try {
    return await fetch(request)
  } catch (fault) {
    if (isLast || request.signal.aborted || !repeatable.has(request.method)) throw fault
    return undefined
  }
}

function isWorthRepeating({ method }: Request, { status }: Response): boolean {
  return later.has(status) || (lost.has(status) && repeatable.has(method))
}

/** Milliseconds: what the service asks for, else growing, and different for each caller. */
function pauseAfter(answer: Response | undefined, attempt: number): number {
  const asked = Number(answer?.headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(asked)) return asked * 1000 + Math.random() * 250
  return 250 * 2 ** attempt * (0.5 + Math.random())
}

/** Waits, unless the caller gives up. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
