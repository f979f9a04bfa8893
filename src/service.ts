import { tmpdir } from 'node:os'
import fastify from 'fastify'
import * as cases from './cases/index.ts'
import { auditRoutes } from './platform/audit/routes.ts'
import type { Actor } from './platform/auth/actor.ts'
import { authenticate } from './platform/auth/authenticate.ts'
import { probeBeside } from './platform/database/connect.ts'
import { Reads } from './platform/database/reads.ts'
import { StorageAlarm } from './platform/database/storage.ts'
import { labelsOf } from './platform/errors/code-labels.ts'
import { eventLabels, feedRoutes } from './platform/feed/index.ts'
import { answers } from './platform/http/answers.ts'
import type { App } from './platform/http/app.ts'
import { crossOrigin } from './platform/http/cross-origin.ts'
import { frame, serverOptions } from './platform/http/frame.ts'
import { limits, perMinute } from './platform/http/limits/limits.ts'
import { Pace } from './platform/http/limits/pace.ts'
import { shareRequests } from './platform/http/limits/request-shares.ts'
import { Spool } from './platform/http/limits/spool.ts'
import { Transfers } from './platform/http/limits/transfers.ts'
import { lists } from './platform/http/lists/lists.ts'
import { endTooSlow } from './platform/http/requests/bare.ts'
import { health } from './platform/observability/health.ts'
import { measure } from './platform/observability/metrics.ts'
import { documents } from './platform/official-document/index.ts'
import { dictionaryRoutes, labelLists } from './platform/openapi/dictionaries.ts'
import { docs } from './platform/openapi/docs.ts'
import { openapi } from './platform/openapi/document.ts'
import { operationRoutes } from './platform/operations/index.ts'
import { awaitedBy } from './platform/work/events.ts'
import {
  catalogues,
  constraints,
  followers,
  reactions,
  registerRooms,
  showing,
  visibleRecords,
  vocabularies
} from './rooms.ts'
import type { ServiceParts } from './service-parts.ts'
import { openReplica } from './startup/replica.ts'
import * as terms from './terms/index.ts'
import * as units from './units/index.ts'
import * as webhooks from './webhooks/index.ts'

export type { ServiceParts } from './service-parts.ts'

/** The service: first the platform, in the order in which a request meets it, then every room. */
export async function buildService(parts: ServiceParts): Promise<App> {
  const { config, context, pool, tokens, metrics, isDraining = () => false } = parts
  const pace = new Pace({ rate: config.BODY_LEAST_RATE, seconds: config.BODY_RATE_SECONDS }, endTooSlow)
  const origins = crossOrigin(config.CORS_ORIGINS)
  const app = fastify(serverOptions(config, context.log, { pace, origins }, parts.traces)) as unknown as App
  const alarm = new StorageAlarm(context.log, metrics.registry)
  const labels = labelsOf(vocabularies.flatMap(({ labels = {} }) => Object.values(labels)))
  frame(app, constraints, { pace, alarm, isDraining, origins, labels })
  parts.traces?.follow(app)
  await openapi(app, { ...labelLists(vocabularies), ...eventLabels(catalogues) }, config.CONTACT_EMAIL)
  await limits(app, config)
  authenticate(app, tokens, {
    calls: perMinute(app, config, ({ actor }) => actor.sub),
    failures: perMinute(app, config, ({ ip }) => ip)
  })
  units.beginDays(app, context, followers)
  const reads = new Reads(pool)
  app.addHook('onClose', () => reads.end())
  units.checkCallers(app, reads)
  shareRequests(app, pool)
  const transfers = transfersOf(app, parts, pace)
  answers(app, { context, reads, transfers, records: visibleRecords, constraints })
  lists(app, { pool, replica: openReplica(app, parts, reads), transfers, labels })
  documents(app)
  const awaited = awaitedBy(reactions)
  const counted = [...terms.figures, ...webhooks.figures]
  measure(app, metrics, { pool, reads, transfers, clock: context.clock, awaited, counted })

  const probe = probeBeside(pool)
  app.addHook('onClose', () => probe.db.destroy())
  health(app, { db: probe.db, jobs: parts.jobs, background: parts.background, isDraining })
  platformRoutes(app, parts)
  registerRooms(app, parts, reads)
  docs(app)
  await app.ready()
  return app
}

/** Uploads and downloads, with the check of their pace. */
function transfersOf(app: App, { config, pool }: ServiceParts, pace: Pace): Transfers {
  const mostBytes = config.SPOOL_MB * 1024 * 1024
  const spool = new Spool({ folder: config.SPOOL_DIR ?? tmpdir(), mostBytes, pace })
  pace.start()
  app.addHook('onClose', async () => pace.stop())
  return new Transfers(pool, spool, pace)
}

/** The endpoints that belong to no room. */
function platformRoutes(app: App, { config, context, watch, isDraining = () => false }: ServiceParts): void {
  dictionaryRoutes(app, vocabularies, catalogues)
  const noteLines = (actor: Actor) => cases.noteLines(context, actor)
  auditRoutes(app, { ...context, watch }, { withheldLines: cases.withheldLines, noteLines })
  operationRoutes(app, context, visibleRecords, isDraining)
  feedRoutes(app, { context, ...showing, keepDays: config.EVENTS_KEEP_DAYS, isDraining })
}
