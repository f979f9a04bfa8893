import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Test } from 'tap'
import { type TestService, testService } from '../support/service.ts'

/** One route of the service, as it was registered. */
export interface Route {
  method: string
  /** With `:name` for parameters. */
  url: string
  config: RouteOptions['config']
  schema: RouteOptions['schema']
}

const CHANNEL = 'fastify.initialization'

/**
 * The service together with every route that was registered while it was built, documented or not. Fastify
 * tells of each instance it makes; nobody has to list routes by hand.
 */
export async function withRoutes<T extends object>(
  build: () => Promise<T>
): Promise<T & { routes: Route[] }> {
  const registered: RouteOptions[] = []
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => {
      registered.push(route)
    })
  }
  subscribe(CHANNEL, listen)
  try {
    const service = await build()
    const routes = registered.flatMap(({ method, url, config, schema }) =>
      [method].flat().map((one) => ({ method: one, url, config, schema }))
    )
    return { ...service, routes }
  } finally {
    unsubscribe(CHANNEL, listen)
  }
}

export function serviceWithRoutes(t: Test): Promise<TestService & { routes: Route[] }> {
  return withRoutes(() => testService(t))
}
