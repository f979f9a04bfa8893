import * as accountability from './accountability/index.ts'
import * as attachments from './attachments/index.ts'
import * as calendar from './calendar/index.ts'
import * as cases from './cases/index.ts'
import * as causes from './causes/index.ts'
import * as channels from './channels/index.ts'
import * as compliance from './compliance/index.ts'
import * as complianceReports from './compliance-reports/index.ts'
import type { Config } from './config.ts'
import * as deployments from './deployments/index.ts'
import * as disclosure from './disclosure/index.ts'
import * as dutyRecords from './duty-records/index.ts'
import * as evaluations from './evaluations/index.ts'
import * as findings from './findings/index.ts'
import * as fundChecks from './fund-checks/index.ts'
import * as funds from './funds/index.ts'
import * as inspections from './inspections/index.ts'
import * as interviews from './interviews/index.ts'
import { webhookSecretsOf } from './keys.ts'
import * as notices from './notices/index.ts'
import * as plans from './plans/index.ts'
import type { DutyMeasures } from './platform/access/duty-measures.ts'
import type { IndicatorMeasures } from './platform/access/indicator-measures.ts'
import type { Statistics } from './platform/access/statistics.ts'
import type { VisibleRecords } from './platform/access/visible-records.ts'
import { type Constraints, constraintsIn } from './platform/database/failures.ts'
import type { Reads } from './platform/database/reads.ts'
import type { Showing } from './platform/feed/index.ts'
import type { App } from './platform/http/app.ts'
import type { Vocabulary } from './platform/openapi/dictionaries.ts'
import { type Handlers, operationKind } from './platform/operations/index.ts'
import { type Catalogue, type Catalogues, kindsOf } from './platform/work/catalogue.ts'
import type { Chronicle } from './platform/work/chronicle.ts'
import type { Reactions } from './platform/work/events.ts'
import type { EvidenceKinds } from './platform/work/evidence.ts'
import type { RetainedKinds } from './platform/work/retained.ts'
import type { Work } from './platform/work/work.ts'
import { Workbooks } from './platform/xlsx/workbooks.ts'
import * as policy from './policy/index.ts'
import * as proposals from './proposals/index.ts'
import * as publicLists from './public-lists/index.ts'
import * as relatives from './relatives/index.ts'
import * as retention from './retention/index.ts'
import type { ServiceParts } from './service-parts.ts'
import * as statistics from './statistics/index.ts'
import * as terms from './terms/index.ts'
import * as units from './units/index.ts'
import * as webhooks from './webhooks/index.ts'

/** The parts of a room that the service uses. All but the first two are optional. */
interface Room {
  vocabulary: Vocabulary
  /** Adds the endpoints. The `Parts` of a room name which of these parts it needs. */
  register(app: App, parts: ReturnType<typeof partsOf>): void
  /** Who may see its records, by kind of record. */
  visibleRecords?: VisibleRecords
  /** Records that can be the cause or the consequence of others, by kind. */
  citables?: causes.Citables
  /** Records that have terms, and what happens when a due date moves. */
  subjects?: terms.Subjects
  /** What happens to its records when a unit ends, moves or is restored. */
  follower?: units.TreeFollower
  /** The events that it records. */
  events?: Catalogue
  /** What it does after an event of a lower room. */
  reactions?: Reactions
  /** Its records in the timeline of a unit. */
  chronicle?: Chronicle
  /** Records to which files are attached, by kind. */
  evidence?: EvidenceKinds
  /** How duties of units stand, by duty. */
  duties?: DutyMeasures
  /** What is counted of its records, by subject. */
  statistics?: Statistics
  /** Indicators of units, by formula. */
  indicators?: IndicatorMeasures
  /** Records that it keeps for a limited time. */
  retained?: RetainedKinds
  /** Its long operations, by kind. */
  handlers?: Handlers
}

/** Every room by its name, from the lowest row to the highest. */
const rooms: Readonly<Record<string, Room>> = {
  units,
  calendar,
  policy,
  terms,
  channels,
  causes,
  attachments,
  webhooks,
  plans,
  'duty-records': dutyRecords,
  deployments,
  notices,
  findings,
  interviews,
  'public-lists': publicLists,
  accountability,
  cases,
  inspections,
  funds,
  'fund-checks': fundChecks,
  disclosure,
  relatives,
  compliance,
  statistics,
  evaluations,
  proposals,
  'compliance-reports': complianceReports,
  retention
}
const all = Object.values(rooms)

export const vocabularies: readonly Vocabulary[] = all.map((room) => room.vocabulary)

/** Records to which files are attached. */
const evidence: EvidenceKinds = merged(all.map((room) => room.evidence))

export const visibleRecords: VisibleRecords = {
  operation: operationKind,
  attachment: attachments.visibleKind(() => ({ evidence, records: visibleRecords })),
  ...merged(all.map((room) => room.visibleRecords))
}

const citables: causes.Citables = merged(all.map((room) => room.citables))

const chronicles: readonly Chronicle[] = all.flatMap((room) => room.chronicle ?? [])

export const subjects: terms.Subjects = merged(all.map((room) => room.subjects))

export const followers: readonly units.TreeFollower[] = all.flatMap((room) => room.follower ?? [])

export const reactions: readonly Reactions[] = all.flatMap((room) => room.reactions ?? [])

/** The events of each room, by the name of the room. */
export const catalogues: Catalogues = named((room) => room.events)

/** What rooms do after events of lower rooms, by the name of the room. */
export const reactionsOf: Readonly<Record<string, Reactions>> = named((room) => room.reactions)

/** How each duty is measured. */
const duties: DutyMeasures = {
  ...merged(all.map((room) => room.duties)),
  ...dutyRecords.dutiesWith(relatives.staffOnRegister)
}

/** What is counted, by subject. */
export const counted: Statistics = {
  ...merged(all.map((room) => room.statistics)),
  ...compliance.statisticsWith(duties),
  terms: statistics.termStatistic(visibleRecords, Object.keys(subjects))
}

export const retainedKinds: RetainedKinds = merged(all.map((room) => room.retained))

/** How each indicator is computed. */
const indicators: IndicatorMeasures = {
  ...merged(all.map((room) => room.indicators)),
  ...dutyRecords.indicatorsWith(relatives.staffOnRegister)
}

export const handlers: Handlers = {
  ...evaluations.computing(indicators),
  ...terms.handlersFor(subjects),
  ...merged(all.map((room) => room.handlers))
}

/** What decides who sees events. */
export const showing: Showing = { records: visibleRecords, kinds: kindsOf(catalogues) }

/** To which addresses events may be sent, and how they are signed. */
export function pushedBy(config: Config) {
  const allowed = webhooks.allowedBy(config.WEBHOOK_ALLOWED_HOSTS, config.WEBHOOK_ALLOWED_NETWORKS)
  return { allowed, secrets: webhookSecretsOf(config), keepDays: config.EVENTS_KEEP_DAYS }
}

/** The refusals for violated database constraints, from all rooms. */
export const constraints: Constraints = new Map(
  vocabularies.flatMap(({ refusals = {} }) => [...constraintsIn(refusals)])
)

/** What yearly reports count from rooms of their own row. */
const reported = {
  statistics: counted,
  figuresBy: statistics.linesOf,
  dutySums: compliance.dutySumsBy(duties),
  names: compliance.vocabulary.labels?.['measured-duty'] ?? {},
  evaluated: evaluations.resultsOf
}

/** Registers every room. */
export function registerRooms(app: App, parts: ServiceParts, reads: Reads): void {
  const offered = partsOf(parts, reads)
  for (const room of all) room.register(app, offered)
}

/** The parts that rooms can ask for. */
function partsOf(parts: ServiceParts, reads: Reads) {
  const { config, context, jobs, metrics, vault, hashed, contents } = parts
  const recompute: calendar.Recompute = (work, changed) => terms.startRecompute(work, jobs, changed)
  return {
    context,
    jobs,
    reads,
    vault,
    hashed,
    contents,
    mostMb: config.ATTACHMENT_MAX_MB,
    stripsPosition: config.ATTACHMENT_STRIP_POSITION,
    evidence,
    recompute,
    citables,
    chronicles,
    followers,
    registry: metrics.registry,
    workbooks: new Workbooks(config.WORKBOOK_SECONDS),
    openingsPerDay: config.IDENTITY_OPENINGS_PER_DAY,
    kept: {
      versions: config.UPLOAD_VERSIONS,
      isUsed: funds.usedByAny(fundChecks.usesUpload, relatives.usesUpload)
    },
    draftNotice: (work: Work, wanted: Parameters<deployments.DraftNotice>[1]) =>
      notices.draftNotice(work, citables, wanted),
    inspectionOf: inspections.inspectionOf,
    staffAmong: inspections.activeStaffAmong,
    clueSources: { finding: findings.clueSource, 'fund-check': fundChecks.clueSource },
    retained: retainedKinds,
    duties,
    statistics: counted,
    reported,
    signIn: config,
    staffOnRegister: relatives.staffOnRegister,
    records: visibleRecords,
    showing,
    pushed: pushedBy(config)
  }
}

/** A part that some rooms have, by the name of the room. */
function named<T>(part: (room: Room) => T | undefined): Record<string, T> {
  const parts = Object.entries(rooms).map(([name, room]) => [name, part(room)] as const)
  return Object.fromEntries(parts.filter((one): one is [string, T] => one[1] !== undefined))
}

function merged<T extends object>(all: readonly (T | undefined)[]): T {
  return Object.assign({}, ...all)
}
