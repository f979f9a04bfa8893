import t from 'tap'
import { missed, type Planted, plain, plant, reader } from '../examples/bulletin.ts'
import { ok, type TestService, testService } from '../support/service.ts'

/** Two services that differ in reports, and in visits that have not begun. */
const [without, with_] = [await testService(t), await testService(t)]
const at = (unitCode: string, receivedAt: string): Planted => ({ ...plain, unitCode, receivedAt })
const common = [
  ...Array(6).fill(at('2201', '2025-01-15T09:00:00+08:00')),
  ...Array(6).fill(at('220102', '2025-01-16T09:00:00+08:00')),
  ...Array(7).fill({ ...at('220103', '2025-01-17T09:00:00+08:00'), kind: 'suggestion' })
]
const report = { kind: 'report', category: 'conduct', terms: [{ ...missed, dueOn: '2025-02-28' }] }
const against = (unitCode: string, accusedUnitCode: string): Planted => ({
  ...at(unitCode, '2025-03-20T09:00:00+08:00'),
  ...report,
  accusedUnitCode
})
await plant(without, common)
// Reports against the city itself are handled by the province; those against the county by the city.
await plant(with_, [
  ...common,
  ...Array(6).fill(against('22', '2201')),
  ...Array(6).fill(against('2201', '220102'))
])
const visit = {
  unitCode: '2201',
  targetCode: '220102',
  method: 'unannounced-visit',
  plannedOn: '2026-03-02',
  areas: ['funds']
}
const arranged = await with_.call('POST', '/v1/inspections', {
  as: { unit: '2201', roles: ['inspector'], sub: 'i' },
  body: visit
})
t.equal(arranged.status, 201)

const url = '/v1/compliance-reports'

/** The figures of a published report of the city, made by somebody of the province, as a unit reads them. */
async function figures({ call }: TestService, unitCode: string, by: string, as: string) {
  const leader = { unit: by, roles: ['leader' as const], sub: by }
  const { id } = ok(await call('POST', url, { as: leader, body: { unitCode, year: 2025 } }))
  ok(await call('POST', `${url}/${id}/publish`, { as: leader }))
  const answer = ok(await call('GET', `${url}/${id}`, { as: reader(as) })).figures
  ok(await call('POST', `${url}/${id}/withdraw`, { as: leader, body: { reason: '另行编制' } }))
  return answer
}

t.test('no reader of a report learns of a case that is hidden from the unit', async (t) => {
  const [a, b] = await Promise.all([without, with_].map((one) => figures(one, '220102', '22', '22')))
  t.strictSame(b, a, 'the county that is accused, drafted by the province')
  const [c, d] = await Promise.all([without, with_].map((one) => figures(one, '2201', '22', '220103')))
  t.strictSame(d, c, 'a county beside reads the report of the city')
  t.notMatch(JSON.stringify(d), /"report"|检举控告/)
})

t.test('people of the unit read the reports that it handles, and none against itself', async (t) => {
  const [a, b] = await Promise.all([without, with_].map((one) => figures(one, '2201', '22', '2201')))
  type One = { subject: string; figures: { figure: string; now: string }[] }
  const received = (all: { subjects: One[] }) =>
    all.subjects
      .find(({ subject }) => subject === 'cases')
      ?.figures.find(({ figure }) => figure === 'received')?.now
  t.equal(received(a), '19')
  t.equal(received(b), '25', 'this test can fail: six are handled by the city, six are hidden from it')
  const inspections = (all: { subjects: One[] }) =>
    all.subjects.find(({ subject }) => subject === 'inspections')
  t.strictSame(inspections(b), inspections(a), 'a visit that has not begun counts nowhere')
})

t.test('drafting for a unit below shows no more than the unit itself sees', async (t) => {
  const [own, above] = [await figures(with_, '2201', '2201', '22'), await figures(with_, '2201', '22', '22')]
  t.strictSame(above, own)
})
