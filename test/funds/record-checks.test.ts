import t from 'tap'
import { county, makeProgramme, paymentsOf, programme } from '../examples/batch.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
await makeProgramme(service)
const keeper: Person = { unit: '22', roles: ['fund-officer', 'leader'], sub: 'keeper' }

async function post(url: string, body: object) {
  const answer = await call('POST', url, { as: keeper, body })
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.body
}

function check(kind: string, period: string, unitCode = '22') {
  return post('/v1/fund-checks', { kind, unitCode, programme, period })
}

clock.now = new Date('2026-01-05T02:00:00Z')
const share = { budgeted: '100', dueOn: '2026-02-10' }
const central = { programme, toUnitCode: '22', documentNo: '财社〔2026〕1号', receivedOn: '2026-01-05' }
const grant = await post('/v1/allocations', { ...central, amount: '1000', matching: share })
const part = { programme, fromUnitCode: '22', parentId: grant.id, receivedOn: '2026-01-20' }
const done = { ...part, documentNo: '吉财社〔2026〕1号', amount: '600.50' }
clock.now = new Date('2026-01-20T02:00:00Z')
const handed = await post('/v1/allocations', { ...done, toUnitCode: '2201' })

t.test('before the term is over nothing is wrong', async (t) => {
  const { exceptions, compared } = await check('allocation', '2026-01')
  t.same(Object.keys(exceptions), ['handed-down-late', 'not-handed-down'])
  t.equal(exceptions['not-handed-down'].count, 0)
  t.equal(compared.others, 0, 'the days lie in other months')
})

t.test('what was not handed down in its month, and what is retained', async (t) => {
  clock.now = new Date('2026-03-20T02:00:00Z')
  const month = grant.dueOn.slice(0, 7)
  const made = await check('allocation', month)
  const late = made.exceptions['not-handed-down']
  t.ok(late.count >= 1)
  const items = (await call('GET', `/v1/fund-checks/${made.id}/exceptions`, { as: keeper })).body.items
  const own = items.find(({ recordId }: { recordId: string }) => recordId === grant.id)
  t.match(own, { due: '1000.00', paid: '600.50', difference: '399.50', unitCode: '22', recipientNo: null })
  const retained = await check('retention', '2026-03')
  t.strictSame(retained.exceptions, { retained: { count: 2, amount: '1000.00' } })
  t.equal((await check('retention', '2026-03')).contentHash, retained.contentHash)
  t.strictSame((await check('retention', '2026-03', '2201')).exceptions, {
    retained: { count: 1, amount: '600.50' }
  })
  t.equal(handed.toUnitCode, '2201')
})

t.test('a local share that is short, and one that came late', async (t) => {
  const short = await check('matching', '2026-02')
  t.strictSame(short.exceptions, {
    'matching-late': { count: 0, amount: '0.00' },
    'matching-short': { count: 1, amount: '100.00' }
  })
  await post(`/v1/allocations/${grant.id}/matching`, { arrived: '100', arrivedOn: '2026-03-01' })
  const late = await check('matching', '2026-02')
  t.strictSame(late.exceptions['matching-late'], { count: 1, amount: '100.00' })
  t.not(late.contentHash, short.contentHash)
})

t.test('payments from no account, one that ran out, and one without a ledger', async (t) => {
  const pay = async (period: string, more: object = {}) => {
    const { id } = await post('/v1/disbursements', { programme, unitCode: county, period, ...more })
    const raw = paymentsOf(
      `A,10,${period}-05,6,paid`,
      `B,5,${period}-20,6,paid`,
      `C,1,${period}-05,6,returned`
    )
    const put = await call('PUT', `/v1/disbursements/${id}/payments`, { as: keeper, raw, type: 'text/csv' })
    t.equal(put.status, 200)
  }
  const account = { unitCode: county, programme, bank: '农行', accountNo: '07110001', ledger: false }
  const { id: accountId } = await post('/v1/fund-accounts', {
    ...account,
    validFrom: '2026-01-01',
    validTo: '2026-02-15'
  })
  await pay('2026-01')
  await pay('2026-02', { accountId })
  t.strictSame((await check('account', '2026-01')).exceptions, {
    'no-account': { count: 1, amount: '15.00' },
    'account-expired': { count: 0, amount: '0.00' },
    'no-ledger': { count: 0, amount: '0.00' }
  })
  t.strictSame((await check('account', '2026-02')).exceptions, {
    'no-account': { count: 0, amount: '0.00' },
    'account-expired': { count: 1, amount: '5.00' },
    'no-ledger': { count: 1, amount: '15.00' }
  })
})
