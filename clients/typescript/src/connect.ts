import createClient, { type Client } from 'openapi-fetch'
import { follow } from './events.ts'
import { finished } from './operations.ts'
import { items } from './pages.ts'
import { type Retries, retried } from './retries.ts'
import type { paths } from './schema.ts'

/** Lists are answered as JSON, CSV or a workbook. This client takes JSON, and refusals as problem documents. */
export type Api = Client<paths, 'application/json' | 'application/problem+json'>

export interface Settings extends Partial<Retries> {
  /** Address of the service, without a path: `https://supervision.example`. */
  baseUrl: string
  /** The token of the account, or what gets one. It is asked again when the service says 401. */
  token: string | (() => string | Promise<string>)
  /** Language of refusals. */
  language?: 'zh-CN' | 'en'
  /** Takes the place of the `fetch` of the platform. */
  fetch?: (request: Request) => Promise<Response>
}

/** What an account can do: every operation of the document, and the four things that need more than one request. */
export interface Connection {
  /** The operations by method and path, typed by the document. */
  api: Api
  /** All records of a list, page after page. */
  items: ReturnType<typeof items>
  /** Waits until an operation has ended. */
  finished: ReturnType<typeof finished>
  /** Events as they happen, each once. */
  follow: ReturnType<typeof follow>
}

/** Connects an account with the service. Nothing is requested yet. */
export function connect(settings: Settings): Connection {
  const { baseUrl, language = 'zh-CN' } = settings
  const api: Api = createClient<paths, 'application/json' | 'application/problem+json'>({
    baseUrl,
    headers: { 'accept-language': language },
    // Several values of a filter are separated by commas.
    querySerializer: { array: { style: 'form', explode: false } },
    fetch: retried(withToken(settings), settings)
  })
  return { api, items: items(api), finished: finished(api), follow: follow(api) }
}

type Fetch = (request: Request) => Promise<Response>

/** Sends the token of the account. After 401, another one is asked for once, where it can be. */
function withToken({ token, fetch = (request) => globalThis.fetch(request) }: Settings): Fetch {
  const source = typeof token === 'string' ? () => token : token
  let current: string | undefined
  return async (request) => {
    const again = typeof token === 'string' ? undefined : request.clone()
    current ??= await source()
    request.headers.set('authorization', `Bearer ${current}`)
    const answer = await fetch(request)
    if (answer.status !== 401 || again === undefined) return answer
    await answer.body?.cancel()
    current = await source()
    again.headers.set('authorization', `Bearer ${current}`)
    return fetch(again)
  }
}
