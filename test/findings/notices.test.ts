import t from 'tap'
import { city, findingsOf, person, township } from '../examples/finding.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, react } = service
const { made, read } = findingsOf(service)
const post = async (unit: string, url: string, body?: object) =>
  ok(await call('POST', url, { as: person(unit), body }))

t.test('a finding goes into a notice, and moves on with the answer to it', async (t) => {
  const { id } = await made()
  const notice = await post(city, '/v1/notices', {
    unitCode: city,
    title: '关于资金发放不及时的通报',
    text: '请立即整改。',
    addressees: { unitCodes: [township] },
    causes: [{ kind: 'finding', id }]
  })
  await post(city, `/v1/notices/${notice.id}/issue`)
  const follows = await call('GET', `/v1/consequences?kind=finding&id=${id}`, { as: person(township) })
  t.match(follows.body.items, [{ kind: 'notice', id: notice.id }])

  const answers = `/v1/notices/${notice.id}/answers`
  const steps: [unit: string, url: string, body: object | undefined, state: string][] = [
    [township, answers, { text: '已补发。' }, 'rectified'],
    [city, `${answers}/${township}/send-back`, { reason: '未见凭证' }, 'sent-back'],
    [township, answers, { text: '附凭证。' }, 'rectified'],
    [city, `${answers}/${township}/accept`, undefined, 'accepted']
  ]
  for (const [unit, url, body, state] of steps) {
    await post(unit, url, body)
    t.equal(await react(), 1)
    t.equal((await read(id)).state, state, url)
  }
  t.match((await read(id)).rectifications, [
    { noticeId: notice.id, outcome: 'sent-back' },
    { noticeId: notice.id, outcome: 'accepted' }
  ])
})
