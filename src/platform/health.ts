import { sql } from 'kysely'
import type { Db } from './database/connect.ts'
import { pendingMigrations } from './database/migrate.ts'
import type { App } from './http/app.ts'
import type { Jobs } from './jobs.ts'
import { describe } from './openapi/describe.ts'
import { closed, oneOf } from './schema.ts'

const State = oneOf(['ok', 'down'], { title: '状态', description: 'Whether it works' })

const Readiness = closed(
  { status: State, checks: closed({ database: State, migrations: State, jobs: State }) },
  { description: '是否就绪 Whether requests can be served' }
)

const Liveness = closed({ status: State }, { description: '进程存活 The process is alive' })

/**
 * Liveness asks nothing but the process; readiness asks database, migrations and job queue. `db` is a
 * connection of its own.
 */
export function health(app: App, db: Db, jobs: Jobs): void {
  const config = { permission: 'public', scope: 'open' } as const
  app.get(
    '/livez',
    {
      config,
      schema: {
        ...describe('getLiveness', 'health', '存活检查', 'Is the process alive'),
        response: { 200: Liveness }
      }
    },
    async () => ({ status: 'ok' as const })
  )
  const checked = checks(db, jobs)
  app.get(
    '/readyz',
    {
      config,
      schema: {
        ...describe('getReadiness', 'health', '就绪检查', 'Can requests be served'),
        response: { 200: Readiness, 503: { ...Readiness, description: '未就绪 Not ready' } }
      }
    },
    async (_request, reply) => {
      const checks = await checked()
      const isReady = Object.values(checks).every((state) => state === 'ok')
      return reply.code(isReady ? 200 : 503).send({ status: word(isReady), checks })
    }
  )
}

/** Asks database, migrations and job queue. A schema does not go back: once up to date, it stays so. */
function checks(db: Db, jobs: Jobs) {
  let migrated = false
  let asked: ReturnType<typeof ask> | undefined
  // However many ask at once, the database is asked once.
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined
    })
    return asked
  }
  async function ask() {
    const database = await holds(sql`select 1 where true`.execute(db))
    migrated ||= database && (await holds(pendingMigrations(db), (names) => names.length === 0))
    return { database: word(database), migrations: word(database && migrated), jobs: word(jobs.isReady()) }
  }
}

function word(works: boolean): 'ok' | 'down' {
  return works ? 'ok' : 'down'
}

function holds<T>(answer: Promise<T>, test: (value: T) => boolean = () => true): Promise<boolean> {
  return answer.then(test, () => false)
}
