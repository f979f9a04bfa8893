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

/** Liveness asks nothing but the process; readiness asks database, migrations and job queue. */
export function health(app: App, db: Db, jobs: Jobs): void {
  const config = { permission: 'public', scope: 'open', rateLimit: false } as const
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
  let migrated = false
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
      const database = await answersNow(db)
      // A schema does not go back: once it is up to date, it need not be asked again.
      migrated ||=
        database &&
        (await pendingMigrations(db).then(
          (names) => names.length === 0,
          () => false
        ))
      const checks = {
        database: word(database),
        migrations: word(database && migrated),
        jobs: word(jobs.isReady())
      }
      const isReady = Object.values(checks).every((state) => state === 'ok')
      return reply.code(isReady ? 200 : 503).send({ status: word(isReady), checks })
    }
  )
}

function word(works: boolean): 'ok' | 'down' {
  return works ? 'ok' : 'down'
}

function answersNow(db: Db): Promise<boolean> {
  return sql`select 1 where true`.execute(db).then(
    () => true,
    () => false
  )
}
