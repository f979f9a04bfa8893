import type { Server } from 'node:http'
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { service } from '../auth/actor.ts'
import { probeBeside } from '../database/connect.ts'
import type { Reads } from '../database/reads.ts'
import type { App } from '../http/app.ts'
import type { Transfers } from '../http/limits/transfers.ts'
import { projectVersion } from '../project.ts'
import type { Awaited } from '../work/events.ts'
import type { Repeated } from '../work/repeat.ts'
import { databaseFigures, type RoomFigure } from './figures.ts'

export interface Metrics {
  registry: Registry
  /** Serves `GET /metrics` on a separate port. */
  listen(host: string, port: number): Promise<Server>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'build_info',
    help: 'Version of the service and of Node, as labels; always 1',
    labelNames: ['version', 'node'],
    registers: [registry]
  }).set({ version: projectVersion(), node: process.version }, 1)
  return {
    registry,
    async listen(host, port) {
      // Not imported: an import would also load `fetch`, with 3 MB that nobody needs.
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

/** How often the embedded PostgreSQL was started again. */
export function countRestarts({ registry }: Metrics, restarts: () => number): void {
  new Gauge({
    name: 'embedded_database_restarts',
    help: 'How often the embedded PostgreSQL was started again after it had gone away',
    registers: [registry],
    collect() {
      this.set(restarts())
    }
  })
}

/** Background steps, for the time since their last success. */
export function backgroundMeters(
  { registry }: Metrics,
  steps: Record<string, Pick<Repeated, 'sinceSuccess'>>
) {
  new Gauge({
    name: 'background_seconds_since_success',
    help: 'Seconds since the last success of a background step',
    labelNames: ['step'],
    registers: [registry],
    collect() {
      for (const [step, { sinceSuccess }] of Object.entries(steps)) this.set({ step }, sinceSuccess())
    }
  })
}

export interface Measured {
  pool: Pool
  reads: Pick<Reads, 'pending'>
  transfers: Pick<Transfers, 'places'>
  clock: () => Date
  /** Types of events that a room reacts to. */
  awaited: readonly Awaited[]
  counted: readonly RoomFigure[]
}

/** Registers the metrics of requests, connections and streams, and those from the database. */
export function measure(app: App, { registry }: Metrics, measured: Measured): void {
  const { pool, reads, clock, awaited, counted } = measured
  requestMeters(app, registry)
  streamMeters(registry, measured)
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
  gauge('database_shared_reads', 'Reads under way on the shared connections', () => reads.pending)
  const own = probeBeside(pool)
  app.addHook('onClose', () => own.db.destroy())
  databaseFigures(registry, { db: own.db, clock, awaited, counted })
}

/** Counts and times requests by route pattern, never by address: an address would name records. */
function requestMeters(app: App, registry: Registry): void {
  const registers = [registry]
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers
  })
  const refused = new Counter({
    name: 'http_requests_refused_total',
    help: 'Requests that were refused, by room and by the code of the refusal',
    labelNames: ['room', 'code'],
    registers
  })
  app.addHook('onResponse', (request, reply, done) => {
    // Requests that the service makes itself at its start do not count.
    if (request.actor?.sub === service.sub) return done()
    const { url: route = 'unknown', schema } = request.routeOptions
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.refusal !== undefined) {
      refused.inc({ room: schema?.tags?.[0] ?? 'none', code: reply.refusal })
    }
    done()
  })
}

function streamMeters(registry: Registry, { transfers }: Measured): void {
  const gauge = (name: string, help: string, which: 'taken' | 'waiting') =>
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers: [registry],
      collect() {
        for (const [kind, places] of Object.entries(transfers.places)) this.set({ kind }, places[which])
      }
    })
  gauge('streams_in_use', 'Bodies coming in, files read into the database, downloads', 'taken')
  gauge('streams_waiting', 'Uploads and downloads that wait for a place', 'waiting')
}
