import t from 'tap'
import { city, clause, clerk, county, noticesOf, township } from '../examples/notice.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, issued, step, give, judge, read, on } = noticesOf(service)

const kinds = async (unit: string, about: string) => {
  const { items } = await read(`/v1/units/${about}/timeline`, clerk(unit))
  return items.map(({ kind }: { kind: string }) => kind)
}

t.test('a notice and its answer in the timeline of the unit, each step with its clause', async (t) => {
  await made()
  const id = await issued()
  on('2026-03-03')
  ok(await give(id))
  ok(await judge(id, 'send-back', { reason: '未见凭证' }))
  on('2026-03-04')
  ok(await give(id))
  ok(await judge(id, 'accept'))
  ok(await give(id, { as: clerk('220103') }))
  ok(await step(id, 'answers/220103/accept'))
  ok(await step(id, 'close'))
  const { items } = await read(`/v1/units/${county}/timeline`, clerk(county))
  t.match(items[0], { kind: 'notice.issued', id, summary: /^被通报：2201-2026-000001 关于/, clause })
  const all = ['issued', 'given', 'sent-back', 'given', 'accepted', 'closed'].map((step) =>
    ['issued', 'closed'].includes(step) ? `notice.${step}` : `notice-answer.${step}`
  )
  for (const unit of ['22', city, county]) t.same(await kinds(unit, county), all, unit)
  t.same(await kinds(township, county), [], 'people below the unit were told nothing')
  t.same((await read(`/v1/units/${county}/timeline`, clerk(county, 'x', ['admin']))).items, [])
})

t.test('a unit that was addressed too does not learn that the other one was', async (t) => {
  const id = await issued({ addressees: { unitCodes: [county, township] } })
  const found = await kinds(township, county)
  t.same(found, [], 'not in the timeline of the unit above it')
  t.same(await kinds(township, township), ['notice.issued'])
  t.match(await read(`/v1/notices/${id}`, clerk(township)), { answers: { total: 1 } })
})

t.test('as a cause: of what the caller may see alone', async (t) => {
  const [id, draft] = [await issued(), await made()]
  const { items } = await read(`/v1/consequences?kind=notice&id=${id}`, clerk(county))
  t.same(items, [])
  const hidden = await call('GET', `/v1/consequences?kind=notice&id=${draft}`, { as: clerk(county) })
  t.match(hidden, { status: 404, body: { code: 'cause-unknown' } })
  const follow = await made({ causes: [{ kind: 'notice', id }] })
  t.match((await read(`/v1/notices/${follow}`)).causes, [
    { kind: 'notice', id, unitCode: city, state: 'issued', summary: /^2201-2026-\d{6} 关于/ }
  ])
  t.match(await read(`/v1/consequences?kind=notice&id=${id}`), { items: [{ kind: 'notice', id: follow }] })
  t.same(
    (await read(`/v1/consequences?kind=notice&id=${id}`, clerk(county))).items,
    [],
    'what is being drafted of it is not told to who was addressed'
  )
})
