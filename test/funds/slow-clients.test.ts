import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import t from 'tap'
import {
  batchesOf,
  later,
  makeProgramme,
  officer,
  rosterHead,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

/** Clients that send and read as slowly as they like; each person has two places. */
const PLACES = 2
const service = await testService(t)
const { call, database } = service
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster } = batchesOf(service)
const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
const authorization = `Bearer ${await service.token(officer)}`

interface Slow {
  sent: ClientRequest
  answer: Promise<IncomingMessage>
}

/** A request over a connection of its own, whose body comes, and whose answer is read, when it is told to. */
function slow(method: string, path: string, headers: Record<string, string>): Slow {
  const sent = request(new URL(path, address), {
    method,
    agent: false,
    headers: { authorization, ...headers }
  })
  const answer = new Promise<IncomingMessage>((done, fail) => {
    sent.on('response', done)
    sent.on('error', fail)
  })
  answer.catch(() => {})
  return { sent, answer }
}

/** How many are told to come later; the others go on. */
async function refusedOf(clients: readonly Slow[]): Promise<number> {
  const refused: (IncomingMessage | undefined)[] = []
  for (const { answer } of clients) answer.then((one) => one.statusCode === 503 && refused.push(one))
  await until(() => refused.length >= clients.length - PLACES, 'most are refused')
  t.ok(refused.every((one) => one?.headers['retry-after'] === '5'))
  return refused.length
}

/** Others are served as if nothing was. */
async function othersAnswer(): Promise<void> {
  const begun = performance.now()
  const asked = Array.from({ length: 6 }, () => call('GET', '/v1/units?limit=5', { as: officer }))
  t.same(
    (await Promise.all(asked)).map(({ status }) => status),
    [200, 200, 200, 200, 200, 200]
  )
  await batch()
  t.ok(performance.now() - begun < 4000, 'and do not wait')
}

const csv = { accept: 'text/csv' }
const isFree = async () =>
  (await call('GET', '/v1/disbursements', { as: officer, headers: csv })).status === 200

t.test('slow uploads take the places of their sender only', async (t) => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => batch()))
  const uploads = ids.map((id) =>
    slow('PUT', `/v1/disbursements/${id}/roster`, { 'content-type': 'text/csv' })
  )
  for (const { sent } of uploads) sent.write(`${rosterHead}\n`)
  t.equal(await refusedOf(uploads), 10 - PLACES)
  await othersAnswer()
  const id = await batch()
  await nothingWritten(t, service, async () => {
    const { status, body, headers } = await roster(id, rosterOf(`R1,${village},1,,`))
    t.same([status, body.code, headers['retry-after']], [503, 'streams-busy', '5'], 'one more of theirs')
    const list = await call('GET', '/v1/units', { as: officer, headers: csv })
    t.match(list, { status: 503, body: { code: 'streams-busy' } }, 'a download')
  })
  const units = { raw: 'code,name,level,parentCode\n', type: 'text/csv' }
  t.equal((await call('POST', '/v1/units/import', units)).status, 200, 'another unit has places of its own')
  t.equal((await call('GET', '/v1/units', { headers: csv })).status, 200)
  const colleague = { as: { ...officer, sub: 'colleague' } }
  t.equal((await roster(id, rosterOf(`R1,${village},1,,`), colleague)).status, 200, 'and so has a colleague')
  for (const { sent } of uploads) sent.end(`R1,${village},1,,\n`)
  const statuses = await Promise.all(uploads.map(async ({ answer }) => (await answer).resume().statusCode))
  t.equal(statuses.filter((status) => status === 200).length, PLACES, 'those under way come to their end')
  const taken = await Promise.all(ids.map(async (id) => (await read(id)).body.roster !== null))
  t.same(
    taken,
    statuses.map((status) => status === 200)
  )
  t.equal((await roster(id, rosterOf(`R1,${village},1,,`))).status, 200, 'and make room')
})

t.test('places are free again after uploads that are refused or cut off', async (t) => {
  for (let n = 0; n < 2 * PLACES; n += 1) {
    const id = await batch()
    t.equal((await roster(id, 'nothing')).body.code, 'upload-rejected')
    t.equal((await roster(id, 'nothing', { as: { ...officer, unit: '2202', sub: 'b' } })).status, 404)
    const { sent, answer } = slow('PUT', `/v1/disbursements/${id}/roster`, { 'content-type': 'text/csv' })
    sent.write(`${rosterHead}\n`, () => setTimeout(() => sent.destroy(), 50))
    await t.rejects(answer)
    await until(isFree, 'all have left')
  }
})

t.test('slow readers of downloads take the places of their caller only', async (t) => {
  const id = await batch({ period: '2020-01' })
  const { id: upload } = (await roster(id, rosterOf(`R1,${village},1,,`))).body
  await database.owner.pool.query(
    `insert into roster_line (period, upload_id, line, recipient_no, village_code, amount)
     select '2020-01-01', $1, n + 9, 'R' || n, $2, n from generate_series(1, 400000) n`,
    [upload, village]
  )
  const path = `/v1/fund-uploads/${upload}/lines`
  for (const leave of ['destroy', 'resume'] as const) {
    const readers = Array.from({ length: 8 }, () => slow('GET', path, csv))
    for (const { sent } of readers) sent.end()
    t.equal(await refusedOf(readers), 8 - PLACES)
    await othersAnswer()
    t.notOk(await isFree(), 'no download beside them')
    for (const { answer } of readers) (await answer)[leave]()
    await until(isFree, 'they have left')
  }
})

t.test('downloads that are soon over wait for each other', async (t) => {
  const asked = Array.from({ length: 5 * PLACES }, () => isFree())
  t.same(await Promise.all(asked), Array(5 * PLACES).fill(true))
})

t.test('a download that fails, or is a workbook, leaves its place', async (t) => {
  const id = await batch()
  await roster(id, rosterOf(`R1,${village},1,,`))
  const check = await call('POST', '/v1/fund-checks', {
    as: officer,
    body: { kind: 'payment', disbursementId: id }
  })
  await database.owner.pool.query('alter table fund_upload rename column number to no')
  for (let n = 0; n < PLACES + 1; n += 1) t.notOk(await isFree())
  await database.owner.pool.query('alter table fund_upload rename column no to number')
  for (let n = 0; n < PLACES + 1; n += 1) {
    const { status, body } = await call('GET', '/v1/notices?cursor=x', { headers: csv })
    t.same([status, body.code], [400, 'bad-cursor'])
  }
  for (let n = 0; n < PLACES + 1; n += 1) {
    const headers = { authorization, accept: XLSX }
    const book = await service.app.inject({ url: `/v1/fund-checks/${check.body.id}/exceptions`, headers })
    t.equal(book.statusCode, 200)
  }
  t.ok(await isFree())
})
