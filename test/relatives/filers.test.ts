import t from 'tap'
import {
  assistanceStaff,
  committeeMember,
  idNumber,
  of,
  relativesOf,
  township,
  village
} from '../examples/relatives.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer } = relativesOf(service)
const url = '/v1/filers'
const officer = of('220102')
const body = { ...committeeMember, idNumber: idNumber(901) }

t.test('refused, and nothing written', async (t) => {
  await filer({ idNumber: idNumber(900) })
  const { idNumber: _, ...unnumbered } = body
  await refused(
    t,
    service,
    { method: 'POST', url, as: officer, body },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: of('220102', ['caseworker']), is: [403, 'role-missing'] },
      'by the operator': { as: of('*'), is: [404, 'not-found', '/unitCode'] },
      'for another county': { body: { ...body, unitCode: '220103' }, is: [404, 'not-found', '/unitCode'] },
      'by a village for its township': {
        as: of(village),
        body: { ...assistanceStaff, idNumber: idNumber(902) },
        is: [404, 'not-found', '/unitCode']
      },
      'a committee member of a township': {
        body: { ...body, unitCode: township },
        is: [422, 'filer-kind-level', '/kind']
      },
      'assistance staff of a village': {
        body: { ...body, kind: 'assistance-staff' },
        is: [422, 'filer-kind-level', '/kind']
      },
      'with a wrong check digit': {
        body: { ...body, idNumber: '229999196001009010' },
        is: [422, 'filer-number-bad', '/idNumber']
      },
      'without a number': { body: unnumbered, is: [400, 'validation-failed', '/idNumber'] },
      'the same person in the same post': {
        body: { ...body, idNumber: idNumber(900) },
        is: [409, 'filer-twice']
      }
    }
  )
})

t.test('entered, and recorded without name and number', async (t) => {
  const made = ok(await call('POST', url, { as: officer, body }))
  t.match(made, {
    unitCode: village,
    name: '李秀英',
    kind: 'committee-member',
    idNumberEnd: body.idNumber.slice(-4),
    until: null,
    declarations: [],
    actions: ['change', 'leave', 'declare']
  })
  t.notMatch(JSON.stringify(made), body.idNumber)
  const [line] = await noted(service, made.id)
  t.match(line, {
    action: 'filer.registered',
    unitCode: village,
    details: { kind: 'committee-member', since: '2024-03-01' }
  })
  t.notMatch(JSON.stringify(line), /李秀英/)
})

t.test('a committee of another size than the statute says is remarked upon, not refused', async (t) => {
  const unitCode = '220102001002'
  const first = await filer({ unitCode })
  t.match(first.remark, { zh: /1人，法定为/, en: /has 1 members/ })
  const members = [first]
  for (let n = 0; n < 4; n += 1) members.push(await filer({ unitCode }))
  t.equal(members.at(-1)?.remark, null)
  t.equal((await filer(assistanceStaff)).remark, null)
})

t.test('the same person may be assistance staff and a committee member', async (t) => {
  const both = idNumber(910)
  await filer({ idNumber: both })
  t.match(await filer({ ...assistanceStaff, idNumber: both }), { kind: 'assistance-staff' })
})

t.test('changed: fields are named, values are not', async (t) => {
  const { id } = await filer()
  const change = { post: '村委会主任', idNumber: idNumber(920) }
  const patch = (given: object, headers = { 'if-match': '"1"' }) =>
    call('PATCH', `${url}/${id}`, { as: officer, body: given, headers })
  await refused(
    t,
    service,
    { method: 'PATCH', url: `${url}/${id}`, as: officer, body: change, headers: { 'if-match': '"1"' } },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      stale: { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'with a bad number': {
        body: { idNumber: '229999196001009010' },
        is: [422, 'filer-number-bad', '/idNumber']
      },
      'of another county': { as: of('220103'), is: [404, 'filer-not-found'] },
      nothing: { body: {}, is: [400, 'validation-failed'] }
    }
  )
  t.match(ok(await patch(change)), { post: '村委会主任', idNumberEnd: change.idNumber.slice(-4), version: 2 })
  t.match((await noted(service, id)).at(-1)?.details, { changed: ['post', 'idNumber'] })
})

t.test('left the post', async (t) => {
  const { id } = await filer()
  const leave = (given: object) => call('POST', `${url}/${id}/leave`, { as: officer, body: given })
  const body = { on: '2026-02-28', reason: '换届' }
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/leave`, as: officer, body },
    {
      'in the future': { body: { ...body, on: '2026-03-03' }, is: [422, 'relatives-date-future', '/on'] },
      'before the post': { body: { ...body, on: '2024-02-29' }, is: [422, 'filer-days', '/on'] },
      'without a reason': { body: { on: body.on }, is: [400, 'validation-failed', '/reason'] },
      'of none': { url: `${url}/${nowhere}/leave`, is: [404, 'filer-not-found'] }
    }
  )
  const answers = await Promise.all([1, 2].map(() => leave(body)))
  t.same(statuses(answers), [200, 409], 'twice at once')
  const read = ok(await call('GET', `${url}/${id}`, { as: officer }))
  t.match(read, { until: '2026-02-28', leaveReason: '换届', actions: ['change', 'declare'] })
  t.match((await noted(service, id)).at(-1), {
    action: 'filer.left',
    details: { kind: 'committee-member', on: '2026-02-28', filings: 0 }
  })
})

t.test('back in the post after a departure', async (t) => {
  const number = idNumber(930)
  const { id } = await filer({ idNumber: number })
  ok(await call('POST', `${url}/${id}/leave`, { as: officer, body: { on: '2026-01-01', reason: '换届' } }))
  t.match(await filer({ idNumber: number, since: '2026-01-01' }), { since: '2026-01-01' })
})

t.test('declared for a year: a nil return, then another number', async (t) => {
  const { id } = await filer()
  const put = (year: number, given: object, version = '*') =>
    call('PUT', `${url}/${id}/declarations/${year}`, {
      as: officer,
      body: given,
      headers: { 'if-match': version }
    })
  const nil = { declaredOn: '2026-02-20', relatives: 0 }
  await refused(
    t,
    service,
    {
      method: 'PUT',
      url: `${url}/${id}/declarations/2026`,
      as: officer,
      body: nil,
      headers: { 'if-match': '*' }
    },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      'in the future': {
        body: { ...nil, declaredOn: '2026-03-03' },
        is: [422, 'relatives-date-future', '/declaredOn']
      },
      'for next year': { url: `${url}/${id}/declarations/2027`, is: [422, 'declaration-year', '{year}'] },
      'with another year in the body': {
        body: { ...nil, year: 2025 },
        is: [422, 'declaration-year', '/year']
      },
      'fewer than none': { body: { ...nil, relatives: -1 }, is: [400, 'validation-failed', '/relatives'] },
      'of another county': { as: of('220103'), is: [404, 'filer-not-found'] }
    }
  )
  t.match(ok(await put(2026, nil)), { year: 2026, ...nil })
  t.match(ok(await put(2026, { ...nil, relatives: 2 }, '"2"')), { year: 2026, relatives: 2 })
  ok(await put(2025, { declaredOn: '2025-03-01', relatives: 1 }))
  t.match((await call('GET', `${url}/${id}`, { as: officer })).body.declarations, [
    { year: 2026, declaredOn: '2026-02-20', relatives: 2 },
    { year: 2025, declaredOn: '2025-03-01', relatives: 1 }
  ])
  t.match((await noted(service, id)).at(-1), {
    action: 'filer.declared',
    details: { year: 2025, relatives: 1 }
  })
})

t.test('listed by kind, post, declaration and name', async (t) => {
  const unitCode = '220102001003'
  const list = async (query: string) => {
    const { items } = ok(await call('GET', `${url}?unitCode=${unitCode}&${query}`, { as: officer }))
    return items.map(({ name }: { name: string }) => name).sort()
  }
  const declared = await filer({ unitCode, name: '甲已申报' })
  const left = await filer({ unitCode, name: '乙已离任' })
  const twice = idNumber(940)
  await filer({ unitCode, name: '丙两任', idNumber: twice })
  const staff = await filer({ ...assistanceStaff, name: '丙两任', idNumber: twice })
  ok(
    await call('POST', `${url}/${left.id}/leave`, { as: officer, body: { on: '2026-03-01', reason: '换届' } })
  )
  const nil = { declaredOn: '2026-02-20', relatives: 0 }
  for (const { id } of [declared, staff]) {
    ok(
      await call('PUT', `${url}/${id}/declarations/2026`, {
        as: officer,
        body: nil,
        headers: { 'if-match': '*' }
      })
    )
  }
  t.same(await list('kind=committee-member'), ['丙两任', '乙已离任', '甲已申报'].sort())
  t.same(await list('inPost=true'), ['丙两任', '甲已申报'].sort())
  t.same(await list('inPost=false'), ['乙已离任'])
  t.same(await list('undeclaredIn=2026'), ['乙已离任'], 'one declaration counts for both posts of a person')
  t.same(await list(`q=${encodeURIComponent('离任')}`), ['乙已离任'])
})
