import { seedCalendar } from './calendar/index.ts'
import { connect } from './platform/database/connect.ts'
import { grantTo } from './platform/database/grants.ts'
import { migrate } from './platform/database/migrate.ts'
import { migrateJobs } from './platform/jobs.ts'

/** Brings a database up to date: schema, calendar, job queue, and the rights of the service's own role. */
export async function prepareDatabase(url: string, role: string | undefined, say: (line: string) => void) {
  const { db } = connect({ url, max: 2, statementTimeoutMs: 0, name: 'migrate', onError: () => {} })
  try {
    await migrate(db, say)
    await seedCalendar(db, say)
    await migrateJobs(url)
    if (role !== undefined) await grantTo(db, role)
  } finally {
    await db.destroy()
  }
}
