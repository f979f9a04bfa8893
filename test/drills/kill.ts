import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { connect } from '../../src/platform/database/connect.ts'
import { freePort } from '../support/ports.ts'
import { bundle, database, drill, instance, pause, petition, prepared, stopped, token } from './support.ts'

/**
 * The service and a process of PostgreSQL are killed in turn (SIGKILL; PostgreSQL recovers from a crash then)
 * while 16 callers write. Each repeats its request under one Idempotency-Key until it is acknowledged: none of
 * these cases may be lost or there twice.
 *
 *     node test/drills/kill.ts [kills of each]
 */
const [kills = 3] = process.argv.slice(2).map(Number)
const WRITERS = 16

await drill('kill', 60 + kills * 30, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const env = { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0', PORT: String(await freePort()) }
  const { db } = connect({
    url: postgres.ownerUrl,
    max: 1,
    statementTimeoutMs: 0,
    name: 'drill',
    onError: () => {}
  })
  let service = await instance(dist, env)
  const bearer = token(dist)
  const { url } = service
  const numbers: string[] = []
  let isOver = false
  const writers = Array.from({ length: WRITERS }, async (_, n) => {
    for (let m = 0; !isOver; m += 1) numbers.push(await writtenOnce(url, bearer, WRITERS * m + n))
  })
  for (let n = 0; n < kills; n += 1) {
    await pause(3000)
    service.child.kill('SIGKILL')
    await service.ended
    service = await instance(dist, env)
    await pause(3000)
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where usename = 'service' limit 1`.execute(db)
    process.kill(rows[0]?.pid as number, 'SIGKILL')
  }
  await pause(3000)
  isOver = true
  await Promise.all(writers)
  const { rows } = await sql<{ number: string }>`select number from petition_case`.execute(db)
  const kept = new Set(rows.map(({ number }) => number))
  const lost = numbers.filter((number) => !kept.has(number)).length
  const doubled = rows.length - new Set(numbers).size
  const code = await stopped(service)
  await db.destroy()
  return {
    'writes acknowledged': { value: numbers.length },
    'acknowledged writes lost': { value: lost, bar: '0', isMet: lost === 0 },
    'written twice': { value: doubled, bar: '0', isMet: doubled === 0 },
    'numbers given twice': {
      value: numbers.length - new Set(numbers).size,
      bar: '0',
      isMet: numbers.length === new Set(numbers).size
    },
    'ended with': { value: String(code), bar: '0', isMet: code === 0 }
  }
})

/** The number of a case, whose request is repeated until there is one. */
async function writtenOnce(url: string, bearer: string, n: number): Promise<string> {
  const headers = {
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID()
  }
  const body = JSON.stringify(petition(n))
  for (;;) {
    try {
      const signal = AbortSignal.timeout(10_000)
      const answer = await fetch(`${url}/v1/cases`, { method: 'POST', headers, body, signal })
      if (answer.status === 201) return ((await answer.json()) as { number: string }).number
    } catch {
      // Killed meanwhile.
    }
    await pause(200)
  }
}
