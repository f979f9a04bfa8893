import * as accountability from './accountability/index.ts'
import * as calendar from './calendar/index.ts'
import * as cases from './cases/index.ts'
import * as causes from './causes/index.ts'
import * as findings from './findings/index.ts'
import * as fundChecks from './fund-checks/index.ts'
import * as funds from './funds/index.ts'
import * as inspections from './inspections/index.ts'
import * as interviews from './interviews/index.ts'
import * as notices from './notices/index.ts'
import * as plans from './plans/index.ts'
import type { VisibleRecords } from './platform/access/visible-records.ts'
import type { Constraints } from './platform/database/failures.ts'
import type { Reads } from './platform/database/reads.ts'
import { Refusal } from './platform/errors/refusal.ts'
import type { App } from './platform/http/app.ts'
import type { Vocabulary } from './platform/openapi/dictionaries.ts'
import { type Handlers, operationKind } from './platform/operations/index.ts'
import type { Chronicle } from './platform/work/chronicle.ts'
import type { Reactions } from './platform/work/events.ts'
import type { RetainedKinds } from './platform/work/retained.ts'
import { Workbooks } from './platform/xlsx/workbooks.ts'
import * as policy from './policy/index.ts'
import * as retention from './retention/index.ts'
import type { ServiceParts } from './service-parts.ts'
import * as terms from './terms/index.ts'
import * as units from './units/index.ts'

/** What a room offers to the service. All but the first two may be left out. */
interface Room {
  vocabulary: Vocabulary
  /** Adds the endpoints. A room names in its `Parts` what it needs of these. */
  register(app: App, parts: ReturnType<typeof partsOf>): void
  /** Who sees which of its records, by kind. */
  visibleRecords?: VisibleRecords
  /** What may be the cause of something, or its consequence, by kind. */
  citables?: causes.Citables
  /** Whose terms there are, and what happens when a due date moves. */
  subjects?: terms.Subjects
  /** What happens to its records when a unit has ended, moved or come back. */
  follower?: units.TreeFollower
  /** What it does when something has happened in a lower room. */
  reactions?: Reactions
  /** What it adds to the timeline of a unit. */
  chronicle?: Chronicle
  /** What it keeps for a limited time. */
  retained?: RetainedKinds
  /** What it does in long operations. */
  handlers?: Handlers
}

/** Every room, from the ground up. */
const rooms: readonly Room[] = [
  units,
  calendar,
  policy,
  terms,
  causes,
  plans,
  notices,
  findings,
  interviews,
  accountability,
  cases,
  inspections,
  funds,
  fundChecks,
  retention
]

export const vocabularies: readonly Vocabulary[] = rooms.map((room) => room.vocabulary)

export const visibleRecords: VisibleRecords = {
  operation: operationKind,
  ...merged(rooms.map((room) => room.visibleRecords))
}

const citables: causes.Citables = merged(rooms.map((room) => room.citables))

const chronicles: readonly Chronicle[] = rooms.flatMap((room) => room.chronicle ?? [])

export const subjects: terms.Subjects = merged(rooms.map((room) => room.subjects))

export const followers: readonly units.TreeFollower[] = rooms.flatMap((room) => room.follower ?? [])

export const reactions: readonly Reactions[] = rooms.flatMap((room) => room.reactions ?? [])

export const retainedKinds: RetainedKinds = merged(rooms.map((room) => room.retained))

export const handlers: Handlers = {
  ...terms.handlersFor(subjects),
  ...merged(rooms.map((room) => room.handlers))
}

/** The refusals with which database constraints speak, gathered from all rooms. */
export const constraints: Constraints = new Map(
  vocabularies
    .flatMap(({ refusals = {} }) => Object.entries(refusals))
    .filter(([, { constraint }]) => constraint !== undefined)
    .map(([code, wording]) => [wording.constraint as string, () => new Refusal(code, wording)])
)

/** Registers every room. */
export function registerRooms(app: App, parts: ServiceParts, reads: Reads): void {
  const all = partsOf(parts, reads)
  for (const room of rooms) room.register(app, all)
}

/** All that rooms ask for. */
function partsOf({ config, context, jobs, metrics, vault, hashed }: ServiceParts, reads: Reads) {
  const recompute: calendar.Recompute = (work, changed) => terms.startRecompute(work, jobs, changed)
  return {
    context,
    jobs,
    reads,
    vault,
    hashed,
    recompute,
    citables,
    chronicles,
    followers,
    registry: metrics.registry,
    workbooks: new Workbooks(config.WORKBOOK_SECONDS),
    openingsPerDay: config.IDENTITY_OPENINGS_PER_DAY,
    kept: { versions: config.UPLOAD_VERSIONS, isUsed: fundChecks.usesUpload },
    clueSources: { finding: findings.clueSource, 'fund-check': fundChecks.clueSource },
    retained: retainedKinds,
    records: visibleRecords
  }
}

function merged<T extends object>(all: readonly (T | undefined)[]): T {
  return Object.assign({}, ...all)
}
