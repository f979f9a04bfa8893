import { tmpdir } from 'node:os'
import fastify from 'fastify'
import * as accountability from './accountability/index.ts'
import * as calendar from './calendar/index.ts'
import * as cases from './cases/index.ts'
import * as causes from './causes/index.ts'
import { chronicles } from './chronicles.ts'
import * as findings from './findings/index.ts'
import * as fundChecks from './fund-checks/index.ts'
import * as funds from './funds/index.ts'
import * as inspections from './inspections/index.ts'
import * as interviews from './interviews/index.ts'
import * as notices from './notices/index.ts'
import * as plans from './plans/index.ts'
import type { VisibleRecords } from './platform/access/visible-records.ts'
import { auditRoutes } from './platform/audit/routes.ts'
import type { Actor } from './platform/auth/actor.ts'
import { authenticate } from './platform/auth/authenticate.ts'
import { probeBeside } from './platform/database/connect.ts'
import type { Constraints } from './platform/database/failures.ts'
import { Reads } from './platform/database/reads.ts'
import { StorageAlarm } from './platform/database/storage.ts'
import { labelsOf } from './platform/errors/code-labels.ts'
import { Refusal } from './platform/errors/refusal.ts'
import { answers } from './platform/http/answers.ts'
import type { App } from './platform/http/app.ts'
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
import { dictionaryRoutes, type Vocabulary } from './platform/openapi/dictionaries.ts'
import { docs } from './platform/openapi/docs.ts'
import { openapi } from './platform/openapi/document.ts'
import { type Handlers, operationKind, operationRoutes } from './platform/operations/index.ts'
import { awaitedBy, type Reactions } from './platform/work/events.ts'
import { Workbooks } from './platform/xlsx/workbooks.ts'
import * as policy from './policy/index.ts'
import { retainedKinds } from './retained.ts'
import * as retention from './retention/index.ts'
import type { ServiceParts } from './service-parts.ts'
import { openReplica } from './startup/replica.ts'
import * as terms from './terms/index.ts'
import * as units from './units/index.ts'

export type { ServiceParts } from './service-parts.ts'

export const vocabularies: readonly Vocabulary[] = [
  units.vocabulary,
  calendar.vocabulary,
  policy.vocabulary,
  terms.vocabulary,
  causes.vocabulary,
  plans.vocabulary,
  notices.vocabulary,
  interviews.vocabulary,
  accountability.vocabulary,
  findings.vocabulary,
  inspections.vocabulary,
  cases.vocabulary,
  funds.vocabulary,
  fundChecks.vocabulary,
  retention.vocabulary
]

/** Whose terms there are, and who is told when a due date moves. */
export const subjects: terms.Subjects = {
  ...notices.subjects,
  ...findings.subjects,
  ...cases.subjects,
  ...funds.subjects
}

/** What may be the cause of something, or its consequence. */
const citables: causes.Citables = {
  'inspection-task': plans.citable,
  notice: notices.citable,
  finding: findings.citable,
  inspection: inspections.citable,
  interview: interviews.citable,
  'accountability-record': accountability.citable,
  'fund-check': fundChecks.citable,
  case: cases.citable
}

/** Where clues come from, beside cases. */
const clueSources: cases.ClueSources = { finding: findings.clueSource, 'fund-check': fundChecks.clueSource }

/** Who sees which records, by kind. */
export const visibleRecords: VisibleRecords = {
  operation: operationKind,
  ...units.visibleRecords,
  ...policy.visibleRecords,
  ...plans.visibleRecords,
  ...notices.visibleRecords,
  ...findings.visibleRecords,
  ...interviews.visibleRecords,
  ...accountability.visibleRecords,
  ...inspections.visibleRecords,
  ...cases.visibleRecords,
  ...funds.visibleRecords,
  ...fundChecks.visibleRecords
}

/** What rooms do with their records when a unit has ended, moved or come back. */
export const followers: readonly units.TreeFollower[] = [cases.follower, plans.follower, inspections.follower]

/** What rooms do when something has happened below them. */
export const reactions: readonly Reactions[] = [findings.reactions]

/** What long operations there are, and who does them. */
export const handlers: Handlers = { ...terms.handlers(subjects), ...plans.handlers, ...fundChecks.handlers }

/** The service: first the platform, in the order in which a request meets it, then every room. */
export async function buildService(parts: ServiceParts): Promise<App> {
  const { config, context, pool, tokens, metrics, isDraining = () => false } = parts
  const pace = new Pace({ rate: config.BODY_LEAST_RATE, seconds: config.BODY_RATE_SECONDS }, endTooSlow)
  const app = fastify(serverOptions(config, context.log, pace, parts.traces)) as unknown as App
  const alarm = new StorageAlarm(context.log, metrics.registry)
  const labels = labelsOf(vocabularies.flatMap((room) => Object.values(room.labels ?? {})))
  frame(app, constraints, { pace, alarm, isDraining, labels })
  parts.traces?.follow(app)
  await openapi(app)
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
  const mostBytes = config.SPOOL_MB * 1024 * 1024
  const spool = new Spool({ folder: config.SPOOL_DIR ?? tmpdir(), mostBytes, pace })
  const transfers = new Transfers(pool, spool, pace)
  pace.start()
  app.addHook('onClose', async () => pace.stop())
  answers(app, { context, reads, transfers, records: visibleRecords, constraints })
  lists(app, { pool, replica: openReplica(app, parts, reads), transfers, labels })
  documents(app)
  const awaited = awaitedBy(reactions)
  measure(app, metrics, { pool, reads, transfers, clock: context.clock, awaited, counted: terms.figures })

  const probe = probeBeside(pool)
  app.addHook('onClose', () => probe.db.destroy())
  health(app, { db: probe.db, jobs: parts.jobs, background: parts.background, isDraining })
  registerRooms(app, parts, reads)
  docs(app)
  await app.ready()
  return app
}

/** Every room, from the ground up. */
function registerRooms(app: App, parts: ServiceParts, reads: Reads): void {
  const { config, context, jobs, metrics, vault, hashed, watch } = parts
  const openingsPerDay = config.IDENTITY_OPENINGS_PER_DAY
  const workbooks = new Workbooks(config.WORKBOOK_SECONDS)
  dictionaryRoutes(app, vocabularies)
  const noteLines = (actor: Actor) => cases.noteLines(context, actor)
  auditRoutes(app, { ...context, watch }, { withheldLines: cases.withheldLines, noteLines })
  operationRoutes(app, context, visibleRecords)
  units.unitRoutes(app, context.db, { reads, workbooks, chronicles, followers })
  calendar.calendarRoutes(app, context.db, (work, changed) => terms.startRecompute(work, jobs, changed))
  policy.policyRoutes(app, context)
  terms.termRoutes(app, context.db)
  causes.causeRoutes(app, context.db, citables)
  plans.planRoutes(app, context, jobs)
  notices.noticeRoutes(app, context, citables)
  findings.findingRoutes(app, context, reads, citables)
  interviews.interviewRoutes(app, context, citables)
  accountability.accountabilityRoutes(app, context, citables)
  cases.caseRoutes(app, context, { vault, openingsPerDay, registry: metrics.registry }, reads, clueSources)
  inspections.inspectionRoutes(app, context, reads, citables)
  const kept = { versions: config.UPLOAD_VERSIONS, isUsed: fundChecks.usesUpload }
  funds.fundRoutes(app, context, { hashed, workbooks, kept, registry: metrics.registry })
  fundChecks.fundCheckRoutes(app, context, jobs, citables)
  retention.retentionRoutes(app, context, { retained: retainedKinds, records: visibleRecords })
}

/** The refusals with which database constraints speak, gathered from all rooms. */
export const constraints: Constraints = new Map(
  vocabularies
    .flatMap(({ refusals = {} }) => Object.entries(refusals))
    .filter(([, { constraint }]) => constraint !== undefined)
    .map(([code, wording]) => [wording.constraint as string, () => new Refusal(code, wording)])
)
