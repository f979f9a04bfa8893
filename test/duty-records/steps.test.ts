import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/duty-records'
const of = (unit: string, roles: Person['roles'] = ['leader']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})
const [county, city, township] = [of('220202'), of('2202'), of('220202001')]
const step = (id: string, name: string, as: Person, body?: object, headers = {}) =>
  call('POST', `${url}/${id}/${name}`, { as, body, headers })

let number = 0
const filed = async () => {
  number += 1
  const body = { unitCode: '220202', year: 2026, ...dutyExamples.scheme, documentNo: `${number}号` }
  return ok(await call('POST', url, { as: county, body })).id as string
}

t.test('confirmed, returned, changed, withdrawn', async (t) => {
  const id = await filed()
  t.match(ok(await step(id, 'return', city, { reason: '未附任务分工' })), {
    review: 'returned',
    returnReason: '未附任务分工',
    reviewedBy: city.sub,
    actions: ['confirm']
  })
  const change = { text: '附任务分工', title: '修订后的方案' }
  const changed = ok(
    await call('PATCH', `${url}/${id}`, { as: county, body: change, headers: { 'if-match': '"2"' } })
  )
  t.match(changed, {
    ...change,
    review: 'open',
    returnReason: null,
    reviewedAt: null,
    documentNo: `${number}号`
  })
  t.match(ok(await step(id, 'confirm', city)), { review: 'confirmed', actions: ['return'] })
  t.match(ok(await step(id, 'withdraw', county, { reason: '重复填报' })), {
    state: 'withdrawn',
    withdrawReason: '重复填报',
    actions: []
  })
  const lines = await noted(service, id)
  t.same(
    lines.map(({ action }) => action.split('.')[1]),
    ['filed', 'returned', 'changed', 'confirmed', 'withdrawn']
  )
  t.match(lines[2]?.details, { changed: ['text', 'title'] })
})

t.test('refused, and nothing written', async (t) => {
  const id = await filed()
  const gone = await filed()
  ok(await step(gone, 'withdraw', county, { reason: '误报' }))
  const confirmed = await filed()
  ok(await step(confirmed, 'confirm', city))
  const at = (path: string) => ({ url: `${url}/${path}` })
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/confirm`, as: city },
    {
      'by the unit itself': { as: county, is: [403, 'duty-record-review-above'] },
      'by a unit below, which sees the scheme': { as: township, is: [403, 'duty-record-review-above'] },
      'without the role': { as: of('2202', ['caseworker']), is: [403, 'role-missing'] },
      'by another city': { as: of('2201'), is: [404, 'duty-record-not-found'] },
      'of none': {
        ...at('01900000-0000-7000-8000-000000000000/confirm'),
        is: [404, 'duty-record-not-found']
      },
      stale: { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'confirmed twice': { ...at(`${confirmed}/confirm`), is: [409, 'duty-record-step'] },
      'after it was withdrawn': { ...at(`${gone}/confirm`), is: [409, 'duty-record-step'] },
      'withdrawn from above': {
        ...at(`${id}/withdraw`),
        body: { reason: 'x' },
        is: [403, 'duty-record-of-others']
      },
      'returned without a reason': {
        ...at(`${id}/return`),
        body: {},
        is: [400, 'validation-failed', '/reason']
      },
      'changed from above': {
        ...at(id),
        method: 'PATCH',
        body: { title: 'x' },
        headers: { 'if-match': '"1"' },
        is: [403, 'duty-record-of-others']
      },
      'changed without a version': {
        ...at(id),
        as: county,
        method: 'PATCH',
        body: { title: 'x' },
        is: [428, 'precondition-required']
      },
      'changed into something wrong': {
        ...at(id),
        as: county,
        method: 'PATCH',
        body: { issuedOn: '2025-02-01' },
        headers: { 'if-match': '"1"' },
        is: [422, 'year-of-other-date', '/issuedOn']
      }
    }
  )
})

t.test('who files for a unit that has ended', async (t) => {
  const [village, successor] = ['220202001001', '220202001002']
  const body = { unitCode: village, year: 2026, ...dutyExamples.publicity }
  const { id } = ok(await call('POST', url, { as: of(village), body }))
  const end = { on: '2026-03-02', successorCode: successor }
  ok(await call('POST', `/v1/units/${village}/retire`, { as: of('22', ['admin']), body: end }))
  const read = ok(await call('GET', `${url}/${id}`, { as: of(successor) }))
  t.match(read, { unitCode: village, actingUnitCode: successor, actions: ['change', 'withdraw'] })
  t.match(ok(await step(id, 'confirm', township)), { review: 'confirmed' })
  t.match(await step(id, 'return', of(successor), { reason: 'x' }), { status: 403 })
  t.match(await call('POST', url, { as: of(village), body }), {
    status: 403,
    body: { code: 'own-unit-ended' }
  })
})
