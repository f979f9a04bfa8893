import t from 'tap'
import { at, bodies, casesOf, clerk, county, inShort, leader } from '../examples/case.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { read, taken, step, standing, on } = casesOf(service)
const as = leader()

t.test('refused, and nothing written', async (t) => {
  await refusedScenes(t, service, {
    step: 'extend',
    from: ['accepted'],
    as,
    wrongRoles: ['caseworker', 'planner', 'admin'],
    malformed: {
      'no days': [{ reason: 'x' }, '/days'],
      'not a day': [{ days: 0, reason: 'x' }, '/days'],
      'half a day': [{ days: 1.5, reason: 'x' }, '/days'],
      'days as text': [{ days: '30', reason: 'x' }, '/days'],
      'no reason': [{ days: 30 }, '/reason']
    }
  })
  await refusedScenes(t, service, {
    step: 'exclude',
    from: ['accepted', 'under-review', 'under-recheck'],
    malformed: {
      'no first day': [{ to: '2026-03-10', reason: 'x' }, '/from'],
      'no such day': [{ ...bodies.exclude, to: '2026-02-30' }, '/to'],
      'no reason': [{ from: '2026-03-09', to: '2026-03-10' }, '/reason']
    }
  })
})

t.test('extended once, by no more than thirty days', async (t) => {
  const id = await standing('accepted')
  const url = at(id, 'extend')
  const days = (days: number, status: number, code: string) => ({
    body: { days, reason: 'x' },
    is: [status, code, '/days'] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as },
    { 'by 31 days': days(31, 422, 'extension-too-long'), 'by far': days(10_000, 422, 'extension-too-long') }
  )
  t.match(await step(id, 'extend', { as, body: { days: 31, reason: 'x' } }), {
    body: { clause: { id: 'xinfang-2022:34' } }
  })
  const report = await standing('accepted', { kind: 'report' })
  t.match(await step(report, 'extend', { as }), { status: 409, body: { code: 'wrong-kind' } })

  const body = await taken(id, 'extend', { as })
  // Sixty days end in the holidays of May; ninety on 31 May, a Sunday.
  t.strictSame(inShort(body)[1], 'case.conclude 2026-03-02 2026-06-01 - running')
  t.match(body, { nextDueOn: '2026-06-01', state: 'accepted' })
  t.match(body.terms[1], { baseDueOn: '2026-05-06', extendedDueOn: '2026-06-01' })
  t.match((await noted(service, id))[2], {
    action: 'case.extended',
    event: 'case.extended',
    actor: '220102 leader',
    details: { days: 30, reason: '案情复杂', from: '2026-05-06', to: '2026-06-01' }
  })
  const again = await step(id, 'extend', { as, body: { days: 1, reason: 'x' } })
  t.match([again.status, again.body.code, again.body.clause.id], [409, 'extension-twice', 'xinfang-2022:34'])
})

t.test('extended on the last day, not after it', async (t) => {
  on('2026-03-02')
  const [last, late] = [await standing('accepted'), await standing('accepted')]
  on('2026-05-06')
  t.equal((await step(last, 'extend', { as })).status, 200)
  on('2026-05-07')
  const { status, body } = await step(late, 'extend', { as })
  t.match([status, body.code, body.clause.id], [409, 'term-over', 'xinfang-2022:34'])
  t.match(body.detail, '2026-05-06')
})

t.test('extended twice at once: once', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  const leaders = ['a', 'b', 'c'].map((sub) => clerk(county, 'leader', sub))
  t.strictSame(statuses(await Promise.all(leaders.map((as) => step(id, 'extend', { as })))), [200, 409, 409])
  t.equal((await noted(service, id)).length, 3)
})

t.test('days left out: the term ends later by as many', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  const hearing = { from: '2026-03-09', to: '2026-03-20', reason: '听证' }
  const bad = (more: object, is: [number, string, string?]) => ({ body: { ...hearing, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'exclude'), as: clerk() },
    {
      backwards: bad({ to: '2026-03-08' }, [422, 'exclusion-backwards', '/to']),
      'before it began': bad({ from: '2026-03-02' }, [422, 'exclusion-outside-term', '/from']),
      'after it ends': bad({ from: '2026-05-07', to: '2026-05-08' }, [
        422,
        'exclusion-outside-term',
        '/from'
      ]),
      'for years': bad({ to: '2028-03-20' }, [422, 'exclusion-outside-term', '/to']),
      'past its end': bad({ to: '2026-05-07' }, [422, 'exclusion-outside-term', '/to']),
      'for all of it': bad({ from: '2026-03-03', to: '2026-05-06' }, [422, 'exclusion-too-long', '/to'])
    }
  )
  const body = await taken(id, 'exclude', { body: hearing })
  t.equal(inShort(body)[1], 'case.conclude 2026-03-02 2026-05-13 - running')
  t.match(body, { nextDueOn: '2026-05-13', terms: [{}, { excludedDays: 12, baseDueOn: '2026-05-06' }] })
  t.match((await noted(service, id))[2], {
    action: 'case.days-excluded',
    event: 'case.days-excluded',
    details: { ...hearing, rule: 'case.conclude', dueFrom: '2026-05-06', dueTo: '2026-05-13' }
  })
  const { status, body: twice } = await step(id, 'exclude', { body: { ...hearing, from: '2026-03-20' } })
  t.match([status, twice.code], [409, 'exclusion-overlaps'])
  const report = await standing('accepted', { kind: 'report' })
  t.match(await step(report, 'exclude'), { status: 409, body: { code: 'no-running-term' } })
})

t.test('a term that is over stays over: no days are left out of it any more', async (t) => {
  const over = { 'case.conclude': '2026-05-06', 'case.review': '2026-04-01', 'case.recheck': '2026-04-01' }
  const states = ['accepted', 'under-review', 'under-recheck']
  for (const [n, [rule, dueOn]] of Object.entries(over).entries()) {
    on('2026-03-02')
    const [last, late] = [await standing(states[n] as string), await standing(states[n] as string)]
    on(dueOn)
    t.equal((await step(last, 'exclude', { as: clerk('22') })).status, 200, `${rule}, on its last day`)
    on('2026-05-07')
    await refused(
      t,
      service,
      { method: 'POST', url: at(late, 'exclude'), as: clerk('22'), body: bodies.exclude },
      { [`${rule}, afterwards`]: { is: [409, 'term-over'] } }
    )
    const { body } = await step(late, 'exclude', { as: clerk('22') })
    t.match(body.detail, dueOn)
    t.equal(body.clause.id, 'xinfang-2022:34 xinfang-2022:35 xinfang-2022:36'.split(' ')[n])
    t.equal((await read(late)).overdue, true)
  }
})

t.test('the same days left out twice at once: once', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  t.strictSame(statuses(await Promise.all([1, 2, 3].map(() => step(id, 'exclude')))), [200, 409, 409])
  t.match((await read(id)).terms[1], { excludedDays: 2 })
})
