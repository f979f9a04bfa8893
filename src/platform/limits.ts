import helmet from '@fastify/helmet'
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { Config } from '../config.ts'
import type { App } from './http/app.ts'
import { refuse } from './wordings.ts'

const SAMPLE_MS = 500

/** What keeps one caller, or too many, from taking the service down. Comes after authentication. */
export async function limits(app: App, config: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      useDefaults: false
    },
    hsts: false,
    xXssProtection: false
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  // The work of starting is no pressure: it is over when the first sample after it has been taken.
  let settledAt = Number.POSITIVE_INFINITY
  app.addHook('onListen', async () => {
    settledAt = performance.now() + 2 * SAMPLE_MS
  })
  await app.register(underPressure, {
    maxEventLoopDelay: 1000,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (performance.now() < settledAt || request.routeOptions.config.permission === 'public') return
      throw refuse('overloaded', { retryAfterSeconds: 5 })
    }
  })
  if (config.RATE_LIMIT > 0) await app.register(rateLimit, perCaller(config.RATE_LIMIT))
}

function perCaller(max: number): RateLimitPluginOptions {
  const headers = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  return {
    max,
    timeWindow: '1 minute',
    cache: 20_000,
    keyGenerator: (request) => request.actor?.sub ?? request.ip,
    addHeaders: headers,
    addHeadersOnExceeding: headers,
    errorResponseBuilder: (_request, { ttl }) =>
      refuse('rate-limited', { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) })
  }
}
