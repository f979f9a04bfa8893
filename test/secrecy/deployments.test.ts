import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, done, target } from '../across/secret.ts'
import { wordsOf } from '../across/surface.ts'

// What the city deploys to one county: its draft to another one, what that one reports, and the notice that is
// drafted about both.

const stage = await scene(t)
const { service, person, people } = stage
const { call, clock } = service
const { city, county, township, village } = target
const as = person(city)

const item = { no: 1, text: '完成年度复核。', dueOn: '2026-03-10' }
const deploy = async (unitCodes: string[], more: object = {}) => {
  const body = { unitCode: city, title: '重点任务', issuedOn: '2026-03-01', addressees: { unitCodes } }
  return (await done(call('POST', '/v1/deployments', { as, body: { ...body, items: [item], ...more } }))).id
}
const step = (id: string, name: string, body?: object, who = as) =>
  done(call('POST', `/v1/deployments/${id}/${name}`, { as: who, body }))

const shared = await deploy([county, beside.county])
await step(shared, 'issue')
clock.now = new Date('2026-03-12T01:00:00Z')
await service.react()
const before = await stage.copy()
const report = { itemNo: 1, state: 'under-way', measures: '逐户核查第一批。', responsible: '钱某' }
await step(shared, 'reports', report, person(beside.county))
const { noticeId } = await step(shared, 'notice', {})
await deploy([county, township], { title: '尚未印发的任务', documentNo: '密字7号' })
const other = await deploy([beside.county], { title: '只给他县的任务', documentNo: '密字8号' })
await step(other, 'issue')
const after = await stage.copy()

t.test('what others report, a notice and a deployment in the draft, and one to others', async (t) => {
  t.ok(noticeId)
  await mustNotShow(t, stage, {
    name: 'what others report, a notice and a deployment in the draft, and one to others',
    owner: city,
    without: before.service,
    with: after.service,
    words: wordsOf(before.rows, after.rows, [city, beside.county, county]),
    ignorant: people(county, township, village, beside.city),
    kinds: ['deployment', 'audit'],
    foreign: [city, '2203']
  })
})
