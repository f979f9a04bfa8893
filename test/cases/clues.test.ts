import t from 'tap'
import { batchesOf, makeProgramme, officer, paymentsOf, rosterOf, village } from '../examples/batch.ts'
import { auditor } from '../examples/case.ts'
import { wanted } from '../examples/finding.ts'
import { city, county, referral, township } from '../examples/letter.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { ok, type Person, province, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const inspector = (unit: string, sub = `${unit}:inspector`): Person => ({
  unit,
  roles: ['inspector', 'leader'],
  sub
})
const everything = (unit: string, sub = `${unit}:all`): Person => ({
  unit,
  roles: ['viewer', 'planner', 'inspector', 'caseworker', 'fund-officer', 'leader', 'auditor'],
  sub
})
const finding = async () =>
  ok(await call('POST', '/v1/findings', { as: inspector(city), body: wanted })).id as string
const referring = (id: string, options: object = {}) =>
  call('POST', `/v1/findings/${id}/referrals`, { as: inspector(city), body: referral, ...options })
const shown = async (url: string, as: Person) => (await call('GET', url, { as })).text

t.test('from a finding: made, listed, followed up, and recorded', async (t) => {
  const id = await finding()
  const made = await referring(id)
  t.match(made, {
    status: 201,
    headers: { location: `/v1/referrals/${made.body.id}`, etag: '"1.' },
    body: { ...referral, caseId: null, findingId: id, fundCheckId: null, dueOn: '2026-04-01' }
  })
  t.match(made.body.terms, [
    {
      rule: 'referral.hand-over',
      days: 30,
      localDefault: true,
      clause: { id: 'jilin-2019-12:2.4' },
      state: 'running'
    }
  ])
  const { terms: _, ...item } = withoutActions(made.body)
  const list = await call('GET', `/v1/findings/${id}/referrals?count=true`, { as: inspector('22') })
  t.strictSame(list.body, { items: [item], nextCursor: null, total: 1 })
  const { id: referralId } = made.body
  const receipt = { receiptNumber: '市纪信受〔2026〕18号', receivedOn: '2026-03-02' }
  const received = await call('POST', `/v1/referrals/${referralId}/receipt`, {
    as: inspector(city),
    body: receipt
  })
  t.match(received, { status: 200, body: { ...receipt, terms: [{ state: 'met', metOn: '2026-03-02' }] } })
  const lines = await noted(service, referralId)
  const common = { unitCode: city, path: '22.2201', details: { findingId: id } }
  t.match(lines, [
    { ...common, action: 'referral.made', event: 'referral.made', details: { dueOn: '2026-04-01' } },
    { ...common, action: 'referral.received' }
  ])
})

t.test('the unit concerned learns nothing, nor do those between', async (t) => {
  const id = await finding()
  const urls = [
    `/v1/findings/${id}`,
    `/v1/findings/${id}/referrals?count=true`,
    '/v1/findings?count=true',
    `/v1/consequences?kind=finding&id=${id}`,
    `/v1/units/${township}/timeline`
  ]
  const ignorant = [township, county, '220103', '2202'].map((unit) => everything(unit))
  const trails = [auditor(township), auditor(county)]
  const reading = () =>
    Promise.all([
      ...ignorant.flatMap((as) => urls.map((url) => shown(url, as))),
      ...trails.map((as) => shown('/v1/audit?count=true', as))
    ])
  const plain = (texts: string[]) => texts.map((text) => text.replace(/"requestId":"[^"]+"/g, ''))
  const before = plain(await reading())
  const headers = { 'idempotency-key': 'clue' }
  const mine = inspector(city, 'mover')
  const { id: referralId } = ok(await referring(id, { as: mine, headers }))
  t.strictSame(plain(await reading()), before, 'byte for byte')
  const gone = { status: 404, body: { code: 'referral-not-found' } }
  for (const as of [...ignorant, everything('*')]) {
    t.match(await call('GET', `/v1/referrals/${referralId}`, { as }), gone, as.unit)
    for (const [name, body] of [
      ['receipt', { receiptNumber: '1', receivedOn: '2026-03-02' }],
      ['outcome', { outcome: '了结', outcomeOn: '2026-03-02' }]
    ] as const) {
      t.match(await call('POST', `/v1/referrals/${referralId}/${name}`, { as, body }), gone, as.unit)
    }
  }
  const moved = await referring(id, { as: inspector(township, 'mover'), headers })
  t.not(moved.body.id, referralId, 'a kept answer is not replayed to the same person in the unit concerned')
  t.equal((await call('GET', `/v1/referrals/${referralId}`, { as: inspector('22') })).status, 200)
})

t.test('the heirs of the unit concerned learn nothing either, wherever they come to stand', async (t) => {
  const add = async (code: string, level: string, parentCode: string) =>
    ok(await call('POST', '/v1/units', { body: { code, name: `单位${code}`, level, parentCode } }))
  for (const code of ['X1', 'X2']) await add(code, 'county', city)
  await add('X1t', 'township', 'X1')
  const body = { ...wanted, unitCode: 'X1', targetCode: 'X1t' }
  const { id } = ok(await call('POST', '/v1/findings', { as: inspector('X1'), body }))
  const { id: referralId } = ok(await referring(id, { as: inspector('X1') }))
  const retire = async (code: string) =>
    ok(await call('POST', `/v1/units/${code}/retire`, { body: { on: '2026-03-02', successorCode: 'X2' } }))
  await retire('X1t')
  await retire('X1')
  const see = async (as: Person) => (await call('GET', `/v1/referrals/${referralId}`, { as })).status
  t.equal(await see(everything('X2')), 404, 'it succeeded to the unit that made it, and to the one concerned')
  t.equal(await see(everything(city)), 200)
  const { text } = await call('GET', '/v1/audit?limit=200', { as: auditor('X2') })
  t.notMatch(text, referralId)
})

t.test('from a fund check, by people who may see money', async (t) => {
  const now = clock.now
  await makeProgramme(service)
  clock.now = new Date('2040-03-02T01:00:00Z')
  const { batch, roster, payments } = batchesOf(service)
  const disbursementId = await batch({ dueOn: '2030-02-10' })
  await roster(disbursementId, rosterOf(`A,${village},10,,`))
  await payments(disbursementId, paymentsOf('A,5,2030-02-01,,paid'))
  const check = ok(
    await call('POST', '/v1/fund-checks', { as: officer, body: { kind: 'payment', disbursementId } })
  )
  const url = `/v1/fund-checks/${check.id}/referrals`
  const by = (unit: string): Person => ({ unit, roles: ['fund-officer'], sub: `${unit}:money` })
  const made = ok(await call('POST', url, { as: by(city), body: referral }))
  t.match(made, {
    fundCheckId: check.id,
    findingId: null,
    caseId: null,
    terms: [{ rule: 'referral.hand-over' }]
  })
  t.match((await call('GET', url, { as: by(city) })).body.items, [{ id: made.id }])
  t.strictSame((await call('GET', url, { as: officer })).body.items, [], 'not for the unit that was checked')
  t.equal((await call('GET', `/v1/referrals/${made.id}`, { as: officer })).status, 404)
  const own = ok(await call('POST', url, { as: officer, body: referral }))
  t.match((await call('GET', url, { as: officer })).body.items, [{ id: own.id }], 'what it hands over itself')
  t.equal((await call('GET', url, { as: by(city) })).body.items.length, 2)
  const caseworker: Person = { unit: city, roles: ['caseworker'], sub: 'c' }
  t.match(await call('POST', url, { as: caseworker, body: referral }), {
    status: 403,
    body: { code: 'role-missing' }
  })
  t.match(
    await call('GET', `/v1/referrals/${made.id}`, { as: caseworker }),
    { status: 404 },
    'nor by the referral'
  )
  clock.now = now
})

t.test('refused, and nothing is written', async (t) => {
  const id = await finding()
  const { body: target } = await call('GET', `/v1/units/${township}`)
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/findings/${id}/referrals`, as: inspector(city), body: referral },
    {
      'without the role': { as: { ...province, roles: ['viewer', 'planner'] }, is: [403, 'role-missing'] },
      'a unit beside': { as: inspector('2202'), is: [404, 'finding-not-found'] },
      'the operator': { as: inspector('*'), is: [404, 'finding-not-found'] },
      'no such finding': { url: `/v1/findings/${nowhere}/referrals`, is: [404, 'finding-not-found'] },
      'no such check': { url: `/v1/fund-checks/${nowhere}/referrals`, is: [404, 'fund-check-not-found'] },
      'an old version of the finding': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'an identity number': {
        body: { ...referral, text: '涉及 11010519491231002X' },
        is: [422, 'personal-data-in-text', '/text']
      },
      'to the unit concerned': {
        body: { ...referral, receiverName: ` ${target.name} ` },
        is: [422, 'referral-to-concerned', '/receiverName']
      },
      'an unknown receiver': {
        body: { ...referral, receiver: 'press' },
        is: [400, 'validation-failed', '/receiver']
      }
    }
  )
})

t.test('a referral of a case is followed up by those who handle cases', async (t) => {
  const caseId = ok(
    await call('POST', '/v1/cases', {
      as: { unit: city, roles: ['caseworker'], sub: 'c' },
      body: {
        kind: 'appeal',
        channel: 'hotline',
        receivedAt: '2026-03-02T08:00:00+08:00',
        unitCode: city,
        category: 'low-income-allowance',
        summary: '反映低保申请长期未得到答复',
        anonymous: true
      }
    })
  ).id
  const caseworker: Person = { unit: city, roles: ['caseworker'], sub: 'c' }
  const { id } = ok(await call('POST', `/v1/cases/${caseId}/referrals`, { as: caseworker, body: referral }))
  const body = { receiptNumber: '1', receivedOn: '2026-03-02' }
  const follow = (roles: Person['roles']) =>
    call('POST', `/v1/referrals/${id}/receipt`, { as: { unit: city, roles, sub: 'x' }, body })
  t.match(await follow(['inspector']), { status: 404, body: { code: 'referral-not-found' } })
  t.match(await follow(['inspector', 'viewer']), { status: 403, body: { code: 'role-missing' } })
  t.equal((await follow(['caseworker'])).status, 200)
})
