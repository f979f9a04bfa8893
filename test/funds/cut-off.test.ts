import { connect } from 'node:net'
import t from 'tap'
import { batchesOf, makeProgramme, officer, rosterHead, rosterOf, village } from '../examples/batch.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const service = await testService(t)
await makeProgramme(service)
const { batch, read, roster } = batchesOf(service)
const address = new URL(await service.app.listen({ host: '127.0.0.1', port: 0 }))

/** Sends the start of a file over a connection of its own, and hangs up. */
async function hangUp(id: string, start: string, length: number): Promise<void> {
  const head = [
    `PUT /v1/disbursements/${id}/roster HTTP/1.1`,
    `host: ${address.host}`,
    `authorization: Bearer ${await service.token(officer)}`,
    'content-type: text/csv',
    `content-length: ${length}`
  ]
  await new Promise<void>((done) => {
    const socket = connect(Number(address.port), address.hostname)
    socket.on('error', () => {})
    socket.on('close', () => done())
    socket.write(`${head.join('\r\n')}\r\n\r\n${start}`, () => setTimeout(() => socket.destroy(), 300))
  })
}

t.test('an upload that is cut off leaves the file before as it stands', async (t) => {
  const id = await batch()
  const before = (await roster(id, rosterOf(`R1,${village},1,,`))).body
  const lines = Array.from({ length: 20_000 }, (_, n) => `R${n},${village},1,,`).join('\n')
  await nothingWritten(t, service, async () => {
    for (const start of ['', rosterHead, `${rosterHead}\n${lines}`]) await hangUp(id, start, 9_000_000)
    // The lock goes with the transaction: the next one finds the way free.
    await until(async () => !(await isRunning(id)), 'the way is free')
  })
  t.equal((await read(id)).body.roster.id, before.id)
  t.equal((await roster(id, rosterOf(`R1,${village},2,,`))).body.number, 2)
})

t.test('a body longer than its content-length is refused, not cut', async (t) => {
  const id = await batch()
  const raw = `recipientNo,villageCode,amount\nR1,${village},685.50\n`
  await nothingWritten(t, service, async () => {
    // Cut there, 68 or 685 would be an amount as well.
    for (const missing of [3, 4, 5]) await hangUp(id, raw, raw.length - missing)
    await until(async () => !(await isRunning(id)), 'the way is free')
  })
  t.equal((await read(id)).body.roster, null)
})

/** A file that is refused for itself, and not for another one under way. */
async function isRunning(id: string): Promise<boolean> {
  return (await roster(id, 'nothing')).body.code === 'upload-running'
}
