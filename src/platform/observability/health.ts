import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Db } from '../database/connect.ts'
import { pendingMigrations } from '../database/migration/migrate.ts'
import { sendProblem } from '../errors/problems.ts'
import { refuse } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { closed, oneOf } from '../http/schema.ts'
import { describe } from '../openapi/describe.ts'
import type { Jobs } from '../work/jobs.ts'
import type { Repeated } from '../work/repeat.ts'
import type { ClockWatch } from './clock.ts'

export const healthStates = { ok: { zh: '正常', en: 'ok' }, down: { zh: '不可用', en: 'down' } } as const

const State = oneOf(['ok', 'down'], { title: '状态', description: 'Status: working or down' })

/** Background steps that readiness asks for, by their last success. */
export interface Background {
  seal: Repeated
  watch: Repeated
  reactions: Repeated
  clock: ClockWatch
}

const Checks = closed({
  database: State,
  migrations: State,
  jobs: {
    ...State,
    description: 'Status of the job queue: whether it was asked for work successfully within 30 seconds'
  },
  seal: Type.Optional({ ...State, description: 'Status of the sealing of audit lines' }),
  watch: Type.Optional({ ...State, description: 'Status of the watch over terms' }),
  reactions: Type.Optional({ ...State, description: 'Status of the handling of events' }),
  clock: Type.Optional({
    ...State,
    description: 'Status of the clock: whether it agrees with the clock of the database'
  })
})

const Readiness = closed(
  { status: State, checks: Checks },
  { description: '是否就绪。Readiness to answer requests' }
)

const Liveness = closed({ status: State }, { description: '进程存活。Liveness of the process' })

interface Parts {
  /** A separate connection. */
  db: Db
  jobs: Jobs
  /** Left out where no background step runs in this process (tests). */
  background?: Background | undefined
  isDraining: () => boolean
}

const DRAINED_SECONDS = 5

const config = { permission: 'public', scope: 'open' } as const

/**
 * Liveness checks only the process. Readiness checks database, migrations, job queue and background steps,
 * and fails as soon as the service is asked to stop.
 */
export function health(app: App, parts: Parts): void {
  app.get(
    '/livez',
    {
      config,
      schema: {
        ...describe('getLiveness', 'health', '存活检查', {
          zh: '报告进程是否存活。',
          en: 'Reports whether the process is alive.'
        }),
        response: { 200: Liveness }
      }
    },
    async () => ({ status: 'ok' as const })
  )
  readiness(app, parts)
}

function readiness(app: App, parts: Parts): void {
  const checked = checks(parts)
  app.get(
    '/readyz',
    {
      config,
      schema: {
        ...describe('getReadiness', 'health', '就绪检查', {
          zh: '报告服务是否可以受理请求，并列出各项检查。',
          en: 'Reports whether the service can answer requests, with each check.'
        }),
        response: { 200: Readiness, 503: { ...Readiness, description: '未就绪。Not ready' } }
      }
    },
    async (request, reply) => {
      if (parts.isDraining()) {
        return sendProblem(
          refuse('draining', { retryAfterSeconds: DRAINED_SECONDS }),
          request,
          reply
        ) as never
      }
      const checks = await checked()
      const isReady = Object.values(checks).every((state) => state === 'ok')
      return reply.code(isReady ? 200 : 503).send({ status: word(isReady), checks })
    }
  )
}

/** Checks everything. A schema never goes back, so it is not checked again once it is up to date. */
function checks({ db, jobs, background }: Parts) {
  let migrated = false
  let asked: ReturnType<typeof ask> | undefined
  // Callers at the same time share one check of the database.
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined
    })
    return asked
  }
  async function ask() {
    const database = await holds<unknown>(background?.clock.check(db) ?? sql`select 1 where true`.execute(db))
    migrated ||= database && (await holds(pendingMigrations(db), (names) => names.length === 0))
    const asked = {
      database: word(database),
      migrations: word(database && migrated),
      jobs: word(jobs.isReady())
    }
    return background === undefined ? asked : { ...asked, ...stateOf(background) }
  }
}

function stateOf({ seal, watch, reactions, clock }: Background) {
  return {
    seal: word(seal.isFresh()),
    watch: word(watch.isFresh()),
    reactions: word(reactions.isFresh()),
    clock: word(clock.isRight)
  }
}

function word(works: boolean): 'ok' | 'down' {
  return works ? 'ok' : 'down'
}

function holds<T>(answer: Promise<T>, test: (value: T) => boolean = () => true): Promise<boolean> {
  return answer.then(test, () => false)
}
