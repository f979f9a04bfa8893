import { seedCalendar } from '../calendar/index.ts'
import { connect } from '../platform/database/connect.ts'
import { mustKeepSessions } from '../platform/database/connection/pooler.ts'
import { whileAlone } from '../platform/database/migration/alone.ts'
import { grantTo } from '../platform/database/migration/grants.ts'
import { migrate } from '../platform/database/migration/migrate.ts'
import { migrateJobs } from '../platform/work/jobs.ts'

/**
 * Brings a database up to date: schema, calendar, job queue, and the rights of the service's own role. Of
 * several instances that start at once, one does it and the others wait.
 */
export async function prepareDatabase(url: string, role: string | undefined, say: (line: string) => void) {
  const { db, pool } = connect({ url, max: 3, statementTimeoutMs: 0, name: 'migrate', onError: () => {} })
  pool.on('connect', (client) => {
    // A migration reports its progress by `raise info`.
    client.on('notice', ({ severity, message }) => severity === 'INFO' && say(message ?? ''))
  })
  try {
    await mustKeepSessions(pool)
    await whileAlone(pool, 'preparing the database', async () => {
      await migrate(db, say)
      await seedCalendar(db, say)
      await migrateJobs(url)
      if (role !== undefined) await grantTo(db, role)
    })
  } finally {
    await db.destroy()
  }
}
