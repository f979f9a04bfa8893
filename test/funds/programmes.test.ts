import t from 'tap'
import { city, county, keeper, moneyOf } from '../examples/money.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { programme, read } = moneyOf(service)
const url = '/v1/fund-programmes'
const rural = await programme('rural')

t.test('refused, and nothing is written', async (t) => {
  const bad = (more: object, is: [number, string, string?]) => ({
    body: { code: 'x', name: '甲', ...more },
    is
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as: keeper(), body: { code: 'x', name: '甲' } },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: keeper('22', ['viewer']), is: [403, 'role-missing'] },
      'a unit below': { as: keeper(city), is: [403, 'top-unit-only'] },
      'the operator': { as: keeper('*'), is: [404, 'not-found', '/unitCode'] },
      'for a unit below': bad({ unitCode: city }, [422, 'programme-not-at-top', '/unitCode']),
      'for another province': bad({ unitCode: '23' }, [404, 'not-found', '/unitCode']),
      'a code that is there': bad({ code: 'rural' }, [409, 'programme-exists']),
      'excluding none': bad({ excludes: ['none'] }, [422, 'programme-unknown', '/excludes/0']),
      'a code like an id': bad({ code: 'A B' }, [400, 'validation-failed', '/code']),
      'no name': bad({ name: ' ' }, [400, 'validation-failed', '/name'])
    }
  )
})

t.test('named for the province; exclusions hold both ways round', async (t) => {
  const urban = await programme('urban', { excludes: ['rural'] })
  t.match(urban, { code: 'urban', unitCode: '22', excludes: ['rural'] })
  t.match(await read(`${url}/${rural.id}`, keeper(county)), { code: 'rural', excludes: ['urban'] })
  const one = await call('GET', `${url}/urban`, { as: keeper(county) })
  const change = (body: object, version = String(one.headers.etag)) =>
    call('PATCH', `${url}/urban`, { as: keeper(), body, headers: { 'if-match': version } })
  t.match(await change({ excludes: ['urban'] }), { status: 422, body: { code: 'programme-excludes-itself' } })
  t.match((await change({ excludes: [], name: '城市低保' })).body, { name: '城市低保', excludes: [] })
  t.equal((await change({ name: '乙' })).status, 412)
  t.equal((await call('PATCH', `${url}/urban`, { as: keeper(), body: { name: '乙' } })).status, 428)
  t.same((await read(`${url}/rural`)).excludes, [])
  t.same(
    (await noted(service, urban.id)).map(({ action }) => action),
    ['fund-programme.added', 'fund-programme.changed']
  )
})

t.test('accounts: one at a time for a unit and a programme', async (t) => {
  const account = {
    unitCode: county,
    programme: 'urban',
    bank: '建设银行',
    accountNo: '6222020000001',
    ledger: true
  }
  const open = (more: object = {}) =>
    call('POST', '/v1/fund-accounts', {
      ...{ as: keeper(city), body: { ...account, validFrom: '2026-01-01', ...more } }
    })
  const wanted = { ...account, validFrom: '2026-01-01' }
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/fund-accounts', as: keeper(city), body: wanted },
    {
      'a unit beside': { as: keeper('2202'), is: [404, 'not-found', '/unitCode'] },
      'a village': {
        body: { ...wanted, unitCode: '220102001001' },
        is: [422, 'fund-account-unit-level', '/unitCode']
      },
      'no programme': {
        body: { ...wanted, programme: 'none' },
        is: [422, 'programme-unknown', '/programme']
      },
      'over before it begins': {
        body: { ...wanted, validTo: '2026-01-01' },
        is: [422, 'fund-account-ends-early', '/validTo']
      },
      'no number': { body: { ...wanted, accountNo: '=1+1234' }, is: [400, 'validation-failed', '/accountNo'] }
    }
  )
  const all = await Promise.all([open(), open(), open()])
  t.same(statuses(all), [201, 409, 409])
  const clash = all.find(({ status }) => status === 409)
  t.match(clash?.body, { code: 'fund-account-exists', clause: { id: 'jilin-2019-12:2.5' } })
  const made = all.find(({ status }) => status === 201)?.body
  t.match(made, { ...account, validTo: null, unitName: '南关区' })
  const close = (validTo: string) =>
    call('POST', `/v1/fund-accounts/${made.id}/close`, { as: keeper(county), body: { validTo } })
  t.match(await close('2026-01-01'), { status: 422, body: { code: 'fund-account-ends-early' } })
  t.match(ok(await close('2026-07-01')), { validTo: '2026-07-01' })
  t.match(await close('2026-08-01'), { status: 409, body: { code: 'fund-account-closed' } })
  t.equal((await open({ validFrom: '2026-06-30' })).status, 409)
  t.equal((await open({ validFrom: '2026-07-01', accountNo: '6222020000002' })).status, 201)
  const on = async (day: string) =>
    (await read(`/v1/fund-accounts?programme=urban&on=${day}`)).items.map(
      (one: { accountNo: string }) => one.accountNo
    )
  t.same([await on('2026-06-30'), await on('2026-07-01')], [['6222020000001'], ['6222020000002']])
  const changed = await call('PATCH', `/v1/fund-accounts/${made.id}`, {
    ...{ as: keeper(county), body: { ledger: false }, headers: { 'if-match': '*' } }
  })
  t.match(changed.body, { ledger: false, accountNo: '6222020000001' })
  const lines = await noted(service, made.id)
  t.same(
    lines.map(({ action }) => action),
    ['fund-account.opened', 'fund-account.closed', 'fund-account.changed']
  )
  t.notMatch(JSON.stringify(lines), /6222020000001/)
})
