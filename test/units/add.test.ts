import t from 'tap'
import { noted, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { whenTreeIsFree } from '../support/until.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
const add = { method: 'POST', url: '/v1/units' } as const
const fresh = { code: '220199', name: '新区', level: 'county', parentCode: '2201' }
const county = { unit: '220102', roles: ['admin' as const] }

t.test('refused, and nothing written', async (t) => {
  const province = { code: '99', name: '某省', level: 'province' }
  await refused(t, service, add, {
    'without a token': { as: null, body: fresh, is: [401, 'token-missing'] },
    'without the role': { as: { unit: '22', roles: ['planner'] }, body: fresh, is: [403, 'role-missing'] },
    'a code that is taken': { body: { ...fresh, code: '220102' }, is: [409, 'unit-exists'] },
    'a province, by a county': { as: county, body: province, is: [403, 'root-exists'] },
    'a province, beside another': { body: province, is: [403, 'root-exists'] }
  })
})

t.test('a parent that will not do: refused, and nothing written', async (t) => {
  const retired = { ...fresh, code: '22old', parentCode: '2203' }
  t.equal((await call('POST', '/v1/units', { body: retired })).status, 201)
  t.equal((await call('POST', '/v1/units/22old/retire', { body: { on: '2026-03-02' } })).status, 200)
  const under = (parentCode: string | undefined, code: string, level = 'county') => ({
    body: { ...fresh, level, parentCode },
    is: [422, code, '/parentCode'] as [number, string, string]
  })
  await refused(t, service, add, {
    'that is not there': under('9999', 'unknown-parent'),
    'in the unit beside': { as: county, ...under('220103', 'unknown-parent', 'township') },
    'above oneself': { as: county, ...under('2201', 'unknown-parent') },
    'that has ended': under('22old', 'parent-retired', 'township'),
    'of the same level': under('220102', 'parent-level'),
    'of a lower level': under('220102001', 'parent-level'),
    'none at all': under(undefined, 'parent-missing'),
    'for a province': under('22', 'parent-level', 'province')
  })
})

t.test('malformed', async (t) => {
  const bad = (change: object, pointer: string) => ({
    body: { ...fresh, ...change },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(t, service, add, {
    'no JSON': { raw: '{"code":', is: [400, 'malformed-json'] },
    'no object': { body: [], is: [400, 'validation-failed'] },
    'no name': { body: { ...fresh, name: undefined }, is: [400, 'validation-failed', '/name'] },
    'an empty name': bad({ name: '' }, '/name'),
    'a blank name': bad({ name: ' \t ' }, '/name'),
    'a name too long': bad({ name: '长'.repeat(201) }, '/name'),
    'a name with a NUL': bad({ name: '新\0区' }, '/name'),
    'a number for a code': bad({ code: 220199 }, '/code'),
    'a code with a dot': bad({ code: '22.99' }, '/code'),
    'a code too long': bad({ code: '2'.repeat(21) }, '/code'),
    'an unknown level': bad({ level: 'prefecture' }, '/level'),
    'an empty parent': bad({ parentCode: '' }, '/parentCode'),
    'a word for a truth': bad({ countsInQuota: 'true' }, '/countsInQuota'),
    'no day': bad({ validFrom: '2026-02-29' }, '/validFrom'),
    'an unknown channel': bad({ channels: { fax: '1' } }, '/channels/fax'),
    'an unknown field': bad({ path: '22.2201' }, '/path'),
    'a field that is not given here': bad({ validTo: '2027-01-01' }, '/validTo')
  })
})

t.test('done and recorded', async (t) => {
  const whole = {
    ...fresh,
    countsInQuota: false,
    validFrom: '2026-03-01',
    principal: '王某',
    channels: { hotline: '0431-12345', online: 'https://example.org' }
  }
  const organ = { organName: '新区民政局', organCode: '新区', sealName: '新区民政局' }
  const { status, headers, body } = await call('POST', '/v1/units', { body: whole })
  t.equal(status, 201)
  t.strictSame([headers.location, versionOf(headers.etag)], ['/v1/units/220199', 1])
  t.strictSame(body, {
    ...whole,
    ...organ,
    validTo: null,
    successorCode: null,
    actions: ['change', 'retire']
  })
  t.strictSame((await call('GET', '/v1/units/220199')).body, body)
  const [line, ...others] = await noted(service, '220199')
  t.strictSame(others, [])
  t.match(line, { action: 'unit.added', actor: 'p1', unitCode: '220199', path: '22.2201.220199' })
  t.match(line?.details, { name: '新区', level: 'county', parentCode: '2201' })
  t.strictSame([line?.event, line?.data], ['unit.added', line?.details])
})

t.test('with what is usual, where the caller does not say; by a county below itself', async (t) => {
  const body = { code: '220102777', name: '新街道', level: 'township', parentCode: '220102' }
  const added = await call('POST', '/v1/units', { as: county, body })
  t.equal(added.status, 201)
  t.match(added.body, { countsInQuota: true, validFrom: null, validTo: null, principal: null, channels: {} })
  const { body: tree } = await call('GET', '/v1/units?within=220102&q=220102777')
  t.equal(tree.items.length, 1, 'it is found within the units above')
})

t.test('twice at once gives one unit', async (t) => {
  const body = { ...fresh, code: '220198' }
  const answers = await Promise.all(
    [1, 2, 3].map(() => whenTreeIsFree(() => call('POST', '/v1/units', { body })))
  )
  t.strictSame(statuses(answers), [201, 409, 409])
  const late = answers.filter(({ status }) => status === 409)
  t.strictSame(
    late.map(({ body }) => body.code),
    ['unit-exists', 'unit-exists']
  )
  t.equal((await noted(service, '220198')).length, 1)
})

t.test('asked again with the same key, it is answered as before', async (t) => {
  const body = { ...fresh, code: '220197' }
  const headers = { 'idempotency-key': 'add-220197' }
  const first = await call('POST', '/v1/units', { body, headers })
  const again = await call('POST', '/v1/units', { body, headers })
  t.strictSame([again.status, again.text], [201, first.text])
  t.strictSame(
    [first, again].map((one) => one.headers['idempotent-replayed']),
    [undefined, 'true']
  )
  t.equal((await noted(service, '220197')).length, 1)
})
