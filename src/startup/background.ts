import { keepSweepingAttachments } from '../attachments/index.ts'
import type { Config } from '../config.ts'
import { keepWatchingDeployments } from '../deployments/index.ts'
import { keepWatchingDuties } from '../duty-records/index.ts'
import { keepCheckingMonths } from '../fund-checks/index.ts'
import { keepWatchingCommitments } from '../interviews/index.ts'
import { keepSealing } from '../platform/audit/seal.ts'
import { errorOf } from '../platform/errors/thrown.ts'
import { deleteExpired } from '../platform/feed/index.ts'
import { Complaints } from '../platform/observability/complaints.ts'
import type { Background } from '../platform/observability/health.ts'
import { awaitedBy, keepReacting } from '../platform/work/events.ts'
import { keepSweeping } from '../platform/work/sweeping.ts'
import { keepProposing } from '../proposals/index.ts'
import { staffOnRegister } from '../relatives/index.ts'
import { counted, followers, pushedBy, reactions, showing, subjects } from '../rooms.ts'
import type { ServiceParts } from '../service-parts.ts'
import { keepCounting } from '../statistics/index.ts'
import { keepWatching } from '../terms/index.ts'
import { keepDay } from '../units/index.ts'
import { keepSending, sweepWebhooks } from '../webhooks/index.ts'
import { keepRetaining } from './retention.ts'

const DAY_MS = 24 * 3600 * 1000

type Parts = Pick<ServiceParts, 'context' | 'jobs' | 'watch' | 'contents' | 'metrics'> & {
  config: Config
  trimLog?: (() => void) | undefined
}

/**
 * Starts the background steps: seals, terms, reactions, the day of the tree, figures, checks of months,
 * retention, sweeping. Readiness does not check `others`. Sealing stops after all of them, so that their
 * audit lines are sealed too.
 */
export function startBackground(parts: Parts) {
  const { config, context, jobs, watch: seals, contents, metrics, trimLog } = parts
  const complaints = new Complaints()
  const onFailure = (event: string) => (error: unknown) => {
    const tell = (times: number) => context.log.warn({ event, times, err: error })
    complaints.complain(`${event} ${errorOf(error).message}`, tell)
  }
  const seal = keepSealing(context.db, context.auditKey, context.clock, onFailure('audit.seal-failed'), seals)
  const watching = { subjects, reminderDays: config.TERM_REMINDER_DAYS }
  const watch = keepWatching(context, watching, onFailure('terms.watch-failed'))
  const reacting = keepReacting(context, reactions, onFailure('events.reaction-failed'))
  const pushed = pushedBy(config)
  const sweepOthers = async (alive: () => void) => {
    const before = new Date(context.clock().getTime() - config.EVENTS_KEEP_DAYS * DAY_MS)
    await deleteExpired(context.db, before, awaitedBy(reactions), alive)
    await sweepWebhooks(context.db, pushed.secrets, before)
    trimLog?.()
  }
  const others = [
    watch,
    reacting,
    keepDay(context, followers, onFailure('units.day-failed')),
    keepWatchingDeployments(context, onFailure('deployments.watch-failed')),
    keepWatchingDuties(context, staffOnRegister, onFailure('duties.watch-failed')),
    keepCounting(context, counted, onFailure('statistics.watch-failed')),
    keepProposing(context, onFailure('proposals.watch-failed')),
    keepWatchingCommitments(context, onFailure('interviews.watch-failed')),
    keepCheckingMonths(context, jobs, onFailure('funds.schedule-failed')),
    keepRetaining(context, config, onFailure('retention.watch-failed')),
    keepSweepingAttachments(context, contents, onFailure('attachments.sweep-failed')),
    keepSending({ context, showing, ...pushed, registry: metrics.registry }, onFailure('webhooks.failed')),
    keepSweeping(context, onFailure('sweep-failed'), sweepOthers)
  ]
  const asked: Omit<Background, 'clock'> = { seal, watch, reactions: reacting }
  return { asked, seal, others }
}
