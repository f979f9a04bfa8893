import t from 'tap'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service

const operator: Person = { unit: '*', roles: ['admin'] }
const admin = (unit: string): Person => ({ unit, roles: ['admin'] })
const actions = async (code: string, as: Person) =>
  (await call('GET', `/v1/units/${code}`, { as })).body.actions

t.test('a unit tells each caller which steps they may take now', async (t) => {
  t.same(await actions('220102', admin('22')), ['change', 'retire'])
  t.same(await actions('220102', admin('220102')), ['change', 'retire'], 'the unit itself')
  t.same(await actions('2201', admin('220102')), [], 'of a unit above it only reads')
  t.same(await actions('220102', { unit: '22', roles: ['leader'] }), [], 'without the role')
  t.same(await actions('220102', operator), ['change', 'retire'])
})

t.test(
  'an end that lies ahead is corrected by whoever may enter it, one that has come by the operator',
  async (t) => {
    const body = { code: '22end', name: '撤并县', level: 'county', parentCode: '2203' }
    const added = await call('POST', '/v1/units', { body })
    t.same(added.body.actions, ['change', 'retire'], 'the answer of a step says so too')
    const retired = await call('POST', '/v1/units/22end/retire', { body: { on: '2026-03-10' } })
    t.same(retired.body.actions, ['change', 'correct-end', 'reinstate'])
    clock.now = new Date('2026-03-10T01:00:00Z')
    t.same(await actions('22end', admin('22')), [])
    t.same(await actions('22end', operator), ['correct-end', 'reinstate'])
    t.same((await call('GET', '/v1/units/22end?on=2026-03-09', { as: operator })).body.actions, [
      'correct-end',
      'reinstate'
    ])
  }
)

t.test('who may not correct an end is told so before they are told that their version is old', async (t) => {
  const headers = { 'if-match': '"1"' }
  const url = '/v1/units/22end'
  const correct = { body: { validTo: '2026-03-12' }, headers }
  for (const answer of [
    await call('PATCH', url, { ...correct, as: admin('22') }),
    await call('POST', `${url}/reinstate`, { headers, as: admin('22') })
  ]) {
    t.same([answer.status, answer.body.code], [403, 'end-by-operator'])
  }
  t.equal((await call('PATCH', url, { ...correct, as: operator })).status, 412)
  const change = await call('PATCH', url, { headers, body: { name: '新名' }, as: operator })
  t.equal(change.status, 412, 'before it is said that the unit has ended')
})
