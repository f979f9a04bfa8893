import t from 'tap'
import { named } from '../examples/jilin.ts'
import { clerk, county, noticesOf } from '../examples/notice.ts'
import { nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, issued, read } = noticesOf(service)
const [city, other] = ['2201', '2202']

const petition = {
  kind: 'appeal',
  channel: 'hotline',
  receivedAt: '2026-03-02T08:00:00+08:00',
  category: 'low-income-allowance',
  summary: '反映低保申请长期未得到答复',
  anonymous: true
}
const receive = async (unitCode: string, more: object = {}): Promise<{ kind: 'case'; id: string }> => {
  const body = { ...petition, unitCode, ...more }
  return { kind: 'case', id: ok(await call('POST', '/v1/cases', { as: clerk('22'), body })).id }
}
const [own, second, foreign] = [await receive(county), await receive(city), await receive(other)]
const report = await receive(city, { kind: 'report', accusedUnitCode: county, summary: '检举截留低保金' })

t.test('refused, each at its place, and nothing is written', async (t) => {
  const causes = (...list: object[]) => ({ body: { ...draftOf(city), causes: list } })
  const at = (n: number): [number, string, string] => [422, 'cause-not-found', `/causes/${n}`]
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/notices', as: clerk(city) },
    {
      'of another unit': { ...causes(own, foreign), is: at(1) },
      'of none': { ...causes({ kind: 'case', id: nowhere }, own), is: at(0) },
      'of another kind': { ...causes({ kind: 'notice', id: own.id }), is: at(0) },
      'of a kind that nobody holds yet': { ...causes({ kind: 'fund-check', id: own.id }), is: at(0) },
      'named twice': { ...causes(own, second, own), is: [422, 'cause-twice', '/causes/2'] },
      'without the permission': {
        as: clerk(city, 'inspector', ['inspector']),
        ...causes(own),
        is: at(0)
      },
      'of no kind': {
        ...causes({ kind: 'rumour', id: own.id }),
        is: [400, 'validation-failed', '/causes/0/kind']
      },
      'no identifier': {
        ...causes({ kind: 'case', id: '1' }),
        is: [400, 'validation-failed', '/causes/0/id']
      }
    }
  )
})

t.test('shown in the order in which they were named, and taken out again', async (t) => {
  const id = await made({ causes: [second, own] })
  t.match((await read(`/v1/notices/${id}`)).causes, [
    { ...second, unitCode: city, on: '2026-03-02', state: 'received', summary: /反映低保/ },
    { ...own, unitCode: county }
  ])
  t.same((await read(`/v1/notices/${id}`, clerk(city, 'inspector', ['inspector']))).causes, [])
  const url = `/v1/consequences?kind=case&id=${own.id}`
  t.match((await read(`${url}&count=true`)).items, [
    { kind: 'notice', id, unitCode: city, unitName: named(city) }
  ])
  const headers = { 'if-match': '*' }
  ok(await call('PATCH', `/v1/notices/${id}`, { as: clerk(city), body: { causes: [second] }, headers }))
  t.match((await read(`/v1/notices/${id}`)).causes, [second])
  t.same((await read(url)).items, [])
  const wrong = { causes: [second, foreign] }
  const answer = await call('PATCH', `/v1/notices/${id}`, { as: clerk(city), body: wrong, headers })
  t.match(answer, { status: 422, body: { code: 'cause-not-found' } })
  t.match((await read(`/v1/notices/${id}`)).causes, [second], 'a refused change takes nothing out')
})

t.test('a consequence is told to who sees both ends', async (t) => {
  const id = await issued({ causes: [own, second] })
  const { causes } = await read(`/v1/notices/${id}`, clerk(county))
  t.match(causes, [own], 'of its causes the addressed unit sees its own')
  t.equal(causes.length, 1)
  const from = (cause: { id: string }) => `/v1/consequences?kind=case&id=${cause.id}&count=true`
  t.match(await read(from(own), clerk(county)), { items: [{ kind: 'notice', id }], total: 1 })
  const hidden = await call('GET', from(second), { as: clerk(county) })
  const none = await call('GET', from({ id: nowhere }), { as: clerk(county) })
  t.match(hidden, { status: 404, body: { code: 'cause-unknown' } })
  t.same({ ...hidden.body, requestId: '' }, { ...none.body, requestId: '' })
  const planner = await call('GET', from(own), { as: clerk(county, 'planner', ['planner']) })
  t.match(planner, { status: 404, body: { code: 'cause-unknown' } }, 'without the permission as if none')
  const admin = await call('GET', from(own), { as: clerk(county, 'admin', ['admin']) })
  t.match(admin, { status: 403, body: { code: 'role-missing' } })
  const drafted = await made({ causes: [own] })
  const seen = (await read(from(own))).items.map((one: { id: string }) => one.id)
  t.ok(seen.includes(drafted) && seen.includes(id))
  t.equal((await read(from(own), clerk(county))).total, 1, 'a draft is not told to who is to be addressed')
})

t.test('a report that is a cause is not shown to whom it accuses', async (t) => {
  const id = await issued({ causes: [report, own] })
  t.match((await read(`/v1/notices/${id}`)).causes, [report, own])
  const told = await call('GET', `/v1/notices/${id}`, { as: clerk(county) })
  t.match(told.body.causes, [own])
  t.equal(told.body.causes.length, 1)
  t.notMatch(told.text, new RegExp(`${report.id}|检举`))
  const asked = await call('GET', `/v1/consequences?kind=case&id=${report.id}`, { as: clerk(county) })
  t.match(asked, { status: 404, body: { code: 'cause-unknown' } })
})

t.test('page by page', async (t) => {
  const cause = await receive(city)
  const ids = [
    await made({ causes: [cause] }),
    await made({ causes: [cause] }),
    await issued({ causes: [cause] })
  ]
  const url = `/v1/consequences?kind=case&id=${cause.id}&limit=2&count=true`
  const first = await read(url)
  t.equal(first.total, 3)
  const second = await read(`${url}&cursor=${first.nextCursor}`)
  const found = [...first.items, ...second.items].map((one: { id: string }) => one.id)
  t.same(found, ids.toSorted())
  t.equal(second.nextCursor, null)
})

function draftOf(unitCode: string) {
  return { unitCode, title: '通报', text: '请整改。', addressees: { unitCodes: [county] } }
}
