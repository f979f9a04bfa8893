import { request } from 'node:http'
import t from 'tap'
import {
  batchesOf,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterHead,
  rosterOf,
  village
} from '../examples/batch.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

/** Uploads that are under way while something else happens, over connections of their own. */
const service = await testService(t)
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster, payments } = batchesOf(service)
const { call } = service
const address = new URL(await service.app.listen({ host: '127.0.0.1', port: 0 }))
const bearer = await service.token(officer)

/** An upload whose file comes when it is told to. */
function slow(id: string, kind: 'roster' | 'payments') {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' }
  const path = `/v1/disbursements/${id}/${kind}`
  const sent = request(new URL(path, address), { method: 'PUT', headers })
  const status = new Promise<number | undefined>((done) => {
    sent.on('response', (response) => done(response.resume().statusCode))
    sent.on('error', () => done(undefined))
  })
  return {
    send: (text: string) => sent.write(text),
    end: () => sent.end(),
    cut: () => sent.destroy(),
    status
  }
}

/** Does something while the turn of an upload is taken, as by an instance beside this one. */
async function inTurnOf(id: string, kind: string, meanwhile: () => Promise<void>): Promise<void> {
  const client = await service.database.owner.pool.connect()
  const lock = 'lock(hashtextextended($1, 0))'
  await client.query(`select pg_advisory_${lock}`, [`${kind} of disbursement ${id}`])
  try {
    await meanwhile()
  } finally {
    await client.query(`select pg_advisory_un${lock}`, [`${kind} of disbursement ${id}`])
    client.release()
  }
}

const check = (disbursementId: string) =>
  call('POST', '/v1/fund-checks', { as: officer, body: { kind: 'payment', disbursementId } })

const file = (amount: number) => rosterOf(`R1,${village},${amount},,`)

t.test('while one is read into the database, the second of a kind is refused at once', async (t) => {
  const id = await batch()
  await inTurnOf(id, 'roster', async () => {
    await nothingWritten(t, service, async () => {
      const { status, body } = await roster(id, file(2))
      t.same([status, body.code], [409, 'upload-running'])
    })
    t.equal((await payments(id, paymentsOf('R1,1,2030-02-01,6,paid'))).status, 200, 'the other file may come')
    t.equal((await roster(await batch(), file(2))).status, 200, 'and that of another batch')
  })
  t.equal((await roster(id, file(1))).status, 200)
})

t.test("one that is still being sent stands in nobody's way", async (t) => {
  const id = await batch()
  const first = slow(id, 'roster')
  first.send(`${rosterHead}\n`)
  t.equal((await roster(id, file(2))).body.number, 1)
  first.send(`R1,${village},1,,\n`)
  first.end()
  t.equal(await first.status, 200)
  t.match((await read(id)).body, { roster: { number: 2, amount: '1.00' } })
})

t.test('a check while a file is under way looks at the one that stands', async (t) => {
  const id = await batch({ dueOn: '2030-02-10' })
  await roster(id, file(5))
  await payments(id, paymentsOf('R1,5,2030-02-01,6,paid'))
  const before = (await check(id)).body
  const second = slow(id, 'roster')
  second.send(`${rosterHead}\nR1,${village},9,,\n`)
  const during = (await check(id)).body
  t.same([during.contentHash, during.compared.roster.number], [before.contentHash, 1])
  second.end()
  t.equal(await second.status, 200)
  t.match((await check(id)).body, { exceptions: { underpaid: { count: 1, amount: '4.00' } } })
})

t.test('cut off in the middle: the old version stands, and so does what a check says of it', async (t) => {
  const id = await batch({ dueOn: '2030-02-10' })
  await roster(id, file(5))
  const before = (await check(id)).body
  const cut = slow(id, 'roster')
  await nothingWritten(t, service, async () => {
    cut.send(`${rosterHead}\n${`R1,${village},9,,\n`.repeat(5000)}`)
    cut.cut()
    await cut.status
  })
  t.equal((await check(id)).body.contentHash, before.contentHash)
  t.equal((await roster(id, file(6))).body.number, 2, 'the way is free')
})
