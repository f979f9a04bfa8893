import { randomUUID } from 'node:crypto'
import t from 'tap'
import { batchesOf, county, makeProgramme, officer, otherVillage, programme } from '../examples/batch.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call, database, clock } = service
clock.now = new Date('2026-12-02T01:00:00Z')
const programmeId = await makeProgramme(service)
const other = await makeProgramme(service, 'other')
const { batch, read } = batchesOf(service)
const url = '/v1/disbursements'
const body = { programme, unitCode: county, period: '2026-05' }

async function account(unit: string, of: string, from: string, to = 'infinity'): Promise<string> {
  const id = randomUUID()
  await database.owner.pool.query(
    `insert into fund_account (id, unit_code, path, programme_id, bank, account_no, has_ledger, valid_from, valid_to)
     select $1::uuid, code, path, $3::uuid, 'bank', $1::text, true, $4::date, $5::date from unit where code = $2`,
    [id, unit, of, from, to]
  )
  return id
}

const good = await account(county, programmeId, '2026-05-31')
const wrongAccounts = {
  'of another unit': await account('220103', programmeId, '2026-01-01'),
  'of another programme': await account(county, other, '2026-01-01'),
  'that was closed before the month': await account(county, programmeId, '2025-01-01', '2026-05-01'),
  'that is not there': nowhere
}

t.test('refused, and nothing is written', async (t) => {
  const accounts = Object.entries(wrongAccounts).map(([name, accountId]) => {
    return [
      `an account ${name}`,
      { body: { ...body, accountId }, is: [422, 'disbursement-account', '/accountId'] }
    ]
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as: officer, body },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'by the wrong role': { as: { unit: county, roles: ['leader'] }, is: [403, 'role-missing'] },
      'by a unit beside': {
        as: { ...officer, unit: '220103', sub: 'b' },
        is: [404, 'not-found', '/unitCode']
      },
      'by a unit below': {
        as: { ...officer, unit: '220102001', sub: 'c' },
        is: [404, 'not-found', '/unitCode']
      },
      'by the operator': { as: { ...officer, unit: '*', sub: 'o' }, is: [404, 'not-found', '/unitCode'] },
      'a programme that is not there': {
        body: { ...body, programme: 'x' },
        is: [422, 'programme-unknown', '/programme']
      },
      'a city': {
        as: { ...officer, unit: '22', sub: 'p' },
        body: { ...body, unitCode: '2201' },
        is: [422, 'disbursement-unit-level', '/unitCode']
      },
      'a village': {
        body: { ...body, unitCode: '220102001001' },
        is: [422, 'disbursement-unit-level', '/unitCode']
      },
      'an allocation that is not there': {
        body: { ...body, allocationId: nowhere },
        is: [422, 'disbursement-allocation', '/allocationId']
      },
      'a month too far ahead': {
        body: { ...body, period: '2027-03' },
        is: [422, 'disbursement-period', '/period']
      },
      'a month of another century': {
        body: { ...body, period: '2199-12' },
        is: [422, 'disbursement-period', '/period']
      },
      'a month before the calendar': {
        body: { ...body, period: '2003-12' },
        is: [422, 'disbursement-period', '/period']
      },
      'no month': { body: { ...body, period: '2026-13' }, is: [400, 'validation-failed', '/period'] },
      'a day': { body: { ...body, period: '2026-05-01' }, is: [400, 'validation-failed', '/period'] },
      'a field too many': { body: { ...body, amount: '1' }, is: [400, 'validation-failed', '/amount'] },
      ...Object.fromEntries(accounts)
    }
  )
})

t.test('made once, due by the tenth, and noted', async (t) => {
  const made = await call('POST', url, { as: officer, body: { ...body, accountId: good } })
  const { id } = made.body
  t.equal(made.status, 201)
  t.same([made.headers.location, versionOf(made.headers.etag)], [`${url}/${id}`, 1])
  t.match(made.body, { ...body, unitName: '南关区', dueOn: '2026-05-10', accountId: good, roster: null })
  const again = await call('POST', url, { as: officer, body: { ...body, programme: programmeId } })
  t.same([again.status, again.body.code], [409, 'disbursement-exists'], 'by its id it is the same programme')
  t.match(await noted(service, id), [
    {
      action: 'disbursement.created',
      unitCode: county,
      details: { programme, period: '2026-05', dueOn: '2026-05-10' }
    }
  ])
  const read = await call('GET', `${url}/${id}`, {
    as: officer,
    headers: { 'if-none-match': String(made.headers.etag) }
  })
  t.equal(read.status, 304)
})

t.test('a local rule brings the day forward', async (t) => {
  const rule = { unitCode: '2201', effectiveFrom: '2026-07-01', document: '细则' }
  const terms = [{ rule: 'disbursement.pay', days: 5 }]
  t.equal((await call('POST', '/v1/local-rules', { body: { ...rule, terms } })).status, 201)
  const due = async (period: string) =>
    (await call('POST', url, { as: officer, body: { ...body, period } })).body.dueOn
  t.same([await due('2026-06'), await due('2026-08')], ['2026-06-10', '2026-08-05'])
  const own = { ...body, period: '2026-09', dueOn: '2026-09-20' }
  t.equal((await call('POST', url, { as: officer, body: own })).body.dueOn, '2026-09-20')
})

t.test('two at once: one batch', async (t) => {
  const one = { ...body, period: '2026-10' }
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', url, { as: officer, body: one })))
  t.same(statuses(answers), [201, 409, 409])
  const months = await Promise.all(
    ['2027-01', '2027-02', '2027-01'].map((period, n) =>
      call('POST', url, { as: officer, body: { ...body, period, programme: n === 2 ? 'other' : programme } })
    )
  )
  t.same(
    months.map(({ status }) => status),
    [201, 201, 201],
    'room for a month is made once'
  )
})

t.test('another day and another account', async (t) => {
  const id = await batch({ period: '2026-12' })
  const change = (body: object, version = '"1"') =>
    call('PATCH', `${url}/${id}`, { as: officer, body, headers: { 'if-match': version } })
  await refused(
    t,
    service,
    {
      method: 'PATCH',
      url: `${url}/${id}`,
      as: officer,
      body: { dueOn: '2026-12-08' },
      headers: { 'if-match': '"1"' }
    },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'of an old version': { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      'by a unit beside': {
        as: { ...officer, unit: '220103', sub: 'b' },
        is: [404, 'disbursement-not-found']
      },
      'no day': { body: { dueOn: '2026-02-30' }, is: [400, 'validation-failed', '/dueOn'] },
      nothing: { body: {}, is: [400, 'validation-failed', ''] },
      'a wrong account': { body: { accountId: nowhere }, is: [422, 'disbursement-account', '/accountId'] }
    }
  )
  t.match((await change({ dueOn: '2026-12-08' })).body, { dueOn: '2026-12-08', accountId: null })
  t.match((await change({ accountId: good }, '"2"')).body, { dueOn: '2026-12-08', accountId: good })
  t.match((await change({ accountId: null }, '"3"')).body, { accountId: null })
  t.match((await read(id)).headers.etag, '"4.')
})

t.test('listed by month, unit and programme, for those above', async (t) => {
  const list = async (query: string, unit = '22') => {
    const { body } = await call('GET', `${url}?${query}`, { as: { unit, roles: ['viewer'] } })
    return body.items?.map(({ period }: { period: string }) => period)
  }
  t.same(await list('period=2026-05'), ['2026-05'])
  t.same(await list('programme=other'), ['2027-01'])
  t.same(await list(`programme=${other}&within=2201`), ['2027-01'])
  t.same(await list('unitCode=220102&period=2026-10'), ['2026-10'])
  t.same(await list('', '220103'), [])
  const pages: string[] = []
  for (let next = `${url}?limit=3`; next !== ''; ) {
    const { body } = await call('GET', next, { as: officer })
    pages.push(...body.items.map(({ period }: { period: string }) => period))
    next = body.nextCursor ? `${url}?limit=3&cursor=${body.nextCursor}` : ''
  }
  t.same(pages, pages.toSorted().reverse(), 'the latest first')
  t.equal((await call('GET', `${url}?count=true`, { as: officer })).body.total, pages.length)
  const csv = await call('GET', `${url}?period=2026-05`, { as: officer, headers: { accept: 'text/csv' } })
  t.match(csv.text, /^\ufeffid,programme,unitCode,unitName,period,.*\n[^,]+,urban-low-income,220102,/)
  t.notMatch(csv.text, otherVillage)
})
