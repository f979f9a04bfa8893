import t from 'tap'
import { person } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const url = '/v1/compliance-reports'
const leader = (unit: string): Person => ({ unit, roles: ['leader'], sub: `${unit}:leader` })
const post = (path: string, as: Person, body?: object) => call('POST', `${url}${path}`, { as, body })
const plans = ok(
  await call('POST', '/v1/inspection-plans/generate', { body: { withinCode: '22', year: 2026 } })
)
t.equal((await service.ended(plans.id)).body.state, 'succeeded')

t.test('from the draft to the withdrawal', async (t) => {
  const draft = ok(await post('', leader('220202'), { unitCode: '220202', year: 2026 }))
  t.match(draft, {
    state: 'draft',
    asOf: '2026-03-01',
    isFull: true,
    actions: ['refresh', 'withdraw']
  })
  t.match(await post('', leader('2202'), { unitCode: '220202', year: 2026 }), {
    status: 409,
    body: { code: 'compliance-report-exists' }
  })
  t.match(await post(`/${draft.id}/publish`, leader('220202')), {
    status: 409,
    body: { code: 'compliance-report-year-running' }
  })
  t.equal((await call('GET', `${url}/${draft.id}`, { as: leader('220202001') })).status, 404)
  clock.now = new Date('2027-01-01T01:00:00Z')
  t.equal(ok(await post(`/${draft.id}/refresh`, leader('220202'))).asOf, '2026-12-31')
  const published = ok(await post(`/${draft.id}/publish`, leader('220202')))
  t.match(published, { state: 'published', actions: ['withdraw'] })
  t.match(await post(`/${draft.id}/refresh`, leader('220202')), {
    status: 409,
    body: { code: 'compliance-report-step' }
  })
  const below = ok(await call('GET', `${url}/${draft.id}`, { as: leader('220202001') }))
  t.match(below, { isFull: false, actions: [] })
  t.match(await post(`/${draft.id}/withdraw`, leader('220202001'), { reason: '有误' }), { status: 404 })
  t.match(ok(await post(`/${draft.id}/withdraw`, leader('220202'), { reason: '有误' })), {
    state: 'withdrawn',
    withdrawReason: '有误',
    figures: published.figures
  })
  t.equal((await call('GET', `${url}/${draft.id}`, { as: leader('220202001') })).status, 404)
  t.equal((await post('', leader('220202'), { unitCode: '220202', year: 2026 })).status, 201)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('refused', async (t) => {
  const refused = async (as: Person, body: object) => (await post('', as, body)).body.code
  t.equal(await refused(leader('22'), { unitCode: '220202001001', year: 2026 }), 'compliance-report-level')
  t.equal(await refused(leader('22'), { unitCode: '220203', year: 2027 }), 'compliance-report-year')
  t.equal(await refused(leader('220203'), { unitCode: '220202', year: 2026 }), 'not-found')
  t.equal(await refused(leader('220202001'), { unitCode: '220202', year: 2026 }), 'not-found')
  const { status } = await post(
    '',
    { unit: '22', roles: ['planner'], sub: 'p' },
    { unitCode: '22', year: 2026 }
  )
  t.equal(status, 403)
})

t.test('what units below do not read', async (t) => {
  clock.now = new Date('2027-01-04T01:00:00Z')
  const { id } = ok(await post('', leader('2203'), { unitCode: '2203', year: 2026 }))
  ok(await post(`/${id}/publish`, leader('2203')))
  const full = ok(await call('GET', `${url}/${id}`, { as: leader('22') })).figures
  const open = ok(await call('GET', `${url}/${id}`, { as: leader('220302') })).figures
  type Named = { subject: string; dutyId: string; unitCode: string; inspections: unknown }
  const subjects = (figures: typeof full) => figures.subjects.map(({ subject }: Named) => subject)
  t.ok(subjects(full).includes('obligations') && subjects(full).includes('inspections'))
  t.notOk(subjects(open).includes('obligations') || subjects(open).includes('inspections'))
  const ids = (figures: typeof full) => [...figures.duties, ...figures.own].map(({ dutyId }: Named) => dutyId)
  t.ok(ids(full).includes('inspect-sample') && ids(full).includes('areas-covered'))
  t.strictSame(
    ids(open).filter((one: string) => /inspect|areas|fund-supervision/.test(one)),
    []
  )
  t.ok(open.units.every(({ inspections }: Named) => inspections === null))
  t.ok(full.units.some(({ inspections }: Named) => inspections !== null))
  t.not(open.sums.missed, full.sums.missed)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('figures are those of the lists of figures, and unknown ones are null', async (t) => {
  clock.now = new Date('2027-01-04T01:00:00Z')
  const { figures } = ok(await post('', person('22'), { unitCode: '2204', year: 2026 }))
  const overview = ok(
    await call('GET', '/v1/statistics/overview?within=2204&year=2026', { as: person('22') })
  )
  const of = (subject: string) =>
    figures.subjects.find((one: { subject: string }) => one.subject === subject).figures
  for (const { figure, now, before, difference } of of('obligations')) {
    t.equal(now, String(overview.obligations.now[figure]), figure)
    t.strictSame([before, difference], [null, null], 'no plan of the year before is on record')
  }
  t.strictSame(
    of('funds').map(({ now }: { now: unknown }) => now),
    [null, null, null, null, null],
    'no money on record is not a sum of nothing'
  )
  const { sums } = ok(await call('GET', '/v1/units/2204/compliance?year=2026', { as: person('22') }))
  const own = figures.own.filter(({ state }: { state: string }) => state === 'missed').length
  t.equal(own, sums.missed)
  t.equal(figures.own.filter(({ state }: { state: string }) => state === 'running').length, 0)
  const all = Object.values(figures.sums).slice(0, 4) as number[]
  const inRows = figures.units.reduce(
    (sum: number, row: Record<string, number>) =>
      sum + ['met', 'missed', 'running', 'unknown'].reduce((part, name) => part + (row[name] ?? 0), 0),
    0
  )
  t.equal(
    inRows,
    all.reduce((sum, one) => sum + one, 0)
  )
  clock.now = new Date('2026-03-02T01:00:00Z')
})
