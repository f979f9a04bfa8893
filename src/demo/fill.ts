import { watchDeployments } from '../deployments/index.ts'
import { watchDuties } from '../duty-records/index.ts'
import { watchCommitments } from '../interviews/index.ts'
import { sealWaiting } from '../platform/audit/seal.ts'
import type { App } from '../platform/http/app.ts'
import { react } from '../platform/work/events.ts'
import { watchProposals } from '../proposals/index.ts'
import { staffOnRegister } from '../relatives/index.ts'
import { reactions, subjects } from '../rooms.ts'
import { buildService, type ServiceParts } from '../service.ts'
import { watchTerms } from '../terms/index.ts'
import { Agenda } from './agenda.ts'
import { chanceOf } from './chance.ts'
import type { Clock } from './clock.ts'
import { type Desk, deskOf } from './desk.ts'
import { placesWithin } from './places.ts'
import type { Queue } from './queue.ts'
import { scenes } from './scenes/index.ts'

/** The first and the last day of the story. */
export const [FIRST_DAY, LAST_DAY] = ['01-04', '11-20']

/** The seed from which everything follows that chance decides. */
export const SEED = 'demo'

export interface Filling {
  /** Parts of a service that lives in the time of the clock. */
  parts: ServiceParts & { jobs: Queue }
  clock: Clock
  year: number
  seed?: string
  /** The unit whose year it is, with all units below it. */
  within: string
  say(line: string): void
}

/**
 * Fills a new database with a year: people of all units do their work by requests to the service, day by day,
 * and in the evening the service does what its background steps do.
 */
export async function fill({ parts, clock, year, seed = SEED, within, say }: Filling): Promise<Desk> {
  const { context, tokens } = parts
  const app: App = await buildService(parts)
  try {
    const desk = deskOf({ app, tokens, clock, operations: () => parts.jobs.run(context) })
    const agenda = new Agenda(year, LAST_DAY)
    let people = 0
    const stage = {
      ...{ year, seed, agenda, clock, desk, context },
      places: await placesWithin(context.db, within),
      chance: (subject: string) => chanceOf(seed, subject),
      person: () => people++
    }
    for (const { enter } of scenes) enter(stage)
    let month = ''
    const open = (day: string) => {
      clock.begin(day)
      if (day.slice(0, 7) !== month) {
        month = day.slice(0, 7)
        say(`  ${month} …`)
      }
    }
    await agenda.play(open, (day) => evening(parts, day))
    return desk
  } finally {
    await app.close()
  }
}

/** What the background steps of a running service do. Some of them only look on some days, to save time. */
async function evening({ context }: ServiceParts, day: string): Promise<void> {
  const date = Number(day.slice(8))
  const fail = (error: unknown): never => {
    throw error
  }
  await react(context, reactions, fail)
  await watchTerms(context, { subjects, reminderDays: 3 })
  await watchCommitments(context)
  if (date >= 28) {
    await watchDeployments(context)
    await watchDuties(context, staffOnRegister)
    await watchProposals(context)
  }
  await react(context, reactions, fail)
  while ((await sealWaiting(context.db, context.auditKey, context.clock())) > 0);
}
