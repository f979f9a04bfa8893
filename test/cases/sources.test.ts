import t from 'tap'
import { bodies, clerk, intake } from '../examples/case.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const city: Person = clerk('2201')
const source = { system: 'hotline', reference: 'CC-2026-1' }
const send = (as: Person, more: object) => call('POST', '/v1/cases', { as, body: intake(more) })
const found = async (query: string) =>
  (ok(await call('GET', `/v1/cases?${query}`, { as: city })).items as { id: string }[]).map(({ id }) => id)

t.test('a reference is unique for its system and the unit of the caller', async (t) => {
  const { id } = ok(await send(clerk(), { source }))
  const again = await send(clerk(), { source })
  t.match(again, {
    status: 409,
    body: { code: 'source-exists', existingId: id, errors: [{ pointer: '/source/reference' }] }
  })
  const other = ok(await send(clerk(), { source: { ...source, system: 'petitions' } }))
  const above = ok(await send(city, { source }))
  t.same((await found('sourceReference=CC-2026-1')).sort(), [id, other.id, above.id].sort())
  t.same(await found('sourceReference=CC-2026-1&sourceSystem=petitions'), [other.id])
  t.same(await found('sourceReference=CC-2026-9'), [])
  t.match(ok(await call('GET', `/v1/cases/${id}`, { as: clerk() })), { source })
  t.equal(ok(await send(clerk(), {})).source, null)
})

t.test('pushed twice at once, it is there once, without a gap in the numbers', async (t) => {
  const twice = { source: { ...source, reference: 'at once' } }
  const before = Number((ok(await send(clerk(), {})).number as string).slice(-6))
  const answers = await Promise.all([send(clerk(), twice), send(clerk(), twice), send(clerk(), twice)])
  t.same(answers.map(({ status }) => status).sort(), [201, 409, 409])
  const id = answers.find(({ status }) => status === 201)?.body.id
  for (const { status, body } of answers) if (status === 409) t.equal(body.existingId, id)
  t.match(ok(await send(clerk(), {})).number, new RegExp(`0${before + 2}$`))
})

t.test('with a key the answer is the same, and a second request is refused', async (t) => {
  const body = intake({ source: { ...source, reference: 'keyed' } })
  const keyed = (key: string) =>
    call('POST', '/v1/cases', { as: clerk(), body, headers: { 'idempotency-key': key } })
  const [first, replayed, other] = [await keyed('a'), await keyed('a'), await keyed('b')]
  t.same([first.status, replayed.body.id], [201, first.body.id])
  t.match(other, { status: 409, body: { code: 'source-exists', existingId: first.body.id } })
})

t.test('a case that the caller may not see is not named', async (t) => {
  const hidden = { source: { ...source, reference: 'aside' } }
  const { id } = ok(await send(clerk(), hidden))
  t.equal(
    (await call('POST', `/v1/cases/${id}/recuse`, { as: clerk(), body: bodies.recuse })).status < 300,
    true
  )
  const again = await send(clerk(), hidden)
  t.match(again, { status: 409, body: { code: 'source-exists' } })
  t.equal(again.body.existingId, undefined)
})

t.test('a reference holds no identity number, and no invisible characters', async (t) => {
  t.match(await send(clerk(), { source: { ...source, reference: '220102196203150022' } }), { status: 422 })
  t.match(await send(clerk(), { source: { ...source, reference: 'a\u200bb' } }), { status: 400 })
  t.match(await send(clerk(), { source: { system: 'hotline' } }), { status: 400 })
})
