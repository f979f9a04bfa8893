import t from 'tap'
import { teamsOf } from '../examples/team.ts'
import { person } from '../support/people.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { register, inspection, draw } = teamsOf(service)
const missing = '01900000-0000-7000-8000-000000000000'
const province: Person = { unit: '22', roles: ['leader'], sub: 'l1' }
const target = '220102'

/** The target, a unit within it, the city above it, a unit beside it, and the operator. */
const others = [target, '220102001', '2201', '220103', '*']

async function answerTo(as: Person, url: string, id: string): Promise<string> {
  const { status, text, headers } = await call('GET', url, { as })
  const { 'x-request-id': _, date: __, ...kept } = headers
  const told = JSON.stringify([status, kept, text.replace(/"requestId":"[^"]*"/, '')])
  return told.replaceAll(id, missing)
}

t.test(
  'who was drawn, and from whom, is told to nobody but the inspecting unit and those above',
  async (t) => {
    for (const unit of ['22', '2201', '2201', target, '220103']) await register(unit)
    const id = await inspection(target, { unitCode: '22' })
    const drawn = (await draw(id, { size: 2 }, province)).body
    const urls = (of: string, on: string) => [
      `/v1/inspections/${on}/team-draws`,
      `/v1/team-draws/${of}`,
      `/v1/team-draws/${of}/frame`,
      `/v1/team-draws/${of}/verification`
    ]
    const look = async (state: string) => {
      for (const url of urls(drawn.id, id))
        t.equal((await call('GET', url, { as: province })).status, 200, url)
      for (const unit of others) {
        const as = person(unit)
        for (const [n, url] of urls(drawn.id, id).entries()) {
          const none = urls(missing, missing)[n] as string
          const own = n === 0 ? id : drawn.id
          t.equal(await answerTo(as, url, own), await answerTo(as, none, missing), `${state} ${unit} ${url}`)
        }
      }
    }
    await look('planned')
    for (const step of ['start', 'complete', 'publish']) {
      const body = step === 'complete' ? { areas: [{ area: 'funds', conclusion: 'sound' }] } : null
      const { status, text } = await call('POST', `/v1/inspections/${id}/${step}`, { as: province, body })
      t.equal(status, 200, text)
      await look(step)
    }
  }
)

t.test('before it is told, an attempt to draw meets nothing; later, that it is not theirs', async (t) => {
  const id = await inspection(target, { unitCode: '22' })
  const url = (one: string) => `/v1/inspections/${one}/draw-team`
  const attempt = async (unit: string, one: string) => {
    const { status, body } = await call('POST', url(one), { as: person(unit), body: { size: 1 } })
    return { status, code: body.code }
  }
  for (const unit of others) {
    t.strictSame(await attempt(unit, id), { status: 404, code: 'inspection-not-found' }, unit)
    t.strictSame(await attempt(unit, missing), await attempt(unit, id), unit)
  }
  t.equal((await call('POST', `/v1/inspections/${id}/start`, { as: province, body: null })).status, 200)
  t.strictSame(await attempt(target, id), { status: 403, code: 'inspection-not-yours' })
})

t.test('the trail of a draw belongs to the inspecting unit', async (t) => {
  const id = await inspection(target, { unitCode: '22' })
  t.equal((await draw(id, { size: 1 }, province)).status, 201)
  const trail = async (unit: string): Promise<string> =>
    (await call('GET', '/v1/audit?limit=200', { as: { unit, roles: ['auditor'] } })).text
  t.match(await trail('22'), id)
  for (const unit of ['2201', target]) t.notMatch(await trail(unit), id, unit)
})
