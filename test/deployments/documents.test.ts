import { strFromU8, unzipSync } from 'fflate'
import t from 'tap'
import { city, county, deploymentsOf, item, planner, province } from '../examples/deployment.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { clock } = service
const { draft, issued, reported } = deploymentsOf(service)

async function textOf(id: string, name: string, unit: string) {
  const authorization = `Bearer ${await service.token(planner(unit))}`
  const answer = await service.app.inject({
    method: 'GET',
    url: `/v1/deployments/${id}/${name}`,
    headers: { authorization }
  })
  if (answer.statusCode !== 200) return String(answer.statusCode)
  const xml = strFromU8(unzipSync(new Uint8Array(answer.rawPayload))['word/document.xml'] as Uint8Array)
  return xml.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '')
}

t.test('the table of tasks', async (t) => {
  const items = [
    {
      ...item,
      milestones: [{ dueOn: '2026-04-30', target: 50 }],
      supervision: '按月调度',
      department: '社会救助处'
    }
  ]
  const { id } = ok(await draft({ documentNo: '吉民发〔2026〕8号', items }))
  const text = await textOf(id, 'breakdown', province)
  for (const words of [
    '任务分解表',
    '年度复核100%',
    '2026年4月30日前50%',
    '按月调度',
    '社会救助处',
    '2026年6月30日',
    '草稿'
  ])
    t.match(text, words)
  t.equal(await textOf(id, 'breakdown', city), '404', 'a draft')
})

t.test('a notice to the units where an item is overdue', async (t) => {
  const { step, review } = deploymentsOf(service)
  const id = await issued({ addressees: { unitCodes: [city, '2202', '2203'] }, title: '重点任务' })
  await reported(id, city)
  const none = await step(id, 'notice', province, {})
  t.match([none.status, none.body.code], [409, 'deployment-nothing-overdue'])
  clock.now = new Date('2026-07-01T09:00:00+08:00')
  const late = await reported(id, '2203')
  ok(await review(late, 'return', province, { reason: '未附台账' }))
  for (const [unit, status] of [
    [county, 404],
    [city, 403]
  ] as const)
    t.equal((await step(id, 'notice', unit, {})).status, status, unit)
  const { noticeId, unitCodes } = ok(await step(id, 'notice', province, { answerBy: '2026-07-20' }))
  t.strictSame(unitCodes, ['2202', '2203'])
  const notice = ok(await service.call('GET', `/v1/notices/${noticeId}`, { as: planner(province) }))
  t.match(notice, {
    ...{ unitCode: province, state: 'draft', addressees: { unitCodes }, answerBy: '2026-07-20' },
    ...{ title: '关于重点任务推进情况的通报', causes: [{ kind: 'deployment', id }] }
  })
  t.match(notice.text, /责任单位3个，已完成0个。逾期未完成：吉林市、四平市。/)
  t.equal((await service.call('GET', `/v1/notices/${noticeId}`, { as: planner('2202') })).status, 404)
  const [line] = (await noted(service, id)).slice(-1)
  t.match(line, { action: 'deployment.notice-drafted', details: { noticeId, addressees: 2 } })
  clock.now = new Date('2026-03-02T01:00:00Z')
  const draftOnly = ok(await draft()).id
  t.equal((await step(draftOnly, 'notice', province, {})).status, 409, 'a draft')
})

t.test('how the items stand, for those who see them', async (t) => {
  const id = await issued({ addressees: { unitCodes: [city, '2202', '2203'] } })
  await reported(id, city)
  clock.now = new Date('2026-07-01T09:00:00+08:00')
  const all = await textOf(id, 'bulletin', province)
  for (const words of ['推进情况的通报', '截至2026年7月1日', '33.3%', '第1项', '吉林市', '四平市'])
    t.match(all, words)
  const own = await textOf(id, 'bulletin', '2202')
  t.match(own, '吉林市')
  t.notMatch(own, '四平市', 'a city reads nothing of another one')
  t.notMatch(await textOf(id, 'bulletin?on=2026-06-30', province), '逾期未完成的单位')
  t.equal(await textOf(id, 'bulletin', county), '404')
  t.equal(await textOf(id, 'bulletin?on=2026-07-02', province), '422', 'nothing is known of tomorrow')
})
