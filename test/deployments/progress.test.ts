import t from 'tap'
import { deploymentsOf, item, planner, province } from '../examples/deployment.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { issued, report, reported, review, confirmed, read, lines } = deploymentsOf(service)
const on = (day: string) => {
  clock.now = new Date(`${day}T09:00:00+08:00`)
}
const cities = (await call('GET', `/v1/units?level=city&limit=50`, { as: planner(province) })).body.items.map(
  ({ code }: { code: string }) => code
)

t.test('the province deploys a review of all recipients to its ten cities', async (t) => {
  t.equal(cities.length, 10)
  const id = await issued()
  const [late, claimed, underWay, silent, ...inTime] = cities
  on('2026-06-20')
  for (const city of inTime) await confirmed(id, city)
  await reported(id, claimed)
  await reported(id, underWay, { state: 'under-way', value: 92 })
  t.match(ok(await read(id, province)).items[0].figures, { done: 6, overdue: 0, underWay: 1, notStarted: 2 })
  on('2026-07-01')
  await confirmed(id, late)
  const { figures } = ok(await read(id, province)).items[0]
  t.same(figures, {
    addressees: 10,
    done: 7,
    late: 1,
    claimed: 1,
    underWay: 0,
    notStarted: 0,
    overdue: 2,
    progress: 0.892
  })
  const all = await lines(id, province)
  const of = (unit: string) => all.find(({ unitCode }: { unitCode: string }) => unitCode === unit)
  t.match(of(late), { state: 'done', late: true, share: 1, reportedOn: '2026-07-01' })
  t.match(of(claimed), { state: 'claimed', late: false, share: 1 })
  t.match(of(underWay), { state: 'overdue', share: 0.92, value: 92, measures: '逐户入户复核。' })
  t.match(of(silent), { state: 'overdue', share: 0, value: null, reportId: null })
  const overdue = await lines(id, province, '&state=overdue')
  t.same(
    overdue.map(({ unitCode }: { unitCode: string }) => unitCode),
    [underWay, silent].sort()
  )

  const before = await lines(id, province, '&on=2026-06-30')
  t.match(
    before.filter(({ state }: { state: string }) => state !== 'done'),
    { length: 4 },
    'as of the day before, only six were done'
  )
  t.notMatch(before, [{ state: 'overdue' }])
  t.same(await lines(id, province, '&level=county'), [])

  for (const city of [late, silent]) {
    const own = ok(await read(id, city))
    t.equal(own.items[0].figures.addressees, 1, 'an addressed unit counts itself alone')
    t.equal(own.addressees, null)
    t.same(
      (await lines(id, city)).map(({ unitCode }: { unitCode: string }) => unitCode),
      [city]
    )
  }
})

t.test('a returned report counts for nothing, and the next one does', async (t) => {
  const id = await issued({ addressees: { unitCodes: [cities[0]] } })
  const first = await reported(id, cities[0])
  t.match(await lines(id, province), [{ state: 'claimed' }])
  on('2026-07-02')
  ok(await review(first, 'return', province, { reason: '未附台账。' }))
  t.match(await lines(id, province), [{ state: 'overdue', share: 0, reportId: null }])
  t.match(await lines(id, province, '&on=2026-07-01'), [{ state: 'claimed' }], 'on that day it was open')
  const second = await reported(id, cities[0], { state: 'under-way', value: 50 })
  t.match(await lines(id, province), [{ state: 'overdue', share: 0.5, reportId: second }])
  const kept = ok(await call('GET', `/v1/deployments/${id}/reports`, { as: planner(province) })).items
  t.match(kept, [{ id: second }, { id: first, review: 'returned', returnReason: '未附台账。' }])
})

t.test('more than the target counts as the target; without a measure only what is done counts', async (t) => {
  const items = [item, { no: 2, text: '公布监督举报电话。', dueOn: '2026-12-31' }]
  const addressees = { unitCodes: cities.slice(0, 2) }
  const id = await issued({
    issuedOn: '2026-06-01',
    addressees,
    items: [{ ...items[0], dueOn: '2026-12-31' }, items[1]]
  })
  await reported(id, cities[0], { value: 130, over: true })
  const open = { itemNo: 2, value: undefined, measures: '已部署。' }
  await reported(id, cities[0], { ...open, state: 'under-way' })
  await reported(id, cities[1], { ...open, state: 'done' })
  t.match(ok(await read(id, province)).items, [
    { no: 1, figures: { progress: 0.5 } },
    { no: 2, figures: { progress: 0.5, claimed: 1, underWay: 1 } }
  ])
})

t.test('milestones, and whether a unit takes the work seriously', async (t) => {
  on('2026-07-10')
  const milestones = [
    { dueOn: '2026-07-20', target: 30 },
    { dueOn: '2026-08-20', target: 60 }
  ]
  const id = await issued({
    issuedOn: '2026-07-01',
    addressees: { unitCodes: cities.slice(0, 2) },
    items: [{ ...item, dueOn: '2026-12-31', milestones }]
  })
  t.equal(ok(await read(id, province)).studyBy, '2026-07-16')
  on('2026-07-18')
  const underWay = { state: 'under-way', value: 29, responsible: '张某' }
  await reported(id, cities[0], { ...underWay, studiedOn: '2026-07-16' })
  await reported(id, cities[1], { ...underWay, studiedOn: '2026-07-17' })
  t.match(await lines(id, province), [
    { attentive: true, expected: null, behind: false },
    { attentive: false, expected: null, behind: false }
  ])
  on('2026-07-21')
  await reported(id, cities[1], { ...underWay, value: 30, studiedOn: '2026-07-16', responsible: undefined })
  t.match(await lines(id, province), [
    { expected: 30, behind: true },
    { attentive: false, expected: 30, behind: false }
  ])
})

t.test(
  'a city passes an item on: its own value is not the mean of its counties, and both are shown',
  async (t) => {
    const [city] = cities
    const parent = await issued({
      issuedOn: '2026-07-20',
      addressees: { unitCodes: [city] },
      items: [{ ...item, dueOn: '2026-12-31' }]
    })
    const counties = (
      await call('GET', `/v1/units?within=${city}&level=county&limit=2`, { as: planner(city) })
    ).body.items.map(({ code }: { code: string }) => code)
    const own = await issued({
      unitCode: city,
      issuedOn: '2026-07-20',
      addressees: { unitCodes: counties },
      items: [{ ...item, no: 7, dueOn: '2026-11-30', parentItem: { deploymentId: parent, no: 1 } }]
    })
    t.match(ok(await read(own, city)).items, [{ parentItem: { deploymentId: parent, no: 1 } }])
    await reported(own, counties[0], { itemNo: 7, state: 'under-way', value: 80 })
    const passed = async () => (await lines(parent, province))[0]
    t.match(await passed(), { share: 0, passedOnTo: 2, passedOnShare: 0.4, differs: true })
    await reported(parent, city, { state: 'under-way', value: 90 })
    t.match(await passed(), { share: 0.9, passedOnTo: 2, passedOnShare: 0.4, differs: true })
    await reported(parent, city, { state: 'under-way', value: 40 })
    t.match(await passed(), { share: 0.4, passedOnShare: 0.4, differs: false })
    t.same(
      (await read(parent, counties[0])).status,
      404,
      'a county is told of the deployment of its city only'
    )
  }
)

t.test('the table of tasks has the columns that offices use', async (t) => {
  const id = await issued({
    addressees: { unitCodes: [cities[0]] },
    items: [
      {
        ...item,
        milestones: [{ dueOn: '2026-04-30', target: 50 }],
        supervision: '按月调度',
        department: '社会救助处',
        steps: '先摸底，后复核。'
      }
    ]
  })
  await report(id, cities[0], { result: '已完成。', problems: '人手不足。', nextSteps: '=巩固' })
  const { text } = await call('GET', `/v1/deployments/${id}/progress`, {
    as: planner(province),
    headers: { accept: 'text/csv' }
  })
  const [head = '', line = ''] = text.replace('\ufeff', '').split('\n')
  t.match(
    head,
    'itemNo,unitCode,unitName,unitLevel,measure,milestones,supervision,department,steps,dueOn,result,problems,nextSteps'
  )
  t.match(
    line,
    "年度复核 100%,2026-04-30 50%,按月调度,社会救助处,先摸底，后复核。,2026-06-30,已完成。,人手不足。,'=巩固"
  )
})
