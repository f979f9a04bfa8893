import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'

const { url, owner, db } = await testDatabase(t)
const { app, token, listen } = await serviceOn(t, url)
const address = new URL(await listen())

/** Sends a text, and gives what came until the connection was closed, with the server's end of it. */
async function sent(text: string) {
  const accepted = once(app.server, 'connection')
  const socket = connect(Number(address.port), address.hostname)
  const [near] = (await accepted) as [Socket]
  socket.write(text)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  const closed = once(socket, 'close').then(() => answer)
  return { near, closed }
}

t.test('who waits on a connection that has been silent for too long gets an answer', async (t) => {
  const bearer = await token()
  await owner.db.transaction().execute(async (tx) => {
    await sql`lock table unit in access exclusive mode`.execute(tx)
    const head = `GET /v1/units/22 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${bearer}\r\n\r\n`
    const { near, closed } = await sent(head)
    const waiting = sql`select pid from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database()`
    await until(async () => (await waiting.execute(db)).rows.length > 0, 'the request waits')
    app.server.emit('timeout', near)
    const answer = await closed
    t.match(answer, /^HTTP\/1\.1 503 /)
    t.match(answer, /retry-after: 5\r\n/i)
    t.match(answer, /connection: close/i)
    t.match(answer, /"code":"database-unavailable"/)
  })
})

t.test('a body that does not come is a fault of the client', async (t) => {
  const head = `POST /v1/units HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await token()}\r\n`
  const { near, closed } = await sent(`${head}content-type: application/json\r\ncontent-length: 99\r\n\r\n{`)
  await until(() => near.bytesRead > 0, 'the head has come')
  await new Promise((done) => setImmediate(done))
  app.server.emit('timeout', near)
  t.match(await closed, /^HTTP\/1\.1 408 /)
})

t.test('a connection without a request is closed', async (t) => {
  const { near, closed } = await sent('')
  app.server.emit('timeout', near)
  t.equal(await closed, '')
})
