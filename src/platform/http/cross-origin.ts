import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from './app.ts'

// Pages on other origins (CORS, Fetch standard). Written by hand and not by `@fastify/cors`, which answers
// for every path and so hides which methods an address has (decision 056).

export const crossOriginSettings = {
  CORS_ORIGINS: Type.Optional(
    Type.String({
      maxLength: 10_000,
      description:
        'Origins whose pages may call the service, such as https://app.example.org, separated by commas; ' +
        'unset: none'
    })
  )
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE'

/** What a page may send. */
const SENT = [
  'accept',
  'accept-language',
  'authorization',
  'cache-control',
  'content-disposition',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'if-range',
  'prefer',
  'range',
  'traceparent',
  'tracestate',
  'x-request-id'
].join(', ')

/** What a page may read, besides what every page may. */
const READ = [
  'accept-ranges',
  'allow',
  'api-version',
  'content-disposition',
  'content-range',
  'deprecation',
  'etag',
  'idempotent-replayed',
  'link',
  'location',
  'preference-applied',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'sunset',
  'www-authenticate',
  'x-request-id'
].join(', ')

/** How long a browser remembers a preflight: two hours, the most that Chromium takes. */
const REMEMBERED_SECONDS = '7200'

/** The headers by which a browser gives an answer to the page that asked; none for other origins. */
export type HeadersOfOrigin = (request: IncomingMessage) => Record<string, string> | undefined

export interface CrossOrigin {
  /** Whether any origin is listed. */
  isOn: boolean
  headersOf: HeadersOfOrigin
}

/** The listed origins, as they were written. */
function listed(setting: string): string[] {
  return setting
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** What is wrong with the setting, a sentence for each origin. */
export function faultsOfOrigins(setting: string | undefined): string[] {
  return listed(setting ?? '').flatMap((text, n) => {
    const place = `CORS_ORIGINS, entry ${n + 1}`
    if (text.includes('*')) return [`${place}: * is not possible; name each origin`]
    const url = URL.parse(text)
    if (url === null || !/^https?:$/.test(url.protocol))
      return [`${place}: an origin is written https://host or https://host:port`]
    return url.origin === text ? [] : [`${place}: write the origin as browsers do, ${url.origin}`]
  })
}

export function crossOrigin(setting: string | undefined): CrossOrigin {
  const origins = new Set(listed(setting ?? ''))
  const headersOf = ({ headers: { origin } }: IncomingMessage) =>
    origin === undefined || !origins.has(origin)
      ? undefined
      : {
          'access-control-allow-origin': origin,
          'access-control-expose-headers': READ,
          'cross-origin-resource-policy': 'cross-origin'
        }
  return { isOn: origins.size > 0, headersOf }
}

/**
 * Adds the headers of the origin to an answer. A preflight of a listed origin is answered here, before the
 * check of the token: browsers send it without one.
 *
 * @returns whether the request is answered
 */
export function admitOrigin(
  { headersOf }: CrossOrigin,
  { raw }: FastifyRequest,
  reply: FastifyReply
): boolean {
  const own = headersOf(raw)
  if (own === undefined) return false
  reply.headers(own)
  if (raw.method !== 'OPTIONS' || raw.headers['access-control-request-method'] === undefined) return false
  reply
    .removeHeader('access-control-expose-headers')
    .headers({
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': SENT,
      'access-control-max-age': REMEMBERED_SECONDS,
      vary: 'access-control-request-method, access-control-request-headers'
    })
    .code(204)
    .send()
  return true
}

/** Where origins are listed, every answer depends on the origin: caches must not give it to another one. */
export function varyByOrigin(app: App, { isOn }: CrossOrigin): void {
  if (!isOn) return
  app.addHook('onSend', (_request, reply, _payload, done) => {
    const vary = reply.getHeader('vary')
    reply.header('vary', vary === undefined ? 'origin' : `${String(vary)}, origin`)
    done()
  })
}
