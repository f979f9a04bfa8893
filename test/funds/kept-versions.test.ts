import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterOf,
  village
} from '../examples/batch.ts'
import { testService } from '../support/service.ts'

const service = await testService(t, { env: { UPLOAD_VERSIONS: '2' } })
const { call, database, metrics } = service
await makeProgramme(service)
service.clock.now = later
const { batch, roster, payments } = batchesOf(service)

const fileOf = (version: number) => rosterOf(`R1,${village},${version}.00,,`, `R2,${village},5,,`)
const linesOf = (id: string) => call('GET', `/v1/fund-uploads/${id}/lines`, { as: officer })
const removed = { status: 409, body: { code: 'upload-lines-removed' } }

async function version(id: string, number: number): Promise<string> {
  const { status, body } = await roster(id, fileOf(number))
  if (status !== 200) throw new Error(`version ${number} was refused`)
  return body.id
}

async function storedLines(uploadId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from roster_line where upload_id = ${uploadId}::uuid`.execute(database.db)
  return rows[0]?.count ?? 0
}

t.test('only the newest versions keep their lines; all stay on record', async (t) => {
  const id = await batch()
  const versions: string[] = []
  for (let number = 1; number <= 4; number += 1) versions.push(await version(id, number))
  const [first = '', second = '', third = '', fourth = ''] = versions
  t.match(await linesOf(first), removed)
  t.match(await linesOf(second), removed)
  t.match(await linesOf(third), { status: 200, body: { items: [{ amount: '3.00' }, { amount: '5.00' }] } })
  t.match(await linesOf(fourth), { status: 200 })
  t.same(await Promise.all(versions.map(storedLines)), [0, 0, 2, 2])
  const { items } = (await call('GET', `/v1/disbursements/${id}/uploads`, { as: officer })).body
  t.same(
    items.map((item: { number: number; linesRemovedAt: string | null }) => [
      item.number,
      item.linesRemovedAt !== null
    ]),
    [
      [1, true],
      [2, true],
      [3, false],
      [4, false]
    ]
  )
  t.match(items[0], { lines: 2, amount: '6.00', fileHash: /^[0-9a-f]{64}$/ })
  const again = await roster(id, fileOf(4))
  t.match(again.body, { unchanged: true, number: 4 })
  t.equal(await storedLines(third), 2, 'the same file once more takes out nothing')
})

t.test('what a check compared, or is about to compare, keeps its lines', async (t) => {
  const id = await batch()
  const compared = await version(id, 1)
  await payments(id, paymentsOf('R1,1.00,2030-02-28,62284800,paid'))
  const check = await call('POST', '/v1/fund-checks', {
    as: officer,
    body: { kind: 'payment', disbursementId: id }
  })
  t.equal(check.status, 201)
  const asked = await version(id, 2)
  const input = JSON.stringify({ rosterUploadId: asked, paymentsUploadId: null })
  const operation = randomUUID()
  await sql`
    insert into operation (id, kind, state, actor, input, created_at)
    values (${operation}, 'fund-checks.compare', 'queued', '{}', ${input}, now())`.execute(database.db)
  for (const number of [3, 4, 5, 6]) await version(id, number)
  t.match(await linesOf(compared), { status: 200 })
  t.match(await linesOf(asked), { status: 200 })
  await sql`update operation set ended_at = now() where id = ${operation}`.execute(database.db)
  await version(id, 7)
  t.match(await linesOf(asked), removed)
  t.match(await linesOf(compared), { status: 200 })
})

t.test('the bytes that the files of a unit hold are a metric', async (t) => {
  const before = await bytes()
  const { rows } = await sql<{ bytes: number }>`
    select sum(bytes)::int as bytes from fund_upload where lines_removed_at is null`.execute(database.db)
  t.equal(before, rows[0]?.bytes)
  t.ok(before > 0)
})

async function bytes(): Promise<number> {
  const found = new RegExp(`^fund_upload_bytes\\{unit="${county}"\\} (\\d+)$`, 'm').exec(await metrics())
  return Number(found?.[1])
}
