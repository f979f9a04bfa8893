import { sql } from 'kysely'
import { connect } from '../../src/platform/database/connect.ts'
import { freePort } from '../support/ports.ts'
import { ask, bundle, database, drill, instance, petition, prepared, stopped, token } from './support.ts'

/** The database takes no writes, as on a full disk: reads go on, writes are told to come back, and it shows. */
await drill('read-only', 120, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const metricsPort = await freePort()
  const env = { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0', METRICS_PORT: String(metricsPort) }
  const { db } = connect({
    url: postgres.ownerUrl,
    max: 1,
    statementTimeoutMs: 0,
    name: 'drill',
    onError: () => {}
  })
  const service = await instance(dist, env)
  const bearer = token(dist)
  await sql`alter database supervision set default_transaction_read_only = on`.execute(db)
  const own = connect({ url: postgres.url, max: 1, statementTimeoutMs: 0, name: 'drill', onError: () => {} })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and usename = current_user`.execute(own.db)
  await own.db.destroy()
  const before = service.said().length
  const statuses = { reads: new Set<number>(), writes: new Set<number>() }
  // Until the losses are noticed.
  for (let n = 0; n < 40; n += 1) {
    await ask(service.url, bearer, { path: '/v1/units/220102' })
    await ask(service.url, bearer, { method: 'POST', path: '/v1/cases', body: petition(n) })
  }
  for (let n = 0; n < 100; n += 1) {
    statuses.reads.add(await ask(service.url, bearer, { path: n % 2 ? '/v1/units/220102' : '/v1/cases' }))
    statuses.writes.add(
      await ask(service.url, bearer, { method: 'POST', path: '/v1/cases', body: petition(n) })
    )
  }
  const log = service.said().slice(before)
  const alarms = (log.match(/database\.storage-failed/g) ?? []).length
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  const counted = Number(/^database_storage_failures_total (\d+)/m.exec(metrics)?.[1] ?? 0)
  const lines = log.split('\n').filter((line) => line.includes('request.failed'))
  const longest = Math.max(0, ...lines.map((line) => line.length))
  await stopped(service)
  await db.destroy()
  return {
    'reads answer': {
      value: [...statuses.reads].join(' '),
      bar: '200',
      isMet: [...statuses.reads].join() === '200'
    },
    'writes answer': {
      value: [...statuses.writes].join(' '),
      bar: '503',
      isMet: [...statuses.writes].join() === '503'
    },
    'error lines': { value: alarms, bar: '1 to 10', isMet: alarms >= 1 && alarms <= 10 },
    'counted by the metric': { value: counted, bar: 'at least 100', isMet: counted >= 100 },
    'longest line of a request': {
      value: `${longest} bytes`,
      bar: 'under 700',
      isMet: longest > 0 && longest < 700
    }
  }
})
