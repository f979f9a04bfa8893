import t from 'tap'
import { ok, testService } from '../support/service.ts'
import { cityOf } from './city.ts'

const service = await testService(t)
const { call } = service
const { on, add, retire } = cityOf(service)
const city = '2201'
const [before, after, beside] = ['220195', '220196', '220197']

async function register(unitCode: string, conflict?: string): Promise<string> {
  const conflicts = conflict === undefined ? [] : [{ unitCode: conflict, reason: '亲属在该单位任职' }]
  const body = { unitCode, name: '王芳', post: '科员', conflicts }
  return ok(await call('POST', '/v1/staff', { body })).id
}

/** What is answered to an inspection of a unit by one person. */
async function sent(person: string, targetCode: string): Promise<string> {
  const visit = { unitCode: city, targetCode, method: 'unannounced-visit', plannedOn: '2026-06-03' }
  const { status, body } = await call('POST', '/v1/inspections', {
    body: { ...visit, areas: ['funds'], team: [person] }
  })
  return status === 201 ? 'sent' : body.code
}

t.test('interests and staff go with a succession, from its day on', async (t) => {
  for (const code of [before, after, beside]) await add(code, 'county', city)
  const [own, interested] = [await register(before), await register(city, before)]
  await retire(before, '2026-04-01', after)
  const seen = async () => [await sent(own, after), await sent(interested, after)]
  on('2026-03-31')
  t.equal(await sent(own, after), 'sent', 'the day before they are of another unit')
  on('2026-04-01')
  t.strictSame(await seen(), ['inspector-partial', 'inspector-partial'])
  t.strictSame([await sent(own, beside), await sent(interested, beside)], ['sent', 'sent'])
})
