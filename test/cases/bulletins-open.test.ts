import { sql } from 'kysely'
import t from 'tap'
import {
  bulletins,
  bulletinsOf,
  leader,
  missed,
  type Planted,
  plain,
  plant,
  reader
} from '../examples/bulletin.ts'
import { type Person, type TestService, testService } from '../support/service.ts'

/** Two services that differ in reports alone, against the county and handled all over the city. */
const [without, with_] = [await testService(t), await testService(t)]
const gone = '220281'
const at = (unitCode: string, receivedAt: string): Planted => ({ ...plain, unitCode, receivedAt })
const common = [
  ...Array(6).fill(at('2201', '2026-01-15T09:00:00+08:00')),
  ...Array(6).fill(at('220102', '2026-01-16T09:00:00+08:00')),
  ...Array(4).fill({ ...at('220103', '2026-01-17T09:00:00+08:00'), terms: [missed] }),
  ...Array(3).fill(at('220102', '2025-12-17T09:00:00+08:00'))
]
const concluded = { concludedOn: '2026-02-27', outcome: 'upheld', cause: 'embezzlement', state: 'replied' }
const report = {
  kind: 'report',
  category: 'conduct',
  accusedUnitCode: '220102',
  terms: [missed],
  ...concluded
}
const secret: Planted[] = [
  { ...at('2201', '2026-01-20T09:00:00+08:00'), ...report },
  { ...at('220103', '2026-01-21T09:00:00+08:00'), ...report },
  { ...at('220103', '2025-12-21T09:00:00+08:00'), ...report },
  { ...at('22', '2026-01-21T09:00:00+08:00'), ...report, accusedUnitCode: '2201' },
  { ...at(gone, '2026-01-21T09:00:00+08:00'), ...report }
]
for (const service of [without, with_]) {
  await plant(service, common)
  await sql`update unit set valid_to = '2026-02-01' where code = ${gone}`.execute(service.database.owner.db)
}
await plant(with_, secret)

const lower = ['220102', '220102001', '220102001001', '220103']

/** An answer without what differs between any two bulletins: ids and instants. */
async function bytes({ call }: TestService, url: string, as: Person, headers = {}): Promise<string> {
  const answer = await call('GET', url, { as, headers })
  // The ETag is made of the text, in which the id of the bulletin stands.
  const { date: _, 'x-request-id': __, etag, ...kept } = answer.headers
  return JSON.stringify([answer.status, kept, String(etag).split('.')[0], answer.text])
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+\+08:00/g, '{at}')
}

for (const unit of ['2201', '2202', '22']) {
  t.test(`the published bulletin of ${unit} holds no byte of a report for people below`, async (t) => {
    const ids = await Promise.all(
      [without, with_].map(async (service) => (await bulletinsOf(service).published(unit)).id)
    )
    const look = (as: Person, path: (id: string) => string, headers = {}) =>
      Promise.all([without, with_].map((service, n) => bytes(service, path(ids[n] as string), as, headers)))
    const one = (id: string) => `${bulletins}/${id}`
    const [a, b] = await look(leader(unit), one)
    t.not(a, b, 'people of the unit see the difference: this test can fail')
    t.match(b, 'report')
    for (const code of unit === '2202' ? ['220202', '220203'] : lower) {
      for (const as of [reader(code), leader(code)]) {
        const [c, d] = await look(as, one)
        t.match(c, /^\[200,/)
        t.equal(d, c, `${code} ${as.roles}`)
        t.notMatch(d, /"report"|检举控告/)
        for (const headers of [{}, { accept: 'text/csv' }]) {
          const [e, f] = await look(as, () => `${bulletins}?unitCode=${unit}&count=true`, headers)
          t.match(e, /^\[200,/)
          t.equal(f, e, `${code} ${as.roles} lists`)
        }
      }
    }
  })
}

t.test(
  'people of a unit cannot count what is hidden from it, wherever a changed tree has put it',
  async (t) => {
    const hidden = { ...at('220102001', '2026-01-21T09:00:00+08:00'), ...report }
    await plant(with_, [hidden])
    const own = async (service: TestService) =>
      JSON.stringify(
        (await bulletinsOf(service).draft('220102', undefined, undefined, leader('220102'))).figures
      )
    t.equal(await own(with_), await own(without))
    const above = async (service: TestService) =>
      (await bulletinsOf(service).draft('2201')).figures.totals.received
    t.equal(await above(with_), (await above(without)) + 3)
  }
)

t.test('nobody below learns of a draft', async (t) => {
  const { id } = await bulletinsOf(with_).draft('2201')
  for (const unit of lower) {
    const { status } = await with_.call('GET', `${bulletins}/${id}`, { as: leader(unit) })
    t.equal(status, 404)
    const { body } = await with_.call('GET', `${bulletins}?unitCode=2201`, { as: leader(unit) })
    t.notOk(body.items.some((one: { id: string }) => one.id === id))
    const audit = await with_.call('GET', '/v1/audit', { as: { unit, roles: ['auditor'] } })
    t.notMatch(audit.text, id)
  }
})
