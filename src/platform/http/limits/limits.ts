import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../../config.ts'
import { refuse } from '../../errors/wordings.ts'
import type { App } from '../app.ts'
import { Overload } from './overload.ts'

/**
 * Counts a request against a limit, and refuses it (429) when the calls of the minute are used up. Without a
 * limit there is nothing to wait for.
 */
export type Count = (request: FastifyRequest) => Promise<void> | undefined

/** Refuses requests during overload, before authentication. */
export async function limits(app: App, { OVERLOAD_MS }: Config): Promise<void> {
  if (OVERLOAD_MS > 0) refuseWhileOverloaded(app, new Overload(OVERLOAD_MS))
  await app.register(rateLimit, { global: false, cache: 20_000 })
}

function refuseWhileOverloaded(app: App, overload: Overload): void {
  // Work of the start does not count.
  app.addHook('onListen', async () => overload.start())
  app.addHook('onClose', async () => overload.stop())
  app.addHook('onRequest', (request, _reply, done) => {
    if (!overload.isOverloaded || request.routeOptions.config?.permission === 'public') return done()
    done(refuse('overloaded', { retryAfterSeconds: 5 }))
  })
}

/** The limit per minute, for each caller; for each address where the caller is unknown. */
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
