import t from 'tap'
import { at, bodies, casesOf, clerk, leader } from '../examples/case.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, standing } = casesOf(service)
const correct = (id: string, body: object, version = '"1"', as = clerk()) =>
  call('PATCH', `/v1/cases/${id}`, { as, body, headers: { 'if-match': version } })
bodies.assign = { sub: 'clerk-7', name: '李某' }

t.test(
  'summary, category and channel are corrected, and the audit line keeps what stood there',
  async (t) => {
    const { id } = await made()
    const before = await read(id)
    const change = { summary: '反映临时救助未受理', category: 'temporary-assistance', channel: 'visit' }
    const { status, body, headers } = await correct(id, change)
    t.match([status, versionOf(headers.etag)], [200, 2])
    t.strictSame(body, { ...before, ...change })
    t.strictSame(await read(id), body)
    const [, line] = await noted(service, id)
    const old = {
      summary: '反映低保申请长期未得到答复',
      category: 'low-income-allowance',
      channel: 'hotline'
    }
    t.match(line, { action: 'case.corrected', event: 'case.corrected', details: { before: old } })
    t.equal((await correct(id, { ...change, channel: 'letter' }, '"2"')).status, 200)
    t.strictSame((await noted(service, id))[2]?.details, { before: { channel: 'visit' }, terms: [] })
  }
)

t.test('until the written reply', async (t) => {
  const accepted = await standing('accepted')
  t.equal((await correct(accepted, { summary: '更正' }, '*')).status, 200)
  for (const state of ['replied', 'declined', 'closed', 'withdrawn', 'final']) {
    const id = await standing(state)
    // What is final lies with the unit that re-checked it.
    const is = state === 'final' ? [403, 'not-deciding-unit'] : [409, 'case-step']
    const { status, body } = await correct(id, { summary: '更正' }, '*')
    t.same([status, body.code], is, state)
  }
})

t.test('a correction is refused, and nothing is written', async (t) => {
  const { id } = await made()
  const url = `/v1/cases/${id}`
  const headers = { 'if-match': '"1"' }
  const body = { summary: '更正' }
  await refused(
    t,
    service,
    { method: 'PATCH', url, as: clerk(), body, headers },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a viewer': { as: clerk(undefined, 'viewer'), is: [403, 'role-missing'] },
      'from beside': { as: clerk('220103'), is: [404, 'case-not-found'] },
      'a case that is not there': { url: `/v1/cases/${nowhere}`, is: [404, 'case-not-found'] },
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'nothing to correct': { body: {}, is: [400, 'validation-failed', ''] },
      'what is not corrected here': { body: { kind: 'report' }, is: [400, 'validation-failed', '/kind'] },
      'an unknown category': { body: { category: 'x' }, is: [400, 'validation-failed', '/category'] },
      'an identity number': {
        body: { summary: '身份证11010519491231002X' },
        is: [422, 'personal-data-in-text', '/summary']
      }
    }
  )
})

t.test('of two corrections of one version only one is made', async (t) => {
  const { id } = await made()
  const both = await Promise.all(['甲', '乙'].map((summary) => correct(id, { summary })))
  t.same(statuses(both), [200, 412])
})

t.test('somebody else is named as the handler, and stays it when the case is accepted', async (t) => {
  await refusedScenes(t, service, {
    step: 'assign',
    from: ['received', 'accepted', 'under-review', 'under-recheck'],
    malformed: { 'no name': [{ sub: 'x' }, '/name'], nobody: [{ name: 'x' }, '/sub'] }
  })
  const { id } = await made()
  t.match(await step(id, 'assign'), { status: 200, body: { handlerName: '李某', state: 'received' } })
  const [, line] = await noted(service, id)
  t.match(line, { action: 'case.assigned', details: { sub: 'clerk-7', before: { sub: null } } })
  t.match((await step(id, 'accept')).body, { handlerName: '李某', state: 'accepted' })
  const other = { body: { sub: 'clerk-8', name: '王某' }, as: leader() }
  t.match((await step(id, 'assign', other)).body, { handlerName: '王某' })
})

t.test('but nobody who stepped aside', async (t) => {
  const { id } = await made()
  const aside = clerk(undefined, 'caseworker', 'aside')
  t.equal((await step(id, 'recuse', { as: aside })).status, 200)
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'assign'), as: clerk() },
    { 'who is aside': { body: { sub: 'aside', name: '甲' }, is: [422, 'handler-recused', '/sub'] } }
  )
})
