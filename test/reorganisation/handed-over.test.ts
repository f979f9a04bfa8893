import t from 'tap'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const all = ['viewer', 'inspector', 'leader', 'caseworker'] as const
const by = (unit: string): Person => ({ unit, roles: [...all] })
const [a, b] = ['2201', '2202']
const add = async (code: string, parentCode: string) =>
  ok(await call('POST', '/v1/units', { body: { code, name: `试验${code}`, level: 'county', parentCode } }))
const move = async (code: string, parentCode: string) => {
  const { headers } = await call('GET', `/v1/units/${code}`)
  const options = { body: { parentCode }, headers: { 'if-match': headers.etag as string } }
  ok(await call('PATCH', `/v1/units/${code}`, options))
}
const post = async (url: string, body: object, unit = a) =>
  ok(await call('POST', url, { as: by(unit), body }))

/** How a unit finds a record: its status by id, and whether the list marks it; undefined: not in the list. */
async function found(unit: string, url: string, id: string) {
  const one = await call('GET', `${url}/${id}`, { as: by(unit) })
  const list = ok(await call('GET', `${url}?limit=200&count=true`, { as: by(unit) }))
  t.equal(list.total, list.items.length, `${unit} counts what it lists`)
  const item = list.items.find((each: { id: string }) => each.id === id)
  t.equal(item?.handedOver, one.body.handedOver, 'the list and the record say the same')
  return [one.status, item?.handedOver]
}

await add('220197', a)
const target = '220197'
const finding = await post('/v1/findings', {
  ...{ unitCode: a, targetCode: target, area: 'funds', severity: 'minor', text: '问题' }
})
const interview = await post('/v1/interviews', {
  ...{ unitCode: a, intervieweeUnitCode: target, reason: '约谈', causes: [], calledFor: '2026-03-02' }
})
const inspection = await post('/v1/inspections', {
  ...{ unitCode: a, targetCode: target, method: 'open-check', plannedOn: '2026-03-02', areas: ['funds'] }
})
await post(`/v1/inspections/${inspection.id}/start`, {})
const notice = await post('/v1/notices', {
  ...{ unitCode: a, title: '通报', text: '内容', addressees: { unitCodes: [target, '220102'] }, causes: [] }
})
await post(`/v1/notices/${notice.id}/issue`, {})
const records = [
  ['/v1/findings', finding.id],
  ['/v1/interviews', interview.id],
  ['/v1/inspections', inspection.id]
] as const

t.test(
  'what a unit kept about one that moved away is in its lists, marked; its new line sees it',
  async (t) => {
    for (const [url, id] of records) {
      t.strictSame(await found(a, url, id), [200, false], url)
      t.strictSame(await found(b, url, id), [404, undefined], url)
    }
    await move(target, b)
    for (const [url, id] of records) {
      t.strictSame(await found(a, url, id), [200, true], `${url} of the former keeper`)
      t.strictSame(await found(b, url, id), [200, false], `${url} of the new line`)
      t.strictSame(await found(target, url, id), [200, false], `${url} of the target`)
      t.strictSame(await found('22', url, id), [200, false], `${url} of the province`)
      t.strictSame(await found('2203', url, id), [404, undefined], `${url} of others`)
    }
  }
)

t.test('the new unit judges, and the former one reads', async (t) => {
  const rectified = { text: '已整改' }
  await post(`/v1/findings/${finding.id}/rectify`, rectified, target)
  const accept = (unit: string) => call('POST', `/v1/findings/${finding.id}/accept`, { as: by(unit) })
  t.match(await accept(a), { status: 403, body: { code: 'finding-not-yours' } })
  t.equal((await accept(b)).status, 200)
  const body = { heldAt: '2026-03-02', minutes: '纪要', attendees: ['张'] }
  const held = { ...body, commitments: [{ text: '按月发放', dueOn: '2026-03-31' }] }
  const hold = (unit: string) =>
    call('POST', `/v1/interviews/${interview.id}/hold`, { as: by(unit), body: held })
  t.match(await hold(a), { status: 403, body: { code: 'interview-not-yours' } })
  t.equal((await hold(b)).status, 200)
  const fulfil = (unit: string) =>
    call('POST', `/v1/interviews/${interview.id}/commitments/1/fulfil`, { as: by(unit), body: {} })
  t.equal((await fulfil(a)).status, 403)
  t.equal((await fulfil(b)).status, 200)
})

t.test('an answer to a notice is judged by the unit that issued it or by the one above now', async (t) => {
  const give = (unit: string) => post(`/v1/notices/${notice.id}/answers`, { text: '已整改' }, unit)
  const judge = (unit: string, step: string, of = target) =>
    call('POST', `/v1/notices/${notice.id}/answers/${of}/${step}`, {
      as: by(unit),
      ...(step === 'send-back' && { body: { reason: '未见凭证' } })
    })
  await give(target)
  await give('220102')
  t.not((await judge(b, 'accept', '220102')).status, 200, 'not that of a unit that is not its own')
  t.not((await judge(target, 'accept')).status, 200)
  t.equal((await judge(b, 'send-back')).status, 200)
  await give(target)
  t.equal((await judge(b, 'accept')).status, 200)
  t.equal((await judge(a, 'accept', '220102')).status, 200)
})

t.test('it comes back with the unit', async (t) => {
  await move(target, a)
  for (const [url, id] of records) {
    t.strictSame(await found(a, url, id), [200, false], url)
    t.strictSame(await found(b, url, id), [404, undefined], url)
  }
})
