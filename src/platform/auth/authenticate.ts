import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '../wordings.ts'
import type { Actor, Role } from './actor.ts'
import type { Tokens } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Set on every route but the public ones. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** The roles of which a caller needs one, or `public`. A route without is closed to everybody. */
    roles?: readonly Role[] | 'public'
  }
}

/** Checks the token and the role before anything of the request is read. */
export function authenticate(app: FastifyInstance, tokens: Tokens): void {
  app.decorateRequest('actor', null as unknown as Actor)
  app.addHook('onRoute', (route) => {
    const { roles, scope } = route.config ?? {}
    if (route.url.startsWith('/v1/') && (roles === undefined || scope === undefined)) {
      throw new Error(`${route.method} ${route.url} must name its roles and its scope`)
    }
  })
  app.addHook('onRequest', async (request) => {
    const allowed = request.routeOptions.config.roles
    if (allowed === 'public' || request.is404) return
    const token = bearer(request)
    const actor = tokens.recall(token) ?? (await tokens.verify(token))
    if (!allowed?.some((role) => actor.roles.includes(role))) {
      throw refuse('role-missing', { values: { roles: (allowed ?? []).join(', ') } })
    }
    request.actor = actor
  })
}

function bearer(request: FastifyRequest): string {
  const match = /^Bearer +([A-Za-z0-9\-._~+/]{1,8192}=*)$/i.exec(request.headers.authorization ?? '')
  if (match === null) throw refuse('token-missing')
  return match[1] as string
}
