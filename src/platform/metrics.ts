import type { Server } from 'node:http'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from './http/app.ts'

export interface Metrics {
  registry: Registry
  /** Serves `GET /metrics` on a port of its own. */
  listen(host: string, port: number): Promise<Server>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    async listen(host, port) {
      // Asked for, not imported: an import of it brings along all of `fetch`, with 3 MB that nobody needs.
      const server = process.getBuiltinModule('node:http').createServer(async (request, response) => {
        if (request.url !== '/metrics') return response.writeHead(404).end()
        response.setHeader('content-type', registry.contentType)
        return response.end(await registry.metrics())
      })
      await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done))
      return server
    }
  }
}

/** Counts and times requests by route pattern, never by address: an address would name records. */
export function measure(app: App, { registry }: Metrics, pool: Pool): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry]
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      }
    })
  gauge('database_connections', 'Open connections of the pool', () => pool.totalCount)
  gauge('database_connections_idle', 'Idle connections of the pool', () => pool.idleCount)
  gauge('database_requests_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
}
