import t from 'tap'
import { at, bodies, casesOf, clerk, county, inShort } from '../examples/case.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { read, step, taken, standing, on } = casesOf(service)
const [city, province] = [clerk('2201'), clerk('22')]
const requested = (requestedOn: string) => ({ body: { requestedOn } })

t.test('refused, and nothing written', async (t) => {
  const day = {
    'no day': [{}, '/requestedOn'] as [object, string],
    'no such day': [{ requestedOn: '2026-02-29' }, '/requestedOn'] as [object, string]
  }
  const decision = {
    'no text': [{ outcome: 'changed' }, '/text'] as [object, string],
    'an outcome of a reply': [{ text: 'x', outcome: 'upheld' }, '/outcome'] as [object, string]
  }
  await refusedScenes(t, service, { step: 'request-review', from: ['replied', 'closed'], malformed: day })
  await refusedScenes(t, service, { step: 'review', from: ['under-review'], as: city, malformed: decision })
  await refusedScenes(t, service, {
    step: 'request-recheck',
    from: ['reviewed', 'closed'],
    as: city,
    malformed: day
  })
  await refusedScenes(t, service, {
    step: 'recheck',
    from: ['under-recheck'],
    as: province,
    malformed: decision
  })
})

t.test('a review is for appeals, a day that can be, and the next unit above', async (t) => {
  on('2026-03-02')
  const replied = await standing('replied')
  const closed = await standing('declined')
  await taken(closed, 'close')
  const report = await standing('replied', { kind: 'report' })
  const underReview = await standing('under-review')
  const underRecheck = await standing('under-recheck')
  await refused(
    t,
    service,
    { method: 'POST', url: at(replied, 'request-review'), as: clerk(), body: bodies['request-review'] },
    {
      'of a report': { url: at(report, 'request-review'), is: [409, 'wrong-kind'] },
      'of a case that was declined': { url: at(closed, 'request-review'), is: [409, 'case-step'] },
      'before the reply': { ...requested('2026-03-01'), is: [422, 'request-date', '/requestedOn'] },
      tomorrow: { ...requested('2026-03-03'), is: [422, 'request-date', '/requestedOn'] },
      'reviewed by the unit that replied': {
        url: at(underReview, 'review'),
        body: bodies.review,
        is: [403, 'not-deciding-unit']
      },
      'withdrawn by it meanwhile': {
        url: at(underReview, 'withdraw'),
        body: {},
        is: [403, 'not-deciding-unit']
      },
      're-checked by the unit that reviewed': {
        url: at(underRecheck, 'recheck'),
        as: city,
        body: bodies.recheck,
        is: [403, 'not-deciding-unit']
      }
    }
  )
})

t.test('there is no review above the top', async (t) => {
  on('2026-03-02')
  const { id } = await casesOf(service).made({ unitCode: '22' })
  for (const name of ['accept', 'reply']) await taken(id, name, { as: province })
  const first = await step(id, 'request-review', { as: province })
  t.match([first.status, first.body.code, first.body.clause.id], [422, 'no-unit-above', 'xinfang-2022:35'])
  const { id: other } = await casesOf(service).made({ unitCode: '2201' })
  for (const name of ['accept', 'reply', 'request-review', 'review'])
    await taken(other, name, { as: province })
  const second = await step(other, 'request-recheck', { as: province })
  t.match([second.status, second.body.code, second.body.clause.id], [422, 'no-unit-above', 'xinfang-2022:36'])
})

t.test('asked on the last day, put on record later: in time; a day later: not', async (t) => {
  on('2026-03-02')
  const id = await standing('replied')
  on('2026-04-10')
  const late = await step(id, 'request-review', requested('2026-04-02'))
  t.match([late.status, late.body.code, late.body.clause.id], [409, 'request-too-late', 'xinfang-2022:35'])
  t.match([late.body.detail, late.body.errors[0].pointer], [/2026-04-01/, '/requestedOn'])
  const body = await taken(id, 'request-review', requested('2026-04-01'))
  t.match(body, {
    state: 'under-review',
    unitCode: county,
    decidingUnitCode: '2201',
    nextDueOn: '2026-05-06'
  })
  t.strictSame(inShort(body).slice(2), [
    'case.review-request 2026-03-02 2026-04-01 2026-04-01 met',
    'case.review 2026-04-01 2026-05-06 - running'
  ])
  t.match((await noted(service, id)).at(-1), {
    action: 'case.review-requested',
    event: 'case.review-requested',
    actor: '220102 caseworker',
    details: {
      from: 'replied',
      to: 'under-review',
      requestedOn: '2026-04-01',
      unitCode: '2201',
      terms: [{ rule: 'case.review-request', dueOn: '2026-04-01', metOn: '2026-04-01', isMet: true }]
    }
  })
})

t.test('reviewed by the next unit above, re-checked by the one above that', async (t) => {
  on('2026-03-02')
  const id = await standing('under-review')
  on('2026-03-30')
  const reviewed = await taken(id, 'review', { as: city })
  t.match(reviewed, {
    state: 'reviewed',
    decidingUnitCode: '2201',
    review: { unitCode: '2201', outcome: 'maintained', text: '维持原答复', decidedOn: '2026-03-30' }
  })
  t.strictSame(inShort(reviewed).slice(3), [
    'case.review 2026-03-02 2026-04-01 2026-03-30 met',
    'case.recheck-request 2026-03-30 2026-04-29 - running'
  ])
  t.match((await noted(service, id)).at(-1), {
    action: 'case.reviewed',
    actor: '2201 caseworker',
    unitCode: county,
    details: { outcome: 'maintained', unitCode: '2201', terms: [{ rule: 'case.review', isMet: true }] }
  })
  on('2026-04-30')
  const late = await step(id, 'request-recheck', { as: city, ...requested('2026-04-30') })
  t.match([late.status, late.body.code, late.body.clause.id], [409, 'request-too-late', 'xinfang-2022:36'])
  t.match(late.body.detail, '2026-04-29')
  const asked = await taken(id, 'request-recheck', { as: city, ...requested('2026-04-20') })
  t.match(asked, { state: 'under-recheck', decidingUnitCode: '22', nextDueOn: '2026-05-20' })

  const hearing = { from: '2026-05-11', to: '2026-05-15', reason: '听证' }
  t.match(await step(id, 'exclude', { body: hearing }), { status: 403 }, 'not by the unit that replied')
  const heard = await taken(id, 'exclude', { as: province, body: hearing })
  t.equal(heard.nextDueOn, '2026-05-25')
  t.match(heard.terms.at(-1), { rule: 'case.recheck', excludedDays: 5, baseDueOn: '2026-05-20' })
  on('2026-05-25')
  const final = await taken(id, 'recheck', { as: province, body: { text: '变更', outcome: 'changed' } })
  t.match(final, { state: 'final', nextDueOn: null, recheck: { unitCode: '22', outcome: 'changed' } })
  t.equal(inShort(final).at(-1), 'case.recheck 2026-04-20 2026-05-25 2026-05-25 met')
  t.match((await noted(service, id)).at(-1), { action: 'case.rechecked', details: { to: 'final' } })
})

t.test('twice at once gives one effect, at every stage', async (t) => {
  on('2026-03-02')
  const id = await standing('replied')
  const stages: [step: string, unit: string][] = [
    ['request-review', '22'],
    ['review', '2201'],
    ['request-recheck', '22'],
    ['recheck', '22']
  ]
  for (const [name, unit] of stages) {
    const clerks = ['a', 'b', 'c'].map((sub) => clerk(unit, 'caseworker', sub))
    const answers = await Promise.all(clerks.map((as) => step(id, name, { as })))
    t.strictSame(statuses(answers), [200, 409, 409], name)
  }
  t.equal((await noted(service, id)).length, 7)
  t.equal((await read(id)).terms.length, 6)
})

t.test('a unit that moves to another city takes its reviews along', async (t) => {
  on('2026-03-02')
  const moving = clerk('220105')
  const { id } = await casesOf(service).made({ unitCode: '220105' })
  for (const name of ['accept', 'reply', 'request-review']) await taken(id, name, { as: moving })
  const headers = { 'if-match': '"1"' }
  await call('PATCH', '/v1/units/220105', { body: { parentCode: '2202' }, headers })
  t.equal((await step(id, 'review', { as: city })).status, 404)
  t.equal((await step(id, 'review', { as: moving })).status, 403)
  const reviewed = await taken(id, 'review', { as: clerk('2202') })
  t.match(reviewed, { state: 'reviewed', review: { unitCode: '2202' } })
  const asked = await taken(id, 'request-recheck', { as: clerk('2202') })
  t.equal(asked.decidingUnitCode, '22')
})
