import t from 'tap'
import { named } from '../examples/jilin.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/units/220103'
/** A moment later than the last call. */
const later = () => {
  clock.now = new Date(clock.now.getTime() + 1000)
}
const patch = (body: object, version: number | string = 1, at = url, as?: Person) =>
  call('PATCH', at, { as, body, headers: { 'if-match': `"${version}"` } })

t.test('refused, and nothing written', async (t) => {
  const body = { name: '新名' }
  const headers = { 'if-match': '"1"' }
  const beside: Person = { unit: '220102', roles: ['admin'] }
  await call('POST', '/v1/units', {
    body: { code: '22old', name: '旧县', level: 'county', parentCode: '2203' }
  })
  t.equal((await call('POST', '/v1/units/22old/retire', { body: { on: '2026-03-02' } })).status, 200)
  await refused(
    t,
    service,
    { method: 'PATCH', url, body, headers },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['leader'] }, is: [403, 'role-missing'] },
      'by the unit beside': { as: beside, is: [404, 'not-found'] },
      'of the unit above': { as: beside, url: '/v1/units/2201', is: [404, 'not-found'] },
      'of a unit that is not there': { url: '/v1/units/99', is: [404, 'not-found'] },
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'of an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'of no version of ours': { headers: { 'if-match': 'W/"1"' }, is: [412, 'version-stale'] },
      'of an end that there is not': { body: { validTo: '2026-12-31' }, is: [409, 'unit-not-ending'] },
      'of a unit that has ended': {
        url: '/v1/units/22old',
        headers: { 'if-match': '"2"' },
        is: [409, 'unit-retired']
      }
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (body: object, pointer?: string) => ({
    body,
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  await refused(
    t,
    service,
    { method: 'PATCH', url, headers: { 'if-match': '"1"' } },
    {
      'nothing to change': bad({}),
      'no JSON': { raw: 'name=x', is: [400, 'malformed-json'] },
      'no name': bad({ name: null }, '/name'),
      'a blank name': bad({ name: '　 ' }, '/name'),
      'a level': bad({ level: 'city' }, '/level'),
      'a code': bad({ code: '1' }, '/code'),
      'an end that is no day': bad({ validTo: '2026-13-31' }, '/validTo'),
      'no parent': bad({ parentCode: null }, '/parentCode'),
      'half a surrogate': { raw: '{"name":"a\\ud800"}', is: [400, 'validation-failed', '/name'] }
    }
  )
})

t.test('renamed: done and recorded', async (t) => {
  const { status, headers, body } = await patch({ name: '宽城新区', principal: '王某' })
  t.strictSame([status, versionOf(headers.etag)], [200, 2])
  t.match(body, { code: '220103', name: '宽城新区', principal: '王某', parentCode: '2201' })
  t.strictSame((await call('GET', url)).body, body)
  const [line, ...others] = await noted(service, '220103')
  t.strictSame(others, [])
  t.match(line, { action: 'unit.renamed', actor: 'p1', unitCode: '220103', path: '22.2201.220103' })
  t.strictSame(line?.details, {
    before: { name: named('220103'), principal: null },
    after: { name: '宽城新区', principal: '王某' }
  })
  t.strictSame([line?.event, line?.data], ['unit.renamed', line?.details])
})

t.test('everything else that may change, and back again', async (t) => {
  const channels = { hotline: '12345' }
  later()
  t.match((await patch({ countsInQuota: false, channels }, 2)).body, { countsInQuota: false, channels })
  later()
  const cleared = await patch({ countsInQuota: true, channels: {}, principal: null }, 3)
  t.match(cleared.body, { countsInQuota: true, principal: null })
  t.strictSame(cleared.body.channels, {})
  t.equal(cleared.body.name, '宽城新区', 'what is not named stays')
  const lines = await noted(service, '220103')
  t.strictSame(
    lines.map(({ action }) => action),
    ['unit.renamed', 'unit.changed', 'unit.changed']
  )
})

t.test('a county changes itself and what lies below it', async (t) => {
  const own: Person = { unit: '220105', roles: ['admin'] }
  t.equal((await patch({ principal: '李某' }, 1, '/v1/units/220105', own)).status, 200)
  t.equal((await patch({ principal: '张某' }, 1, '/v1/units/220105001', own)).status, 200)
})

t.test('two changes within one millisecond', async (t) => {
  const at = '/v1/units/220106'
  t.equal((await patch({ name: '甲' }, 1, at)).status, 200)
  t.equal((await patch({ name: '乙' }, 2, at)).status, 200)
  const { body } = await call('GET', `${at}/timeline`)
  t.strictSame(
    body.items.map(({ summary }: { summary: string }) => /原名称为(.+)/.exec(summary)?.[1]),
    [named('220106'), '甲']
  )
  t.equal((await call('GET', `${at}?on=2026-03-01`)).body.name, named('220106'))
})

t.test('twice at once from the same version gives one change', async (t) => {
  later()
  const answers = await Promise.all(['甲', '乙', '丙'].map((name) => patch({ name }, 4)))
  t.strictSame(statuses(answers), [200, 412, 412])
  const won = answers.find(({ status }) => status === 200)
  t.match((await call('GET', url)).body, { name: won?.body.name })
  t.equal((await noted(service, '220103')).length, 4)
})
