import { parse } from 'csv-parse/sync'
import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  paymentsOf,
  programme,
  rosterOf,
  village
} from '../examples/batch.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock, ended } = service
const person: Person = { unit: '22', roles: ['fund-officer', 'leader', 'admin', 'auditor'], sub: 'all' }
const other = await makeProgramme(service, 'rural-low-income')
const own = await makeProgramme(service)
await service.database.owner.pool.query(
  'insert into fund_exclusion (programme_id, other_id) values ($1, $2), ($2, $1)',
  [own, other]
)
clock.now = later
const { batch, roster, payments } = batchesOf(service)
const post = async (url: string, body: object) => ok(await call('POST', url, { as: person, body }))

const period = '2030-05'
const id = await batch({ period, dueOn: '2030-05-10' })
ok(await roster(id, rosterOf(`R1,${village},10,,`, `R2,${village},20.50,6217,`)))
const { id: upload } = ok(await payments(id, paymentsOf('R2,20,2030-05-11,6217,paid')))
const check = await post('/v1/fund-checks', { kind: 'payment', disbursementId: id })
ok(await ended((await post('/v1/fund-checks/run', { withinCode: '2201', period })).id))
await post('/v1/fund-accounts', {
  ...{ unitCode: county, programme, bank: '工商银行', accountNo: '6222020000009' },
  ...{ ledger: true, validFrom: '2026-01-01' }
})

/** Whether a cell of a table says what a value of JSON does. Objects are flat there: they are not compared. */
function isSame(cell: string, value: unknown): boolean {
  if (Array.isArray(value)) return JSON.stringify(JSON.parse(cell)) === JSON.stringify(value)
  return (typeof value === 'object' && value !== null) || cell === String(value ?? '')
}

const lists = [
  '/v1/fund-programmes',
  '/v1/fund-accounts',
  '/v1/disbursements',
  `/v1/disbursements/${id}/uploads`,
  `/v1/fund-uploads/${upload}/lines`,
  '/v1/fund-checks',
  `/v1/fund-checks/${check.id}/exceptions`,
  '/v1/fund-runs',
  '/v1/audit',
  '/v1/units?within=220102&level=township'
]

for (const url of lists) {
  t.test(`${url.replaceAll(/[0-9a-f-]{36}/g, '{id}')}: a download says what a page says`, async (t) => {
    const { items } = ok(await call('GET', url, { as: person }))
    t.ok(items.length > 0)
    const { text } = await call('GET', url, { as: person, headers: { accept: 'text/csv' } })
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
    t.ok(rows.length >= items.length)
    for (const [n, item] of items.entries()) {
      const different = Object.entries(rows[n] ?? {}).filter(
        ([name, cell]) => name in item && !isSame(cell, item[name])
      )
      t.same(different, [], `line ${n + 1}`)
    }
  })
}
