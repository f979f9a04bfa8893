import t from 'tap'
import { at, auditor, casesOf, clerk, county, leader, states, township } from '../examples/case.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, taken, standing } = casesOf(service)
const zhang = clerk(county, 'caseworker', 'zhang')
const kin = { reason: '与信访人有亲属关系' }

t.test('refused, and nothing written', async (t) => {
  await refusedScenes(t, service, {
    step: 'recuse',
    from: states,
    malformed: { 'no reason': [{}, '/reason'], nobody: [{ reason: 'x', sub: '' }, '/sub'] }
  })
  await refusedScenes(t, service, {
    step: 'readmit',
    from: states,
    as: leader('2201'),
    wrongRoles: ['caseworker', 'viewer', 'auditor', 'admin'],
    malformed: { 'no reason': [{ sub: 'x' }, '/reason'], nobody: [{ reason: 'x' }, '/sub'] }
  })
})

t.test('the handler steps aside: the case is gone for him, and another may take it', async (t) => {
  const { id } = await made()
  await taken(id, 'accept', { as: zhang })
  const answers = await Promise.all([1, 2].map(() => step(id, 'recuse', { as: zhang })))
  const [first, second] = statuses(answers)
  t.ok(first === 200 && (second === 404 || second === 409), 'once; the other finds it done, or nothing')
  const told = { caseId: id, sub: 'zhang', recusedOn: '2026-03-02' }
  t.strictSame(answers.find(({ status }) => status === 200)?.body, told)
  t.equal((await call('GET', `/v1/cases/${id}`, { as: zhang })).status, 404)
  t.equal((await step(id, 'reply', { as: zhang })).status, 404)
  t.match(await read(id), { handlerName: null, state: 'accepted' })
  t.match((await noted(service, id)).at(-1), {
    action: 'case.recused',
    actor: 'zhang',
    details: { sub: 'zhang', clause: 'xinfang-2022:28' }
  })
  t.match(await taken(id, 'reply', { as: clerk(county, 'caseworker', 'wang') }), { handlerName: 'wang' })
})

t.test('in every state: a case on file may come alive again', async (t) => {
  for (const state of states) {
    const id = await standing(state, {})
    t.equal((await step(id, 'recuse', { as: zhang })).status, 200, state)
    t.equal((await call('GET', `/v1/cases/${id}`, { as: zhang })).status, 404, state)
  }
})

t.test('a leader sends aside who has had a hand in it from within his unit, and nobody else', async (t) => {
  const { id } = await made()
  await taken(id, 'forward', { as: zhang })
  await taken(id, 'accept', { as: clerk(township, 'caseworker', 'li') })
  await call('POST', `/v1/cases/${id}/letters`, {
    as: clerk('22', 'leader', 'boss'),
    body: { kind: 'urge', grounds: 'other', text: '请按期办理' }
  })
  const about = (sub: string) => ({ body: { ...kin, sub } })
  const others: [number, string, string] = [422, 'recusal-of-others', '/sub']
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'recuse'), as: leader(township) },
    {
      'a clerk sends another aside': {
        as: clerk(township),
        ...about('li'),
        is: [403, 'recusal-by-leader', '/sub']
      },
      'one of the province, who has written a letter': { ...about('boss'), is: others },
      'one of the county, who has forwarded it': { ...about('zhang'), is: others },
      'one who has had no hand in it': { ...about('wang'), is: others }
    }
  )
  const sent = { as: leader(township), ...about('li') }
  const both = await Promise.all([1, 2].map(() => step(id, 'recuse', sent)))
  t.strictSame(statuses(both), [200, 409])
  t.equal(both.find(({ status }) => status === 409)?.body.code, 'already-recused')
  t.match(await read(id), { handlerName: null })
  t.equal((await step(id, 'recuse', { as: leader(), ...about('zhang') })).status, 200, 'a unit above, too')
})

t.test('not while it is the turn of a unit above', async (t) => {
  const id = await standing('under-review')
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'recuse'), as: leader() },
    { 'of the handling unit': { body: { ...kin, sub: clerk().sub }, is: [403, 'not-deciding-unit'] } }
  )
  t.equal((await step(id, 'recuse', { as: clerk() })).status, 200, 'he himself may')
})

t.test('a unit above the one by which he is aside lets him in again', async (t) => {
  const { id } = await made()
  await taken(id, 'accept', { as: zhang })
  const sub = 'zhang'
  const again = { body: { sub, reason: '经查无利害关系' } }
  const url = at(id, 'readmit')
  const not: [number, string, string] = [409, 'not-recused', '/sub']
  await refused(
    t,
    service,
    { method: 'POST', url, as: leader('2201') },
    { 'who is not': { ...again, is: not } }
  )
  await step(id, 'recuse', { as: leader(), body: { ...kin, sub } })
  await refused(
    t,
    service,
    { method: 'POST', url, ...again },
    {
      'by the unit itself': { as: leader(), is: [403, 'readmission-from-above'] },
      'by himself': { as: { ...leader('2201'), sub }, is: [404, 'case-not-found'] }
    }
  )
  const leaders = ['a', 'b'].map((sub) => clerk('2201', 'leader', sub))
  const both = await Promise.all(leaders.map((as) => step(id, 'readmit', { as, ...again })))
  t.strictSame(statuses(both), [200, 409])
  t.match((await noted(service, id)).at(-1), {
    action: 'case.readmitted',
    event: 'case.readmitted',
    unitCode: county,
    details: again.body
  })
  t.equal((await read(id, zhang)).state, 'accepted')
  t.equal((await step(id, 'recuse', { as: zhang })).status, 200, 'and he may step aside again')
})

t.test('that he was sent aside, an auditor of a unit above may read, even of himself', async (t) => {
  const { id } = await made({ unitCode: township })
  await taken(id, 'accept', { as: clerk(township, 'caseworker', 'li') })
  await step(id, 'recuse', { as: leader(township), body: { ...kin, sub: 'li' } })
  const lines = async (unit: string) =>
    (await call('GET', `/v1/audit?subject=${id}&count=true`, { as: { ...auditor(unit), sub: 'li' } })).body
  for (const unit of ['22', '2201', county]) {
    const { total, items } = await lines(unit)
    t.match([total, items], [1, [{ action: 'case.recused', actor: { sub: `${township} leader` } }]], unit)
  }
  t.match(await lines(township), { total: 0, items: [] })
  const colleague = await call('GET', `/v1/audit?subject=${id}&count=true`, { as: auditor(township) })
  t.equal(colleague.body.total, 3)
})

t.test('whoever stepped aside is aside under every spelling of their subject', async (t) => {
  const { id } = await made()
  await taken(id, 'accept', { as: clerk(county, 'caseworker', ' Zhāng ') })
  const under = (sub: string) => clerk(county, 'caseworker', sub)
  t.match(
    await call('POST', at(id, 'recuse'), { as: under('zhāng'), body: { ...kin, sub: 'ＺHĀNG' } }),
    { status: 200 },
    'oneself, not somebody else'
  )
  for (const sub of ['zhāng', 'ZHĀNG', ' Zhāng ', 'ｚｈāｎｇ', 'zha\u0304ng', 'zhāng\u3000']) {
    t.equal((await call('GET', `/v1/cases/${id}`, { as: under(sub) })).status, 404, JSON.stringify(sub))
    const list = await call('GET', '/v1/cases?limit=200', { as: under(sub) })
    t.notMatch(list.text, id, JSON.stringify(sub))
  }
  t.match(await read(id), { handlerName: null })
  const back = { sub: 'ZHĀNG', reason: '已核实，无亲属关系' }
  t.match(await call('POST', at(id, 'readmit'), { as: leader('2201'), body: back }), { status: 200 })
  t.equal((await call('GET', `/v1/cases/${id}`, { as: under('zhāng') })).status, 200)
})
