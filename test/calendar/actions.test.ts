import t from 'tap'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const actions = async (as: Person, year = 2026) =>
  (await call('GET', `/v1/calendar/${year}`, { as })).body.actions

t.test('the units at the top and the operator are told that they may publish a year', async (t) => {
  t.same(await actions({ unit: '22', roles: ['admin'] }), ['publish'])
  t.same(await actions({ unit: '22', roles: ['admin'] }, 2030), ['publish'], 'a year that is not on record')
  t.same(await actions({ unit: '*', roles: ['admin'] }), ['publish'])
  t.same(await actions({ unit: '2201', roles: ['admin'] }), [])
  t.same(await actions({ unit: '22', roles: ['viewer'] }), [])
})

t.test('an unknown year before whose it is, and that before the version', async (t) => {
  const put = async (url: string, unit: string) => {
    const body = { state: 'official', source: '通知', days: [] }
    const as: Person = { unit, roles: ['admin'] }
    const answer = await call('PUT', url, { body, headers: { 'if-match': '"9"' }, as })
    return [answer.status, answer.body.code]
  }
  t.same(await put('/v1/calendar/2003', '2201'), [404, 'calendar-year-unknown'])
  t.same(await put('/v1/calendar/2026', '2201'), [403, 'top-unit-only'])
  t.same(await put('/v1/calendar/2026', '22'), [412, 'version-stale'])
})
