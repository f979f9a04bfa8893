import t from 'tap'
import { at, bodies, city, county, doers, findingsOf, person, township, ways } from '../examples/finding.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, step, taken, standing, read, on } = findingsOf(service)
const names = Object.keys(bodies)

t.test('refused: by whom and when, and nothing is written', async (t) => {
  const open = await standing('open')
  const ids = Object.fromEntries(
    await Promise.all(Object.keys(ways).map(async (state) => [state, await standing(state)] as const))
  )
  for (const name of names) {
    const from = { rectify: 'open', waive: 'open' }[name] ?? 'rectified'
    const id = ids[from] as string
    const wrong = name === 'rectify' ? city : township
    const roles: Person['roles'] =
      name === 'waive' ? ['viewer', 'inspector', 'auditor'] : ['viewer', 'auditor']
    const usual = {
      method: 'POST' as const,
      url: at(id, name),
      as: person(doers[name] as string),
      body: bodies[name]
    }
    const early = { url: at(open, name), is: [409, 'finding-step'] as [number, string] }
    await refused(t, service, usual, {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: person(doers[name] as string, 'x', roles), is: [403, 'role-missing'] },
      'the other side': { as: person(wrong), is: [403, 'finding-not-yours'] },
      'a unit between': { as: person(county), is: [403, 'finding-not-yours'] },
      'a unit below': { as: person('220102001001'), is: [404, 'finding-not-found'] },
      'a unit beside': { as: person('220103'), is: [404, 'finding-not-found'] },
      'the operator': { as: person('*'), is: [404, 'finding-not-found'] },
      'no finding': { url: at(nowhere, name), is: [404, 'finding-not-found'] },
      'an old version': { headers: { 'if-match': '"99"' }, is: [412, 'version-stale'] },
      accepted: { url: at(ids.accepted as string, name), is: [409, 'finding-step'] },
      waived: { url: at(ids.waived as string, name), is: [409, 'finding-step'] },
      ...(from === 'rectified' && { 'too early': early })
    })
  }
  t.match((await step(ids.open as string, 'rectify', { as: person('22') })).body, {
    code: 'finding-not-yours',
    clause: { id: 'jilin-2019-12:4.3' }
  })
})

t.test('malformed, or with days that cannot be', async (t) => {
  const [open, rectified] = [await standing('open'), await standing('rectified')]
  const report = { method: 'POST' as const, url: at(open, 'rectify'), as: person(township) }
  const text = '已补发。'
  await refused(t, service, report, {
    'no identifier': {
      url: '/v1/findings/1/rectify',
      body: { text },
      is: [400, 'validation-failed', '{id}']
    },
    'no body': { is: [400, 'validation-failed'] },
    'no text': { body: {}, is: [400, 'validation-failed', '/text'] },
    'a blank text': { body: { text: '\n' }, is: [400, 'validation-failed', '/text'] },
    'a notice of its own': { body: { text, noticeId: nowhere }, is: [400, 'validation-failed', '/noticeId'] },
    'done tomorrow': {
      body: { text, rectifiedOn: '2026-03-03' },
      is: [422, 'rectified-on-outside', '/rectifiedOn']
    },
    'done before it was found': {
      body: { text, rectifiedOn: '2026-03-01' },
      is: [422, 'rectified-on-outside', '/rectifiedOn']
    },
    'proved tomorrow': {
      body: { text, evidence: [{ text: '凭证', on: '2026-03-03' }] },
      is: [422, 'evidence-later', '/evidence/0/on']
    }
  })
  const judge = { method: 'POST' as const, url: at(rectified, 'send-back'), as: person(city) }
  const reason = '未附凭证。'
  await refused(t, service, judge, {
    'no reason': { body: {}, is: [400, 'validation-failed', '/reason'] },
    'a reason too long': { body: { reason: 'x'.repeat(1001) }, is: [400, 'validation-failed', '/reason'] },
    'a term that is over': {
      body: { reason, rectifyBy: '2026-03-01' },
      is: [422, 'rectify-by-outside', '/rectifyBy']
    },
    'words for an acceptance': {
      url: at(rectified, 'accept'),
      body: { reason },
      is: [400, 'validation-failed']
    },
    'a waiver without reason': {
      url: at(rectified, 'waive'),
      body: {},
      is: [400, 'validation-failed', '/reason']
    }
  })
})

t.test('reported, sent back, reported again late, accepted: all of it stays on record', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  on('2026-03-10')
  const first = {
    text: '已部分补发。',
    evidence: [{ text: '凭证', on: '2026-03-09' }],
    rectifiedOn: '2026-03-09'
  }
  t.match(await taken(id, 'rectify', { body: first, headers: { 'if-match': '"1"' } }), {
    state: 'rectified',
    dueOn: null,
    overdue: false,
    rectifications: [{ ...first, reportedOn: '2026-03-10', outcome: null, reason: null, decidedOn: null }],
    terms: [{ metOn: '2026-03-10', state: 'met' }]
  })
  on('2026-03-12')
  const back = { reason: '还差两个村。', rectifyBy: '2026-03-20' }
  t.match(await taken(id, 'send-back', { body: back }), {
    state: 'sent-back',
    dueOn: '2026-03-20',
    rectifications: [{ outcome: 'sent-back', reason: back.reason, decidedOn: '2026-03-12' }],
    terms: [{ state: 'met' }, { startedOn: '2026-03-12', days: 8, dueOn: '2026-03-20', state: 'running' }]
  })
  on('2026-03-21')
  t.match(await read(id), { overdue: true, terms: [{}, { state: 'missed', metOn: null }] })
  t.match(await taken(id, 'rectify'), {
    state: 'rectified',
    overdue: false,
    rectifications: [{}, { rectifiedOn: '2026-03-21', outcome: null }],
    terms: [{}, { state: 'missed', metOn: '2026-03-21' }]
  })
  const done = await step(id, 'accept', { as: person('22') })
  t.match(done.headers.etag, '"5.')
  t.match(done.body, {
    state: 'accepted',
    dueOn: null,
    rectifications: [{ outcome: 'sent-back' }, { outcome: 'accepted', reason: null, decidedOn: '2026-03-21' }]
  })
  t.strictSame(withoutActions(await read(id, person(township))), withoutActions(done.body))
  const lines = await noted(service, id)
  t.match(lines, [
    { action: 'finding.made' },
    {
      action: 'finding.rectified',
      unitCode: city,
      path: '22.2201',
      details: {
        targetCode: township,
        from: 'open',
        rectifiedOn: '2026-03-09',
        noticeId: null,
        terms: [{ rule: 'rectification', dueOn: '2026-04-01', metOn: '2026-03-10', isMet: true }]
      }
    },
    { action: 'finding.sent-back', details: { from: 'rectified', dueOn: '2026-03-20' } },
    { action: 'finding.rectified', details: { from: 'sent-back', terms: [{ isMet: false }] } },
    { action: 'finding.accepted', actor: '22:person', details: { from: 'rectified' } }
  ])
  for (const { details, data, event, action } of lines) {
    t.equal(event, action)
    t.strictSame(data, details)
  }
  const words = [first.text, back.reason, '还差', '补发']
  t.notOk(
    words.some((word) => JSON.stringify(lines).includes(word)),
    'no words of people in the trail'
  )
  on('2026-03-02')
})

t.test('waived by a leader, with the reason', async (t) => {
  const id = await standing('sent-back')
  t.match(await taken(id, 'waive'), {
    state: 'waived',
    dueOn: null,
    waiveReason: '情况已消除。',
    terms: [{ state: 'met' }, { metOn: '2026-03-02' }]
  })
  t.match((await noted(service, id)).at(-1), { action: 'finding.waived', details: { from: 'sent-back' } })
})

t.test('twice at once gives one effect', async (t) => {
  for (const name of names) {
    const id = await standing({ rectify: 'open', waive: 'open' }[name] ?? 'rectified')
    const unit = doers[name] as string
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((sub) => step(id, name, { as: person(unit, `${unit}:${sub}`) }))
    )
    t.same(statuses(answers), [200, 409, 409], name)
    const before = (await noted(service, id)).length
    const headers = { 'idempotency-key': `${name}-${id}` }
    const again = await Promise.all([1, 2].map(() => step(id, name, { headers })))
    t.ok(again.every(({ status }) => status === 409))
    t.equal((await noted(service, id)).length, before)
  }
})

t.test('accepted and waived at once: whichever comes first', async (t) => {
  const id = await standing('rectified')
  const answers = await Promise.all([step(id, 'accept'), step(id, 'waive')])
  t.same(statuses(answers), [200, 409])
  const winner = answers.find(({ status }) => status === 200)
  t.equal((await read(id)).state, winner?.body.state)
})

t.test('one key, one report', async (t) => {
  const id = await standing('open')
  const headers = { 'idempotency-key': 'one-report' }
  const [first, second] = [await step(id, 'rectify', { headers }), await step(id, 'rectify', { headers })]
  t.same([first.status, second.status], [200, 200])
  t.equal(second.headers['idempotent-replayed'], 'true')
  t.equal(second.text, first.text)
  t.equal((await call('GET', `/v1/findings/${id}`, { as: person(city) })).body.rectifications.length, 1)
})
