import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { App } from './http/app.ts'
import { refuse } from './wordings.ts'

const SAMPLE_MS = 500

/**
 * Counts a request against a limit, and refuses it (429) when the minute's share is used up. Nothing to wait
 * for where there is no limit.
 */
export type Count = (request: FastifyRequest) => Promise<void> | undefined

/** Says no when there is too much to do. Comes before authentication. */
export async function limits(app: App, { OVERLOAD_MS }: Config): Promise<void> {
  // The work of starting is no pressure: it is over when the first sample after it has been taken.
  let settledAt = Number.POSITIVE_INFINITY
  app.addHook('onListen', async () => {
    settledAt = performance.now() + 2 * SAMPLE_MS
  })
  await app.register(underPressure, {
    maxEventLoopDelay: OVERLOAD_MS,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (performance.now() < settledAt || request.routeOptions.config.permission === 'public') return
      throw refuse('overloaded', { retryAfterSeconds: 5 })
    }
  })
  await app.register(rateLimit, { global: false, cache: 20_000 })
}

/** The limit of a minute, counted for each caller; or for each address, where nobody knows who calls. */
export function perMinute(
  app: App,
  { RATE_LIMIT }: Config,
  keyOf: (request: FastifyRequest) => string
): Count {
  if (RATE_LIMIT === 0) return () => undefined
  const check = app.createRateLimit({ max: RATE_LIMIT, timeWindow: '1 minute', keyGenerator: keyOf })
  return async (request) => {
    const found = await check(request)
    if (found.isAllowed || !found.isExceeded) return
    throw refuse('rate-limited', { retryAfterSeconds: Math.max(1, Math.ceil(found.ttl / 1000)) })
  }
}
