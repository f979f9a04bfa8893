import t from 'tap'
import { noted, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const of = (unit: string, roles: Person['roles'] = ['leader']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})
const [city, county, township] = ['2202', '220202', '220202001']
const phone = (number: string, more = {}) => ({ number, ...more })
const site = { kind: 'site', address: 'https://jiuzhu.example.cn' }

const put = (
  code: string,
  body: object,
  as = of(code),
  headers: Record<string, string> = { 'if-match': '*' }
) => call('PUT', `/v1/units/${code}/channels`, { as, body: { phones: [], online: [], ...body }, headers })
const total = async (query: string, as = of('22')): Promise<number> =>
  ok(await call('GET', `/v1/channels?count=true&limit=1&${query}`, { as })).total

t.test('known numbers of the bundled tree', async (t) => {
  for (const missing of ['hotline', 'online', 'any', 'both'])
    t.equal(await total(`missing=${missing}`), 1154, missing)
  t.equal(await total('missing=hotline&level=city'), 10)
  t.equal(await total('missing=hotline&level=province,village'), 0)
  ok(await put(city, { phones: [phone('0432-62049999')] }))
  ok(await put(county, { phones: [phone('12345')], online: [site] }))
  t.equal(await total('missing=hotline'), 1152)
  t.equal(await total('missing=online'), 1153)
  t.equal(await total('missing=both'), 1152)
  t.equal(await total('missing=any'), 1153)
  const first = async (missing: string) =>
    ok(await call('GET', `/v1/channels?missing=${missing}&limit=1&within=${city}`, { as: of('22') })).items[0]
  t.match(await first('online'), { unitCode: city, missing: ['online'] }, 'pages go by the same condition')
  t.match(await first('hotline'), { unitCode: '220202001', missing: ['hotline', 'online'] })
})

t.test('a unit that has ended owes none, and its successor inherits none', async (t) => {
  const ended = '220202003'
  const children = ok(await call('GET', `/v1/units?parent=${ended}&limit=200`, { as: of('22') })).items
  for (const { code } of children) {
    const body = { parentCode: '220202002' }
    const headers = { 'if-match': '*' }
    ok(await call('PATCH', `/v1/units/${code}`, { as: of('22', ['admin']), body, headers }))
  }
  const before = await total('missing=both')
  const end = { on: '2026-03-02', successorCode: '220202002' }
  ok(await call('POST', `/v1/units/${ended}/retire`, { as: of('22', ['admin']), body: end }))
  t.equal(await total('missing=both'), before - 1)
  const headers = { 'if-match': '*' }
  const body = { countsInQuota: false }
  ok(await call('PATCH', '/v1/units/220202004', { as: of('22', ['admin']), body, headers }))
  t.equal(await total('missing=both'), before - 2)
  const exempt = ok(await call('GET', '/v1/units/220202004/channels', { as: of('22') }))
  t.match(exempt, { required: false, exempt: true, missing: [] })
})

t.test('all is kept, and the two texts are the first of each', async (t) => {
  const wanted = {
    phones: [phone('0432-64551234', { hours: '08:30-17:00', note: '社会救助科' }), phone('13800000000')],
    online: [site, { kind: 'mail', address: 'jz@example.cn' }, { kind: 'wechat', address: '吉林救助' }],
    letters: { address: '解放大路1号', postcode: '132000' }
  }
  const made = ok(await put(township, wanted))
  t.match(made, {
    ...wanted,
    unitCode: township,
    updatedOn: '2026-03-02',
    confirmedOn: '2026-03-02',
    missing: []
  })
  t.match(made, { required: true, exempt: false, stale: false, unreachable: false, remarks: [] })
  t.same(made.actions, ['put', 'confirm'])
  const unit = ok(await call('GET', `/v1/units/${township}`, { as: of(township) }))
  t.strictSame(unit.channels, { hotline: '0432-64551234', online: site.address })
  const [line] = (await noted(service, township)).slice(-1)
  t.match(line, { action: 'unit.channels-changed', details: { phones: 2, online: 3, letters: true } })
})

t.test('clients that know the two texts only lose nothing', async (t) => {
  const patch = async (channels: object) => {
    const as = of('22', ['admin'])
    ok(await call('PATCH', `/v1/units/${township}`, { as, body: { channels }, headers: { 'if-match': '*' } }))
    return ok(await call('GET', `/v1/units/${township}/channels`, { as }))
  }
  const numbers = ({ phones }: { phones: { number: string }[] }) => phones.map(({ number }) => number)
  t.same(numbers(await patch({ hotline: '0432-64551234', online: site.address })), [
    '0432-64551234',
    '13800000000'
  ])
  const changed = await patch({ hotline: '0432-64550000', online: 'jz@example.cn' })
  t.same(numbers(changed), ['0432-64550000', '13800000000'], 'the text takes the first place')
  t.same(changed.online[0], { kind: 'mail', address: 'jz@example.cn' })
  t.match(changed.letters, { postcode: '132000' })
  t.same(numbers(await patch({ online: 'jz@example.cn' })), ['13800000000'])
  const added = { code: '220202099', name: '新街道', level: 'township', parentCode: county }
  const channels = { hotline: '0432-64551111' }
  ok(await call('POST', '/v1/units', { as: of('22', ['admin']), body: { ...added, channels } }))
  const read = ok(await call('GET', '/v1/units/220202099/channels', { as: of('22') }))
  t.match(read, { phones: [{ number: '0432-64551111' }], missing: ['online'], updatedOn: null })
})

t.test('refused, and nothing written', async (t) => {
  const url = `/v1/units/${county}/channels`
  const good = { phones: [phone('12345')], online: [site] }
  const bad = (change: object, ...is: [number, string, string]) => ({ body: { ...good, ...change }, is })
  const addresses = (address: string, kind = 'site') =>
    bad({ online: [{ kind, address }] }, 422, 'address-bad', '/online/0/address')
  const numbers = ['0432-123', '01234567890123', '12', '123456', '+86 432 64551234', '110a', '999-123-4567']
  await refused(
    t,
    service,
    { method: 'PUT', url, as: of(county), body: good, headers: { 'if-match': '*' } },
    {
      ...Object.fromEntries(
        numbers.map((number) => [
          number,
          bad({ phones: [phone(number)] }, 422, 'phone-bad', '/phones/0/number')
        ])
      ),
      'the same twice': bad(
        { phones: [phone('12345'), phone('12345')] },
        422,
        'phone-twice',
        '/phones/1/number'
      ),
      'hours that end first': bad(
        { phones: [phone('12345', { hours: '17:00-08:30' })] },
        422,
        'hours-bad',
        '/phones/0/hours'
      ),
      'hours in words': bad(
        { phones: [phone('12345', { hours: '上班时间' })] },
        400,
        'validation-failed',
        '/phones/0/hours'
      ),
      'no https': addresses('http://example.cn'),
      'a script': addresses('javascript:alert(1)', 'wechat'),
      'a site without a host': addresses('https://'),
      'a site with somebody in it': addresses('https://a@example.cn'),
      'a mailbox without a host': addresses('jz@', 'mail'),
      'eleven phones': bad(
        { phones: Array.from({ length: 11 }, (_, n) => phone(`1234${n}`.slice(0, 5))) },
        400,
        'validation-failed',
        '/phones'
      ),
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      'a stale version': { headers: { 'if-match': '"99"' }, is: [412, 'version-stale'] },
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] },
      'by the unit below': { as: of(township), is: [404, 'channels-not-found'] },
      'by another city': { as: of('2201'), is: [404, 'channels-not-found'] },
      'of none': { url: '/v1/units/229999/channels', is: [404, 'channels-not-found'] },
      'of a unit that has ended': {
        url: '/v1/units/220202003/channels',
        is: [409, 'channels-of-ended-unit']
      },
      'a confirmation of nothing': {
        url: '/v1/units/220203/channels/confirm',
        method: 'POST',
        body: undefined,
        headers: {},
        as: of('220203'),
        is: [409, 'channels-none']
      }
    }
  )
})

t.test('numbers that are right', async (t) => {
  for (const number of ['0432-62049999', '043262049999', '010-6204999', '0432-6204999-801', '13912345678'])
    t.equal((await put('220204', { phones: [phone(number)] })).status, 200, number)
  for (const number of ['400-820-8820', '8008208820', '12349', '110'])
    t.equal((await put('220204', { phones: [phone(number)] })).status, 200, number)
})

t.test('a phone of a unit of another county', async (t) => {
  ok(await put('220204', { phones: [phone('12345')] }))
  t.same(
    ok(await call('GET', `/v1/units/${county}/channels`, { as: of(county) })).remarks,
    [],
    'inside a city'
  )
  ok(await put('220204', { phones: [phone('0432-62040000')] }))
  const shared = ok(await put('220203', { phones: [phone('0432-62040000')] }))
  t.same(shared.remarks, [{ code: 'phone-shared', number: '0432-62040000', unitCode: '220204' }])
  ok(await put('220102', { phones: [phone('12345')] }))
  const other = ok(await call('GET', '/v1/units/220102/channels', { as: of('22') }))
  t.match(other.remarks, [{ code: 'phone-shared', number: '12345', unitCode: county }], 'of another city')
})

t.test('stale after a year without a confirmation', async (t) => {
  const state = async () => ok(await call('GET', `/v1/units/${county}/channels`, { as: of(county) })).stale
  clock.now = new Date('2027-03-03T01:00:00Z')
  t.equal(await state(), false, '366 days')
  clock.now = new Date('2027-03-04T01:00:00Z')
  t.equal(await state(), true)
  t.ok((await total('stale=true')) > 0)
  const confirmed = ok(
    await call('POST', `/v1/units/${county}/channels/confirm`, { as: of(county, ['caseworker']) })
  )
  t.match(confirmed, { stale: false, confirmedOn: '2027-03-04', updatedOn: '2026-03-02' })
  t.equal((await noted(service, county)).at(-1)?.action, 'unit.channels-confirmed')
})

t.test('a local rule asks for a confirmation more often', async (t) => {
  const state = async () => ok(await call('GET', `/v1/units/${county}/channels`, { as: of(county) })).stale
  const rule = (unitCode: string, days: number, effectiveFrom: string) => ({
    body: { unitCode, effectiveFrom, document: '细则', terms: [{ rule: 'channels.confirm', days }] }
  })
  clock.now = new Date('2027-06-15T01:00:00Z')
  t.equal(await state(), false, '103 days after the confirmation')
  ok(await call('POST', '/v1/local-rules', rule('2202', 102, '2027-06-16')))
  t.equal(await state(), false, 'the rule is not in force yet')
  clock.now = new Date('2027-06-16T01:00:00Z')
  t.equal(await state(), true)
  const { status, body } = await call('POST', '/v1/local-rules', rule('2202', 367, '2027-06-17'))
  t.match([status, body.code], [422, 'looser-than-policy'])
})

t.test('as a table', async (t) => {
  const { text } = await call('GET', `/v1/channels?within=${county}&level=county`, {
    as: of('2201'),
    headers: { accept: 'text/csv' }
  })
  t.match(text, /^\ufeffunitCode,unitName,unitLevel,phones,online,letters,/)
})
