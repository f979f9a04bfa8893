import { randomBytes } from 'node:crypto'
import t from 'tap'
import { isLong } from '../../src/platform/table/long.ts'
import {
  batchesOf,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterHead,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { testService } from '../support/service.ts'
import { spooled } from '../support/spooled.ts'

/** Uploads whose answer does not wait for the reading, and those that need none. */
const service = await testService(t, { jobs: true })
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster, payments } = batchesOf(service)
const { call, ended } = service
const prefer = { headers: { prefer: 'respond-async, wait=10' } }

t.test('an upload as an operation: its answer comes before the file is read', async (t) => {
  const id = await batch()
  const answer = await roster(id, rosterOf(`R1,${village},5,,`), prefer)
  t.match(answer, {
    status: 202,
    body: { kind: 'funds.roster', state: 'running', progress: { done: 0, total: null } },
    headers: { location: `/v1/operations/${answer.body.id}`, 'preference-applied': 'respond-async' }
  })
  const done = (await ended(answer.body.id)).body
  t.match(done, { state: 'succeeded', result: { lines: 1, amount: '5.00', unchanged: false } })
  t.same(done.progress, { done: 1, total: 1, phase: null })
  t.match((await read(id)).body.roster, { id: done.result.id })
})

t.test('what is wrong with the file is the problem of the operation', async (t) => {
  const id = await batch()
  const { body } = await roster(id, rosterOf(`R1,${village},5,,`, `#N/A,${village},5,,`), prefer)
  t.match((await ended(body.id)).body, {
    state: 'failed',
    problem: { code: 'upload-rejected', errors: [{ line: 3, code: 'cell-error-text' }] }
  })
  t.equal((await read(id)).body.roster, null)
  const hidden = await call('PUT', `/v1/disbursements/${id}/roster`, {
    ...{ as: { ...officer, unit: '220103', sub: 'b' }, raw: rosterOf(), type: 'text/csv' },
    ...prefer
  })
  t.equal(hidden.status, 404, 'no operation for a batch out of sight')
})

t.test('single lines and units are taken in by operations too', async (t) => {
  const id = await batch()
  await payments(id, paymentsOf('R1,5,2026-05-09,11,paid'))
  const raw = paymentsOf('R1,5,2026-05-20,11,returned')
  const { status, body } = await call('PATCH', `/v1/disbursements/${id}/payments`, {
    ...{ as: officer, raw, type: 'text/csv' },
    ...prefer
  })
  t.equal(status, 202)
  t.match((await ended(body.id)).body, { state: 'succeeded', result: { paidLines: 0 } })
  const units = 'code,name,level,parentCode\n2201020019,试验社区,village,220102001\n'
  const made = await call('POST', '/v1/units/import', { raw: units, type: 'text/csv', ...prefer })
  t.equal(made.status, 202)
  t.match((await ended(made.body.id)).body, { state: 'succeeded', result: { created: 1 } })
})

t.test('large files are read by operations unasked', async (t) => {
  const text = await spooled(Buffer.from(rosterOf()))
  const book = await spooled(workbook([rosterHead.split(',')]))
  t.same(
    [text, book].map(({ fd }) => [20, 21, 150, 151].map((mb) => isLong({ fd, bytes: mb * 1024 * 1024 }))),
    [
      [false, false, false, true],
      [false, true, true, true]
    ]
  )
  await Promise.all([text.close(), book.close()])
})

t.test('an operation whose process has died ends when somebody asks for it', async (t) => {
  const id = await batch()
  const { body } = await roster(id, rosterOf(`R1,${village},5,,`), prefer)
  await ended(body.id)
  const { pool } = service.database.owner
  const revive = (age: string) =>
    pool.query(
      `update operation set state = 'running', ended_at = null, result = null,
         created_at = $2::timestamptz - $3::interval where id = $1`,
      [body.id, service.clock.now.toISOString(), age]
    )
  const state = async () => (await call('GET', `/v1/operations/${body.id}`, { as: officer })).body
  await revive('10 seconds')
  t.match(await state(), { state: 'running' }, 'it may just have begun')
  await revive('10 minutes')
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtextextended('operation here ' || $1::text, 0))`, [
    body.id
  ])
  t.match(await state(), { state: 'running' }, 'somebody is at work on it')
  await client.query('rollback')
  client.release()
  t.match(await state(), { state: 'failed', problem: { code: 'upload-interrupted' } })
})

t.test('the same file is known by its digest, before a line of it is read', async (t) => {
  const id = await batch()
  const raw = `对象编号,村,金额,备注\nR1,${village},"1,000.00",x\n`
  const { body: first } = await roster(id, raw)
  t.match(first, { unchanged: false, normalised: { headers: 3, amounts: 1 }, ignored: ['备注'] })
  // Were it read, its village would not be known.
  await service.database.owner.pool.query(`update unit set valid_from = '2039-01-01' where code = $1`, [
    village
  ])
  t.teardown(() =>
    service.database.owner.pool.query('update unit set valid_from = null where code = $1', [village])
  )
  const { status, body } = await roster(id, raw)
  t.match(
    { status, body },
    { status: 200, body: { unchanged: true, id: first.id, normalised: first.normalised, ignored: ['备注'] } }
  )
})

t.test('sent again as an operation, it ends at once with what stands', async (t) => {
  const id = await batch()
  const raw = rosterOf(`R1,${village},5,,`)
  const { body: first } = await roster(id, raw)
  // Were it read, its village would not be known.
  const setBegin = (day: string | null) =>
    service.database.owner.pool.query('update unit set valid_from = $1 where code = $2', [day, village])
  await setBegin('2039-01-01')
  t.teardown(() => setBegin(null))
  const again = await roster(id, raw, prefer)
  t.equal(again.status, 202)
  t.match((await ended(again.body.id)).body, {
    state: 'succeeded',
    result: { unchanged: true, id: first.id, number: first.number }
  })
  await setBegin(null)
  // A picture that nobody reads makes it large: an operation reads it unasked.
  const picture = { name: 'xl/media/image1.png', content: randomBytes(21 * 1024 * 1024) }
  const file = workbook([rosterHead.split(','), ['R2', village, '7']], { parts: [picture] })
  const large = await roster(id, file, { type: XLSX })
  t.equal(large.status, 202)
  const taken = (await ended(large.body.id)).body
  t.match(taken, { state: 'succeeded', result: { unchanged: false, amount: '7.00' } })
  await setBegin('2039-01-01')
  const repeated = await roster(id, file, { type: XLSX })
  t.equal(repeated.status, 202)
  t.match((await ended(repeated.body.id)).body, {
    state: 'succeeded',
    result: { unchanged: true, id: taken.result.id }
  })
})

t.test('another sheet of the same workbook is another file', async (t) => {
  const id = await batch()
  const file = workbook([rosterHead.split(','), ['R1', village, '5']])
  const first = await roster(id, file, { type: XLSX })
  const url = `/v1/disbursements/${id}/roster?sheet=${encodeURIComponent('名册')}`
  const named = await call('PUT', url, { as: officer, raw: file, type: XLSX })
  t.match([first.body.unchanged, named.body.unchanged], [false, false])
  t.match((await call('PUT', url, { as: officer, raw: file, type: XLSX })).body, { unchanged: true })
})
