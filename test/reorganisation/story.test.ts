import t from 'tap'
import { moneyOf } from '../examples/money.ts'
import { testService } from '../support/service.ts'
import { cityOf, everyUnit, of, tree } from './city.ts'

/**
 * A year of reorganisation of a small city: a village is given up into its township, that township is merged
 * into another one, a county moves to another city, a county is split into two, and a planned merger is called
 * off. Records of every room are open meanwhile; each is looked at before, on and after the day by every unit.
 */
const service = await testService(t)
const { call } = service
const { on, add, retire, reinstate, move, post, read, eyes } = cityOf(service)
const units = [...everyUnit]
for (const [code, level, parent] of tree) await add(code, level, parent)

const received = { channel: 'hotline', receivedAt: '2026-03-02T08:30:00+08:00', anonymous: true }
const matter = (unitCode: string, more: object = {}) =>
  post(unitCode, '/v1/cases', {
    ...{ ...received, kind: 'appeal', unitCode, category: 'low-income-allowance', summary: '在办' },
    ...more
  })
const found = (targetCode: string, more: object = {}) =>
  post('AA', '/v1/findings', {
    ...{ unitCode: 'AA', targetCode, area: 'funds', severity: 'minor', text: '问题' },
    ...more
  })

const ofVillage = await matter('AAx1w')
const ofTownship = await matter('AAx1')
await post('AAx1', `/v1/cases/${ofTownship.id}/accept`)
const reviewed = await matter('AAy1')
await post('AAy1', `/v1/cases/${reviewed.id}/accept`)
const answer = { text: '答复', outcome: 'explained', cause: 'other' }
await post('AAy1', `/v1/cases/${reviewed.id}/reply`, answer)
await post('AAy1', `/v1/cases/${reviewed.id}/request-review`, { requestedOn: '2026-03-02' })
const atReview = await matter('AAy')
await post('AAy', `/v1/cases/${atReview.id}/accept`)
await post('AAy', `/v1/cases/${atReview.id}/reply`, answer)
await post('AAy', `/v1/cases/${atReview.id}/request-review`, { requestedOn: '2026-03-02' })
const report = await matter('AAz1', { kind: 'report', category: 'conduct', accusedUnitCode: 'AAz2' })
const letter = await post('AA', `/v1/cases/${ofTownship.id}/letters`, {
  ...{ kind: 'urge', grounds: 'other', text: '催办' }
})
const [atTownship, atCounty] = [await found('AAx1'), await found('AAy')]
const notice = await post('AA', '/v1/notices', {
  ...{ unitCode: 'AA', title: '通报', text: '内容', addressees: { unitCodes: ['AAx1', 'AAx2'] }, causes: [] }
})
await post('AA', `/v1/notices/${notice.id}/issue`)
const talk = await post('AA', '/v1/interviews', {
  ...{ unitCode: 'AA', intervieweeUnitCode: 'AAy', reason: '约谈', causes: [], calledFor: '2026-03-02' }
})
await post('AA', `/v1/interviews/${talk.id}/hold`, {
  ...{ heldAt: '2026-03-02', minutes: '纪要', attendees: ['张'] },
  commitments: [{ text: '按月发放', dueOn: '2026-06-30' }]
})
const visit = await post('AA', '/v1/inspections', {
  ...{ unitCode: 'AA', targetCode: 'AAy', method: 'open-check', plannedOn: '2026-03-02', areas: ['funds'] }
})
await post('AA', `/v1/inspections/${visit.id}/start`)
const campaign = await post('AA', '/v1/campaigns', {
  ...{ unitCode: 'AA', topic: '督导', from: '2026-03-01', to: '2026-12-31' },
  targets: { unitCodes: ['AAx1', 'AAy'] }
})
const secret = (unitCode: string, targetCode: string, more: object = {}) =>
  post(unitCode, '/v1/inspections', {
    ...{ unitCode, targetCode, method: 'unannounced-visit', plannedOn: '2026-05-05', areas: ['funds'] },
    ...more
  })
const ofCampaign = await secret('AA', 'AAy', { campaignId: campaign.id })
const alone = await secret('AA', 'AAy')
const ofEnding = await secret('AAx', 'AAx2')
const clue = { receiver: 'discipline', receiverName: '省纪委监委', text: '涉嫌截留。' }
const referral = await post('AA', `/v1/findings/${atCounty.id}/referrals`, clue)
const referralOfEnding = await post('AAx', `/v1/findings/${(await found('AAx2')).id}/referrals`, clue)
const plan = await post('AA', '/v1/inspection-plans', { unitCode: 'AA', year: 2026, seed: '1' })
const planOfCounty = await post('AAx', '/v1/inspection-plans', { unitCode: 'AAx', year: 2026, seed: '2' })
const money = moneyOf(service)
await money.programme('p')
const whole = await money.received({ toUnitCode: 'AA', amount: '1000' })
const part = (await money.part(whole.id, 'AAx', '400')).body

const turn = async (id: string) => (await read('22', `/v1/cases/${id}`)).decidingUnitCode
const readers = async (list: string, id: string) => (await eyes(list, id, units)).readers.join(' ')
const reading = async (url: string) => {
  const all = await Promise.all(
    units.map(async (as) => [as, (await call('GET', url, { as: of(as) })).status])
  )
  return all.flatMap(([unit, status]) => (status === 200 ? [unit] : [])).join(' ')
}
const both = async (list: string, id: string) => {
  const seen = await eyes(list, id, units)
  t.strictSame(seen.listers, seen.readers, `who reads ${list} lists it`)
  return seen.readers.join(' ')
}
const progress = async (id: string, unit: string) => {
  const { items } = await read(unit, `/v1/inspection-plans/${id}/progress`)
  return items.find(({ coverage }: { coverage: string }) => coverage === 'full')
}

t.test('a village is given up into its township', async (t) => {
  await retire('AAx1w', '2026-03-20')
  on('2026-03-19')
  t.equal(await turn(ofVillage.id), 'AAx1w', 'the day before')
  on('2026-03-20')
  t.equal(await turn(ofVillage.id), 'AAx1', 'on the day')
  t.equal(await both('/v1/cases', ofVillage.id), '22 AA AAx AAx1 AAx1w')
  const accept = (unit: string) => call('POST', `/v1/cases/${ofVillage.id}/accept`, { as: of(unit) })
  t.match(await accept('AAx1w'), { status: 403, body: { code: 'own-unit-ended' } })
  t.equal((await accept('AAx1')).status, 200)
})

t.test('its township is merged into another one', async (t) => {
  await move('AAx1v', 'AAx2')
  await retire('AAx1', '2026-04-01', 'AAx2')
  on('2026-03-31')
  t.strictSame([await turn(ofTownship.id), await turn(ofVillage.id)], ['AAx1', 'AAx1'])
  t.equal(await both('/v1/findings', atTownship.id), '22 AA AAx AAx1')
  on('2026-04-01')
  t.strictSame([await turn(ofTownship.id), await turn(ofVillage.id)], ['AAx2', 'AAx2'])
  t.equal(await both('/v1/cases', ofTownship.id), '22 AA AAx AAx1 AAx2')
  t.equal(await both('/v1/findings', atTownship.id), '22 AA AAx AAx1 AAx2')
  await post('AAx2', `/v1/cases/${ofTownship.id}/reply`, answer)
  await post('AAx2', `/v1/letters/${letter.id}/answer`, { text: '已办' })
  await post('AAx2', `/v1/findings/${atTownship.id}/rectify`, { text: '已整改' })
  await post('AA', `/v1/findings/${atTownship.id}/accept`)
  await post('AAx2', `/v1/notices/${notice.id}/answers`, { text: '代答', unitCode: 'AAx1' })
  await post('AAx2', `/v1/notices/${notice.id}/answers`, { text: '答复' })
  for (const unit of ['AAx1', 'AAx2']) await post('AA', `/v1/notices/${notice.id}/answers/${unit}/accept`)
  await post('AA', `/v1/notices/${notice.id}/close`)
  t.match(await progress(planOfCounty.id, 'AAx'), { required: 2, dropped: 1, uncovered: 0, gap: 1 })
})

t.test('a county moves to another city', async (t) => {
  on('2026-04-30')
  t.equal(await both('/v1/findings', atCounty.id), '22 AA AAy')
  t.strictSame([await turn(reviewed.id), await turn(atReview.id)], ['AAy', 'AA'])
  for (const { id } of [ofCampaign, alone]) t.equal(await both('/v1/inspections', id), '22 AA')
  t.equal(await reading(`/v1/referrals/${referral.id}`), '22 AA')
  on('2026-05-01')
  await move('AAy', 'BB')
  t.equal(await both('/v1/inspections', ofCampaign.id), '22 AA BB', 'a visit not begun has passed on')
  t.equal(await both('/v1/inspections', alone.id), '22 AA', 'one outside a campaign stays secret')
  t.equal(await reading(`/v1/referrals/${referral.id}`), '22 AA BB')
  const begin = (unit: string) => call('POST', `/v1/inspections/${ofCampaign.id}/start`, { as: of(unit) })
  t.strictSame([(await begin('AA')).status, (await begin('BB')).status], [403, 200])
  t.equal(await both('/v1/inspections', ofCampaign.id), '22 AA BB AAy')
  const receipt = { receiptNumber: '收1', receivedOn: '2026-05-01' }
  const receive = (unit: string) =>
    call('POST', `/v1/referrals/${referral.id}/receipt`, { as: of(unit), body: receipt })
  t.strictSame([(await receive('AA')).status, (await receive('BB')).status], [403, 200])
  t.strictSame([await turn(reviewed.id), await turn(atReview.id)], ['AAy', 'BB'])
  t.equal(await both('/v1/cases', atReview.id), '22 BB AAy')
  for (const [list, id] of [
    ['/v1/findings', atCounty.id],
    ['/v1/interviews', talk.id],
    ['/v1/inspections', visit.id]
  ] as const) {
    t.equal(await both(list, id), '22 AA BB AAy', list)
    t.strictSame(
      [(await read('AA', `${list}/${id}`)).handedOver, (await read('BB', `${list}/${id}`)).handedOver],
      [true, false]
    )
  }
  await post('BB', `/v1/cases/${atReview.id}/review`, { text: '维持', outcome: 'maintained' })
  await post('AAy', `/v1/findings/${atCounty.id}/rectify`, { text: '已整改' })
  const judge = (unit: string) => call('POST', `/v1/findings/${atCounty.id}/accept`, { as: of(unit) })
  t.strictSame([(await judge('AA')).status, (await judge('BB')).status], [403, 200])
  await post('BB', `/v1/interviews/${talk.id}/commitments/1/fulfil`, {})
  t.match(await progress(plan.id, 'AA'), { required: 3, dropped: 1, uncovered: 0, gap: 2 })
})

t.test('a county is split into two', async (t) => {
  on('2026-06-01')
  for (const code of ['AAp', 'AAq']) await add(code, 'county', 'AA')
  units.push('AAp', 'AAq')
  t.match(await progress(plan.id, 'AA'), { uncovered: 2, gap: 4 })
  await move('AAx2', 'AAp')
  await retire('AAx', '2026-06-01', 'AAp')
  t.match(await progress(plan.id, 'AA'), { required: 3, dropped: 2, uncovered: 2, gap: 3 })
  for (const targetCode of ['AAp', 'AAq'])
    await post('AA', `/v1/inspection-plans/${plan.id}/tasks`, { targetCode })
  t.match(await progress(plan.id, 'AA'), { planned: 3, added: 2, uncovered: 0, gap: 3 })
  t.equal(await turn(ofVillage.id), 'AAx2', 'the case of the village goes with its township')
  t.equal(await both('/v1/inspections', ofEnding.id), '22 AA AAx AAp', 'its visit is that of its successor')
  t.equal(await reading(`/v1/referrals/${referralOfEnding.id}`), '22 AA AAx AAp')
  await post('AAp', `/v1/inspections/${ofEnding.id}/start`)
  t.equal(await both('/v1/cases', ofVillage.id), '22 AA AAx1 AAx2 AAx1w AAp')
  t.equal(await both('/v1/inspection-plans', planOfCounty.id), '22 AA AAx AAp')
  t.equal(await readers('/v1/allocations', part.id), '22 AA AAx AAp')
  const handed = { programme: 'p', parentId: part.id, toUnitCode: 'AAx2', amount: '100' }
  const rest = { documentNo: '下达1号', receivedOn: '2026-06-01' }
  await post('AAp', '/v1/allocations', { ...handed, ...rest })
  t.match(await read('AAp', `/v1/allocations/${part.id}`), { handedDown: '100.00', retained: '300.00' })
})

t.test('a planned merger is called off', async (t) => {
  await retire('AAz2', '2026-07-01', 'AAz1')
  on('2026-06-30')
  t.equal(await both('/v1/cases', report.id), '22 AA AAz AAz1', 'it bars nobody before its day')
  await reinstate('AAz2')
  on('2026-07-01')
  t.equal(await both('/v1/cases', report.id), '22 AA AAz AAz1')
  t.match(await read('22', '/v1/units/AAz2'), { validTo: null })
  await retire('AAz2', '2026-08-01', 'AAz1')
  on('2026-08-01')
  t.equal(await turn(report.id), 'AAz', 'had it come, the report would have passed on')
  t.equal(await both('/v1/cases', report.id), '22 AA AAz')
  await reinstate('AAz2')
  t.equal(await both('/v1/cases', report.id), '22 AA AAz AAz1')
})

t.test('at the end every draw verifies', async (t) => {
  for (const { id } of [plan, planOfCounty]) {
    for (const draw of (await read('22', `/v1/inspection-plans/${id}/draws`)).items)
      t.match(await read('22', `/v1/draws/${draw.id}/verification`), { valid: true })
  }
})
