import { sql } from 'kysely'
import { connect } from '../../src/platform/database/connect.ts'
import {
  ask,
  bundle,
  database,
  drill,
  instance,
  isInstalled,
  pause,
  petition,
  prepared,
  skip,
  stopped,
  token,
  until
} from './support.ts'

/** A machine whose clock is 60 days ahead, for longer than a round of the watch: no term is marked as missed. */
if (!isInstalled('faketime')) await skip('clock', 'faketime is not installed')

await drill('clock', 240, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const { db } = connect({
    url: postgres.ownerUrl,
    max: 1,
    statementTimeoutMs: 0,
    name: 'drill',
    onError: () => {}
  })
  const first = await instance(dist, { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0' })
  const bearer = token(dist)
  for (let n = 0; n < 20; n += 1)
    await ask(first.url, bearer, { method: 'POST', path: '/v1/cases', body: petition(n) })
  await stopped(first)
  const marked = async () => {
    const { rows } = await sql<{ count: number }>`select count(missed_at)::int as count from term`.execute(db)
    return rows[0]?.count ?? -1
  }
  const ahead = await instance(dist, { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0' }, [
    'faketime',
    '-f',
    '+60d'
  ])
  const status = await until(async () => {
    const { status, body } = await fetch(`${ahead.url}/readyz`).then(async (answer) => ({
      status: answer.status,
      body: (await answer.json()) as { checks?: { clock?: string } }
    }))
    return body.checks?.clock === 'down' ? status : undefined
  })
  await pause(70_000)
  const wrong = await marked()
  const said = (ahead.said().match(/"event":"clock.wrong"/g) ?? []).length
  await stopped(ahead)
  await db.destroy()
  return {
    'readyz with the wrong clock': { value: status, bar: '503', isMet: status === 503 },
    'terms marked in 70 s': { value: wrong, bar: '0', isMet: wrong === 0 },
    'lines clock.wrong': { value: said, bar: 'at least 1', isMet: said > 0 }
  }
})
