import type { FastifyInstance, FastifyRequest } from 'fastify'
import { may, type Permission, permissions } from '../access/permissions.ts'
import { refuse } from '../errors/wordings.ts'
import type { Count } from '../http/limits/limits.ts'
import type { Actor } from './actor.ts'
import type { Tokens } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller. Set on every route that is not public. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** The permission that the route needs, or `public`. A route without one stops the start. */
    permission?: Permission | 'public'
  }
}

/** Limits: calls are counted by caller, failed authentications by address. */
export interface Counts {
  calls: Count
  failures: Count
}

/** Checks the token and the roles before the body of the request is read. */
export function authenticate(app: FastifyInstance, tokens: Tokens, { failures, calls }: Counts): void {
  app.decorateRequest('actor', null as unknown as Actor)
  app.addHook('onRoute', (route) => {
    const { permission, scope } = route.config ?? {}
    if (route.url.startsWith('/v1/') && (permission === undefined || scope === undefined)) {
      throw new Error(`${route.method} ${route.url} must name its permission and its scope`)
    }
  })
  const admit = (request: FastifyRequest, actor: Actor) => {
    request.actor = actor
    const counted = calls(request)
    return counted === undefined ? mayCall(request) : counted.then(() => mayCall(request))
  }
  const fail = async (request: FastifyRequest, error: unknown): Promise<never> => {
    await failures(request)
    throw error
  }
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.permission === 'public' || request.is404) return done()
    const actor = actorOf(request, tokens)
    const admitted =
      actor instanceof Promise
        ? actor.catch((error) => fail(request, error)).then((actor) => admit(request, actor))
        : admit(request, actor)
    return admitted ?? done()
  })
}

/** Refuses callers whose roles do not give what the route needs. */
function mayCall({ actor, routeOptions }: FastifyRequest): undefined {
  const { permission } = routeOptions.config
  const isNamed = permission !== undefined && permission !== 'public'
  if (isNamed && may(actor, permission)) return
  throw refuse('role-missing', { values: { roles: isNamed ? permissions[permission] : [] } })
}

/** Without waiting where this token was verified before. */
function actorOf(request: FastifyRequest, tokens: Tokens): Actor | Promise<Actor> {
  try {
    const token = bearer(request)
    return tokens.recall(token) ?? tokens.verify(token)
  } catch (error) {
    return Promise.reject(error)
  }
}

function bearer(request: FastifyRequest): string {
  const match = /^Bearer +([A-Za-z0-9\-._~+/]{1,8192}=*)$/i.exec(request.headers.authorization ?? '')
  if (match === null) throw refuse('token-missing')
  return match[1] as string
}
