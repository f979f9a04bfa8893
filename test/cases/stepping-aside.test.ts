import t from 'tap'
import { stepBodies } from '../across/cases.ts'
import { appeal, casesOf, officer } from '../examples/case.ts'
import { nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, take } = casesOf(service)
const absent = '019cac0f-2680-7000-8000-00000000dead'
const everyRole = ['viewer', 'caseworker', 'leader', 'auditor', 'identity-reader'] as const
const aside = { ...officer('220102', 'aside'), roles: [...everyRole] }
const colleague = { ...officer('220102', 'colleague'), roles: [...everyRole] }

t.test('who stepped aside finds nothing of the case any more, others do', async (t) => {
  const { body: one } = await submit({ summary: '反映优亲厚友问题' }, { as: aside })
  await submit({ summary: '反映发放不及时' }, { as: colleague })
  t.equal((await take(one.id, 'accept', {}, aside)).body.handlerName, 'aside')
  const recused = await take(one.id, 'recuse', { reason: '与信访人有亲属关系' }, aside)
  t.strictSame(recused.body, { caseId: one.id, sub: 'aside', recusedOn: '2026-03-02' })
  const other = await call('GET', `/v1/cases/${one.id}`, { as: colleague })
  t.match(other, { status: 200, body: { handlerName: null, state: 'accepted' } }, 'nobody has it at hand')
  const lists = [
    '/v1/cases?count=true',
    '/v1/cases?sort=-receivedAt&count=true',
    '/v1/cases?unitCode=220102&count=true',
    `/v1/cases?q=${encodeURIComponent('优亲')}&count=true`,
    '/v1/audit?count=true',
    `/v1/audit?subject=${one.id}&count=true`
  ]
  for (const url of lists) {
    const [mine, theirs] = [await call('GET', url, { as: aside }), await call('GET', url, { as: colleague })]
    t.notMatch(mine.text, one.id, url)
    t.match(theirs.text, one.id, url)
    t.ok(mine.body.total < theirs.body.total, url)
    const table = await call('GET', url, { as: aside, headers: { accept: 'text/csv' } })
    t.notMatch(table.text, one.id, `${url} as CSV`)
  }
  for (const path of ['', '/timeline']) {
    const url = `/v1/cases/${one.id}${path}`
    t.match(await call('GET', url, { as: aside }), { status: 404, body: { code: 'case-not-found' } }, url)
  }
})

t.test('no answer that was kept for him brings it back, nor is anything done again', async (t) => {
  const keyed = (url: string, key: string, body: object = {}, as = aside) =>
    call('POST', url, { as, body, headers: { 'idempotency-key': key } })
  const took = (as = aside) => keyed('/v1/cases', 'took', { ...appeal, summary: '反映邻里低保' }, as)
  const { body: one } = await took()
  const url = `/v1/cases/${one.id}`
  const letter = { kind: 'urge', grounds: 'other', text: '请按期办理' }
  const wrote = () => keyed(`${url}/letters`, 'wrote', letter, { ...aside, unit: '2201' })
  const answers = [
    await keyed(`${url}/accept`, 'accepted'),
    await wrote(),
    await keyed('/v1/cases', 'another', appeal)
  ]
  t.strictSame(
    answers.map(({ status }) => status),
    [200, 201, 201]
  )
  const recuse = () => keyed(`${url}/recuse`, 'aside', { reason: '与信访人有亲属关系' })
  const done = await recuse()
  await nothingWritten(t, service, async () => {
    for (const again of [await took(), await keyed(`${url}/accept`, 'accepted'), await wrote()]) {
      t.match(again, { status: 404, body: { code: 'not-found' } })
      t.equal(again.headers['idempotent-replayed'], undefined)
      t.notMatch(again.text, '邻里')
    }
    t.match(await recuse(), { status: 200, text: done.text }, 'that he is aside he may hear again')
    t.match(await keyed('/v1/cases', 'another', appeal), { status: 201, text: answers[2]?.text })
  })
  await take(one.id, 'readmit', { sub: 'aside', reason: '经查无利害关系' }, officer('2201'))
  t.match(await took(), { status: 201, body: { id: one.id }, headers: { 'idempotent-replayed': 'true' } })
})

t.test('no step tells him more than one on a case that does not exist', async (t) => {
  const { body: one } = await submit({}, { as: aside })
  t.equal((await take(one.id, 'recuse', { reason: '利害关系', sub: 'aside' }, colleague)).status, 200)
  const { body: other } = await submit()
  const steps = { ...stepBodies, link: { caseId: other.id }, 'reporter-access': { reason: '核实' } }
  await nothingWritten(t, service, async () => {
    for (const [name, body] of Object.entries(steps)) {
      const [hidden, none] = [await take(one.id, name, body, aside), await take(absent, name, body, aside)]
      t.match(hidden, { status: 404, body: { code: 'case-not-found' } }, name)
      const text = hidden.text.replaceAll(one.id, absent).replace(hidden.body.requestId, none.body.requestId)
      t.equal(text, none.text, name)
    }
    const [hidden, none] = await Promise.all(
      [one.id, absent].map((caseId) => take(other.id, 'link', { caseId }, aside))
    )
    t.equal(hidden?.body.code, 'case-not-found')
    t.same({ ...hidden?.body, requestId: '' }, { ...none?.body, requestId: '' }, 'named in a body')
  })
})
