import t from 'tap'
import { at, auditor, casesOf, clerk, county, inShort, leader, states, township } from '../examples/case.ts'
import { noted, nothingWritten, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, taken, on } = casesOf(service)
const accusing = (accusedUnitCode: string) => ({ body: { accusedUnitCode, reason: '办理中查明' } })
const report = { kind: 'report', category: 'conduct' }

t.test('refused, and nothing written', async (t) => {
  await refusedScenes(t, service, {
    step: 'accuse',
    from: states,
    more: report,
    malformed: {
      'no unit': [{ reason: 'x' }, '/accusedUnitCode'],
      'no reason': [{ accusedUnitCode: county }, '/reason'],
      'a unit that cannot be': [{ accusedUnitCode: '*', reason: 'x' }, '/accusedUnitCode']
    }
  })
  await call('POST', '/v1/units', {
    as: { unit: '*', roles: ['admin'] },
    body: { code: '23', name: '另一省', level: 'province' }
  })
  const { id } = await made({ ...report, accusedUnitCode: '220103' })
  const { id: appeal } = await made()
  const unknown: [number, string, string] = [422, 'accused-unknown', '/accusedUnitCode']
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'accuse'), as: clerk() },
    {
      'a unit that is not there': { ...accusing('9999'), is: unknown },
      'a unit of another province': { ...accusing('23'), is: unknown },
      'the province itself': { ...accusing('22'), is: [422, 'no-unit-above', '/accusedUnitCode'] },
      'the same one again': { ...accusing('220103'), is: [409, 'accused-already', '/accusedUnitCode'] },
      'in an appeal': { url: at(appeal, 'accuse'), ...accusing('220103'), is: [409, 'wrong-kind'] },
      'by a viewer': { as: clerk(county, 'viewer'), ...accusing('220104'), is: [403, 'role-missing'] }
    }
  )
})

t.test('the handling unit itself: the report goes to the unit above, and is gone for it', async (t) => {
  on('2026-03-02')
  const { id, number } = await made(report)
  on('2026-03-05')
  const body = await taken(id, 'accuse', accusing(county))
  t.match(body, { accusedUnitCode: county, unitCode: '2201', decidingUnitCode: '2201', state: 'received' })
  t.strictSame(inShort(body), [
    'case.notify 2026-03-02 2026-03-17 2026-03-05 met',
    'case.notify 2026-03-05 2026-03-20 - running'
  ])
  t.match((await noted(service, id)).at(-1), {
    action: 'case.accused',
    event: 'case.accused',
    unitCode: '2201',
    path: '22.2201',
    details: { accusedUnitCodes: [county], reason: '办理中查明', fromUnitCode: county, toUnitCode: '2201' }
  })
  for (const unit of [county, township]) {
    t.equal((await call('GET', `/v1/cases/${id}`, { as: clerk(unit) })).status, 404)
    const everything = await Promise.all([
      call('GET', '/v1/cases?limit=200', { as: clerk(unit) }),
      call('GET', `/v1/cases/${id}/timeline`, { as: clerk(unit) }),
      call('GET', '/v1/audit?limit=200', { as: auditor(unit) })
    ])
    for (const { text, body } of everything) {
      t.notMatch(text.replaceAll(String(body.instance), ''), new RegExp(`${id}|${number}`), unit)
    }
    await nothingWritten(t, service, async () => {
      t.equal((await step(id, 'accept', { as: clerk(unit) })).status, 404)
    })
  }
  const forward = { as: clerk('2201'), body: { toUnitCode: township, note: 'x' } }
  t.match(await step(id, 'forward', forward), { status: 422, body: { code: 'report-to-accused' } })
  t.match(await taken(id, 'accept', { as: clerk('2201') }), { state: 'accepted' })
})

t.test(
  'under way or on file: it goes up without new terms, and who had it at hand has it no more',
  async (t) => {
    on('2026-03-02')
    for (const way of [['accept'], ['accept', 'reply'], ['accept', 'reply', 'close'], ['withdraw']]) {
      const { id } = await made({ ...report, unitCode: township })
      for (const name of way) await taken(id, name, { as: clerk(township) })
      const { state, terms } = await read(id)
      const body = await taken(id, 'accuse', { as: leader('2201'), ...accusing(county) })
      t.match(body, { unitCode: '2201', state, handlerName: null, nextDueOn: null })
      t.equal(body.terms.length, terms.length)
      t.equal((await call('GET', `/v1/cases/${id}`, { as: clerk(township) })).status, 404)
    }
  }
)

t.test('another unit, and one more: it stays where it is, and the first one never gets it', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201' })
  const as = clerk('2201')
  t.match(await taken(id, 'accuse', { as, ...accusing(county) }), {
    accusedUnitCode: county,
    unitCode: '2201'
  })
  const both = { accusedUnitCode: null, accusedUnitCodes: [county, '220103'], unitCode: '2201' }
  t.match(await taken(id, 'accuse', { as, ...accusing('220103') }), both)
  const refusal = { status: 422, body: { code: 'report-to-accused' } }
  for (const toUnitCode of [county, '220103', township]) {
    t.match(await step(id, 'forward', { as, body: { toUnitCode, note: 'x' } }), refusal, toUnitCode)
  }
  t.match(await taken(id, 'forward', { as, body: { toUnitCode: '220104', note: '异地办理' } }), {
    unitCode: '220104'
  })
  for (const unit of [county, '220103', township]) {
    t.equal((await call('GET', `/v1/cases/${id}`, { as: clerk(unit) })).status, 404, unit)
  }
})

t.test('what it is linked to tells the accused nothing of it', async (t) => {
  const { id: appeal } = await made()
  const { id, number } = await made({ ...report, unitCode: '2201' })
  await taken(appeal, 'link', { as: clerk('2201'), body: { caseId: id } })
  t.match(await step(appeal, 'accept'), { status: 409 })
  await taken(id, 'accuse', { as: clerk('2201'), ...accusing(county) })
  const { items } = (await call('GET', `/v1/cases/${appeal}/timeline`, { as: clerk() })).body
  t.notMatch(JSON.stringify([items, await read(appeal, clerk())]), new RegExp(`${id}|${number}`))
  t.match(await taken(appeal, 'accept'), { state: 'accepted', sameFactsAs: null })
  t.equal((await read(appeal)).sameFactsAs, id, 'who may know both sees it')
})

t.test('twice at once gives one effect', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201' })
  const clerks = ['a', 'b', 'c'].map((sub) => clerk('2201', 'caseworker', sub))
  const answers = await Promise.all(clerks.map((as) => step(id, 'accuse', { as, ...accusing(county) })))
  t.strictSame(statuses(answers), [200, 409, 409])
  t.equal((await noted(service, id)).length, 2)
})
