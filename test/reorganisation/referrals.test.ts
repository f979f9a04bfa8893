import t from 'tap'
import { moneyOf } from '../examples/money.ts'
import { testService } from '../support/service.ts'
import { cityOf, of } from './city.ts'

/** A referral from a finding or a fund check goes with supervision of the unit that the clue is about. */
const service = await testService(t)
const { call } = service
const { add, move, retire, reinstate, post, read } = cityOf(service)
for (const city of ['AA', 'BB']) await add(city, 'city', '22')
await moneyOf(service).programme('p')
let number = 0

/** A new county of the city `AA`, with a referral by the city from a finding on it or from a check of it. */
async function referred(kind: 'findings' | 'fund-checks', by = 'AA') {
  number += 1
  const county = `AAx${number}`
  await add(county, 'county', 'AA')
  const body = {
    findings: { unitCode: 'AA', targetCode: county, area: 'funds', severity: 'minor', text: '问题' },
    'fund-checks': { kind: 'retention', unitCode: county, programme: 'p', period: '2026-03' }
  }
  const { id } = await post('AA', `/v1/${kind}`, body[kind])
  const clue = { receiver: 'discipline', receiverName: '省纪委监委', text: '涉嫌截留。' }
  const referral = await post(by, `/v1/${kind}/${id}/referrals`, clue)
  return { county, source: `/v1/${kind}/${id}`, id: referral.id as string }
}

/** What each unit reads of a referral: `handedOver`, or the status of a refusal. */
async function eyes(id: string, units: readonly string[]) {
  const found: Record<string, unknown> = {}
  for (const unit of units) {
    const { status, body } = await call('GET', `/v1/referrals/${id}`, { as: of(unit) })
    found[unit] = status === 200 ? body.handedOver : status
  }
  return found
}
const receive = async (unit: string, id: string) => {
  const body = { receiptNumber: '收1', receivedOn: '2026-03-02' }
  const answer = await call('POST', `/v1/referrals/${id}/receipt`, { as: of(unit), body })
  return answer.status === 200 ? 200 : answer.body.code
}
const conclude = async (unit: string, id: string) => {
  const body = { outcome: '已立案', outcomeOn: '2026-03-02' }
  return (await call('POST', `/v1/referrals/${id}/outcome`, { as: of(unit), body })).status
}

for (const kind of ['findings', 'fund-checks'] as const) {
  t.test(`one from ${kind} passes to the unit that supervises now; the former one reads`, async (t) => {
    const { county, source, id } = await referred(kind)
    const units = ['22', 'AA', 'BB', county]
    t.strictSame(await eyes(id, units), { 22: false, AA: false, BB: 404, [county]: 404 })
    await move(county, 'BB')
    t.strictSame(await eyes(id, units), { 22: false, AA: true, BB: false, [county]: 404 })
    t.match(await read('AA', `/v1/referrals/${id}`), { actingUnitCode: 'BB', actingUnitName: '试验BB' })
    const list = await read('BB', `${source}/referrals?count=true`)
    t.match(list, { total: 1, items: [{ id, handedOver: false }] }, 'in the list of its record')
    t.equal(await receive('AA', id), 'referral-not-yours')
    t.equal(await receive('BB', id), 200)
    await move(county, 'AA')
    t.strictSame(await eyes(id, units), { 22: false, AA: false, BB: 404, [county]: 404 }, 'and back')
    t.equal(await conclude('AA', id), 200)
    await move(county, 'BB')
    t.strictSame(
      await eyes(id, units),
      { 22: false, AA: false, BB: 404, [county]: 404 },
      'a concluded one stays'
    )
  })
}

t.test('when the unit that made it ends, whoever acts for it goes on with it', async (t) => {
  await add('DD', 'city', '22')
  await add('DDx', 'county', 'DD')
  const finding = { unitCode: 'DD', targetCode: 'DDx', area: 'funds', severity: 'minor', text: '问题' }
  const { id: findingId } = await post('DD', '/v1/findings', finding)
  const clue = { receiver: 'discipline', receiverName: '省纪委监委', text: '涉嫌截留。' }
  const { id } = await post('DD', `/v1/findings/${findingId}/referrals`, clue)
  await move('DDx', 'BB')
  await move('DDx', 'DD')
  await move('DDx', 'BB')
  await retire('DD', '2026-03-02', 'AA')
  t.strictSame(await eyes(id, ['22', 'AA', 'BB', 'DD', 'DDx']), {
    22: false,
    AA: true,
    BB: false,
    DD: true,
    DDx: 404
  })
  await move('DDx', 'AA')
  t.strictSame(await eyes(id, ['AA', 'BB', 'DD']), { AA: false, BB: 404, DD: false })
  t.match(await read('AA', `/v1/referrals/${id}`), { actingUnitCode: 'AA' })
  t.equal(await receive('AA', id), 200)
})

t.test('it never passes to what the unit concerned has become', async (t) => {
  const { county, id } = await referred('findings')
  await add('BBz', 'county', 'BB')
  await retire(county, '2026-03-02', 'BBz')
  t.strictSame(await eyes(id, ['22', 'AA', 'BB', 'BBz', county]), {
    ...{ 22: false, AA: true, BB: false, BBz: 404, [county]: 404 }
  })
  await reinstate(county)
  t.strictSame(await eyes(id, ['AA', 'BB']), { AA: false, BB: 404 })
  // Without a successor the city acts for it, which does not supervise what it answers for itself.
  await retire(county, '2026-03-02')
  t.strictSame(await eyes(id, ['22', 'AA', 'BB', county]), { 22: false, AA: true, BB: 404, [county]: 404 })
})

t.test('one that a unit made about itself stays with it', async (t) => {
  const { source, county } = await referred('findings')
  const clue = { receiver: 'discipline', receiverName: '省纪委监委', text: '自查发现。' }
  const { id } = await post(county, `${source}/referrals`, clue)
  await move(county, 'BB')
  t.strictSame(await eyes(id, ['AA', 'BB', county]), { AA: 404, BB: false, [county]: false })
  t.equal(await receive(county, id), 200)
})
