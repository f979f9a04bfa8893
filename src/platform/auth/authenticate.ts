import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Count } from '../limits.ts'
import { type Permission, permissions, type Role } from '../permissions.ts'
import { refuse } from '../wordings.ts'
import type { Actor } from './actor.ts'
import type { Tokens } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Set on every route but the public ones. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** What a caller must be permitted, or `public`. A route without is closed to everybody. */
    permission?: Permission | 'public'
  }
}

/** What is counted: calls by who makes them, and failures by where they come from. */
export interface Counts {
  calls: Count
  failures: Count
}

/** Checks the token and the role before anything of the request is read. */
export function authenticate(app: FastifyInstance, tokens: Tokens, { failures, calls }: Counts): void {
  app.decorateRequest('actor', null as unknown as Actor)
  app.addHook('onRoute', (route) => {
    const { permission, scope } = route.config ?? {}
    if (route.url.startsWith('/v1/') && (permission === undefined || scope === undefined)) {
      throw new Error(`${route.method} ${route.url} must name its permission and its scope`)
    }
  })
  app.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config
    if (permission === 'public' || request.is404) return
    request.actor = await actorOf(request, tokens).catch(async (error) => {
      await failures(request)
      throw error
    })
    await calls(request)
    const allowed: readonly Role[] = permission === undefined ? [] : permissions[permission]
    if (!allowed.some((role) => request.actor.roles.includes(role))) {
      throw refuse('role-missing', { values: { roles: allowed.join(', ') } })
    }
  })
}

async function actorOf(request: FastifyRequest, tokens: Tokens): Promise<Actor> {
  const token = bearer(request)
  return tokens.recall(token) ?? tokens.verify(token)
}

function bearer(request: FastifyRequest): string {
  const match = /^Bearer +([A-Za-z0-9\-._~+/]{1,8192}=*)$/i.exec(request.headers.authorization ?? '')
  if (match === null) throw refuse('token-missing')
  return match[1] as string
}
