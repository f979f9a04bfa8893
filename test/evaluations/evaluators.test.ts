import t from 'tap'
import { ranking } from '../../src/platform/draw/draw.ts'
import { makeProgramme, county as payer, programme } from '../examples/batch.ts'
import { evaluation, evaluationsOf, of, points } from '../examples/evaluation.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { made, step, enter, target, published } = evaluationsOf(service)
const [city, county] = [of('2202'), of('220202')]
const url = '/v1/evaluations'
const assignments = '/v1/evaluation-assignments'
const outsider = (sub = 'third', unit = '2202'): Person => ({ unit, roles: ['evaluator'], sub })
const third = outsider()

const items = [
  points('policy', '40'),
  points('awareness', '40', { by: 'third-party' }),
  points('satisfaction', '20', { by: 'third-party' })
]
const setId = await published({ items })
const assignment = (more: object = {}) => ({
  ...{ sub: 'third', name: '第三方人员甲', agreementNo: '2026-评-1' },
  organisation: { name: '某评估咨询有限公司', registrationNo: '91220101MA0000000X' },
  ...{ agreementFrom: '2026-03-01', agreementTo: '2026-03-31' },
  ...{ items: ['awareness'], targets: ['220202', '220203'], conflicts: [] },
  ...more
})
const assign = (id: string, more: object = {}, as = city) =>
  call('POST', `${url}/${id}/evaluators`, { as, body: assignment(more) })
const opened = async () => {
  const id = await made({ setId })
  ok(await assign(id))
  await step(id, 'open')
  return id
}
const seen = (id: string, unit = '220202', as = third) =>
  call('GET', `${url}/${id}/assignment/targets/${unit}`, { as })

t.test('a third party gives values of what it was assigned, and they count', async (t) => {
  const id = await made({ setId })
  t.match(ok(await assign(id)), { n: 1, sub: 'third', agreementNo: '2026-评-1', assignedBy: city.sub })
  t.equal((await call('GET', `${url}/${id}/assignment`, { as: third })).status, 404, 'a draft is not shown')
  await step(id, 'open')
  t.match(ok(await call('GET', `${url}/${id}/assignment`, { as: third })), {
    ...{ evaluationId: id, unitCode: '2202', state: 'self-assessment', items: ['awareness'] },
    indicators: items.map(({ code, weight }) => ({ code, weight })),
    targets: [
      { unitCode: '220202', unitName: '昌邑区' },
      { unitCode: '220203', unitName: '龙潭区' }
    ]
  })
  ok(await enter(id, '220202', 'policy', { value: '40' }))
  const before = await seen(id)
  t.match(before.headers.etag, /^"1\./, 'what others enter changes nothing')
  const value = { value: '30', text: '电话访问一百户。' }
  t.match(ok(await enter(id, '220202', 'awareness', value, third)), {
    ...{ total: null, openObjections: 0, actions: ['rate'] },
    values: [{ item: 'awareness', external: { ...value, by: 'third' }, self: null, counted: null }]
  })
  t.match((await seen(id)).headers.etag, /^"2\./)
  t.equal((await target(id, '220202')).values[1].external, null, 'not before the verification')
  await step(id, 'verify')
  t.match((await target(id, '220202')).values[1], { external: value, counted: '30' })
  t.match(await enter(id, '220202', 'awareness', { value: '20' }, city), {
    status: 422,
    body: { code: 'evaluation-reason-missing' }
  })
  ok(await enter(id, '220203', 'awareness', { value: '10' }, third))
  ok(await enter(id, '220203', 'policy', { value: '40', reason: '补报' }, city))
  await step(id, 'score')
  t.match(await target(id, '220202', city), { total: '87.50', applicable: '80.00' })
  t.match(await target(id, '220203', city), { total: '62.50' })
  t.match(await enter(id, '220202', 'awareness', value, third), {
    status: 409,
    body: { code: 'evaluation-value-step' }
  })
})

t.test('a third party lists what it was assigned, and nothing else', async (t) => {
  const as = outsider('lister')
  const list = async (query = '', who = as) => ok(await call('GET', `${assignments}${query}`, { as: who }))
  const idsOf = async (query = '', who = as) =>
    (await list(query, who)).items.map((one: { evaluationId: string }) => one.evaluationId)
  const assigned = async (more: object = {}) => {
    const id = await made({ setId })
    ok(await assign(id, { sub: 'lister', ...more }))
    return id
  }
  const draft = await assigned()
  t.same(await idsOf(), [], 'a draft is not shown')
  await step(draft, 'open')
  clock.now = new Date(clock.now.getTime() + 1000)
  const later = await assigned({ targets: ['220203'] })
  await step(later, 'open')
  const future = await assigned({ agreementFrom: '2026-03-03' })
  await step(future, 'open')
  await opened()
  const page = await list('?count=true')
  t.equal(page.total, 2)
  t.match(page.items, [
    { evaluationId: later, targetCount: 1 },
    {
      ...{ evaluationId: draft, unitCode: '2202', unitName: '吉林市', state: 'self-assessment' },
      ...{ agreementNo: '2026-评-1', agreementTo: '2026-03-31', itemCount: 1, targetCount: 2 }
    }
  ])
  t.same(await idsOf('?sort=verifyBy'), [draft, later], 'the earliest first')
  const { nextCursor } = await list('?limit=1')
  t.same(await idsOf(`?limit=1&cursor=${nextCursor}`), [draft])
  await step(later, 'verify')
  t.same(await idsOf('?state=verification'), [later])
  t.same(await idsOf('?state=self-assessment,scored'), [draft])
  const { year, verifyBy } = page.items[0]
  t.same(await idsOf(`?year=${year}&verifyFrom=${verifyBy}&verifyTo=${verifyBy}`), [later, draft])
  for (const none of [`?year=${year - 1}`, '?verifyFrom=2100-01-01', '?verifyTo=2000-01-01'])
    t.same(await idsOf(none), [], none)
  const csv = await call('GET', assignments, { as, headers: { accept: 'text/csv' } })
  t.equal(csv.text.trim().split('\n').length, 3)
  t.match(csv.text, /evaluationId,.*\n.*吉林市/)
  for (const who of [outsider('lister', '220202'), outsider('lister', '22'), outsider('nobody'), city])
    t.same(await idsOf('', who), [], `${who.sub} of ${who.unit}`)
  t.equal((await call('DELETE', `${url}/${later}/evaluators/1`, { as: city })).status, 204)
  t.same(await idsOf(), [draft], 'a removed assignment is gone')
  const days = clock.now
  clock.now = new Date('2026-03-31T16:00:00Z')
  t.same(await idsOf(), [], 'nothing after the agreement')
  clock.now = days
})

t.test('a conflict that becomes known later closes the unit to the organisation', async (t) => {
  const organisation = { name: '第三机构', registrationNo: '91220101MA0000003X' }
  const as = outsider('conflicted')
  const id = await made({ setId })
  ok(await assign(id, { sub: as.sub, organisation }))
  await step(id, 'open')
  ok(await enter(id, '220203', 'awareness', { value: '10' }, as))
  const another = await made({ setId })
  const known = async (unitCode: string, targets: string[]) =>
    ok(
      await assign(another, {
        ...{
          sub: unitCode,
          organisation,
          targets,
          items: [unitCode === '220203' ? 'awareness' : 'satisfaction']
        },
        conflicts: [{ unitCode, reason: '承担该区救助经办服务。' }]
      })
    )
  await known('220203', ['220202'])
  const targets = [{ unitCode: '220202' }]
  t.match(ok(await call('GET', `${url}/${id}/assignment`, { as })), { targets })
  t.match(ok(await call('GET', assignments, { as })).items, [{ evaluationId: id, targetCount: 1 }])
  t.equal((await seen(id, '220203', as)).status, 404)
  t.equal((await enter(id, '220203', 'awareness', { value: '11' }, as)).status, 404)
  t.match((await target(id, '220203', city)).values[1].external, { value: '10' }, 'the value stays')
  await known('220202', ['220204'])
  t.same(ok(await call('GET', assignments, { as })).items, [], 'nothing is left')
  t.equal((await call('GET', `${url}/${id}/assignment`, { as })).status, 404)
})

t.test('everything else is closed to it, and other evaluations do not exist', async (t) => {
  const [id, other] = [await opened(), await made({ setId })]
  await step(other, 'open')
  for (const path of ['/v1/me', '/v1/units', '/v1/dictionaries', '/v1/evaluations', `${url}/${id}`]) {
    t.match(await call('GET', path, { as: third }), { status: 403, body: { code: 'role-missing' } }, path)
  }
  const both: Person = { ...third, roles: ['evaluator', 'leader', 'auditor'] }
  t.equal((await call('GET', `${url}/${id}`, { as: both })).status, 403, 'further roles open nothing')
  t.equal((await call('GET', `${url}/${id}/assignment`, { as: both })).status, 200)
  const closed = { status: 404, body: { code: 'evaluation-not-found' } }
  for (const as of [outsider('nobody'), outsider('third', '220202'), outsider('third', '22')]) {
    t.match(await call('GET', `${url}/${id}/assignment`, { as }), closed)
  }
  t.match(await call('GET', `${url}/${other}/assignment`, { as: third }), closed)
  const none = { status: 404, body: { code: 'evaluation-target-not-found' } }
  t.match(await seen(id, '220204'), none, 'another unit')
  t.match(await enter(id, '220204', 'awareness', { value: '1' }, third), none)
  t.match(await enter(other, '220202', 'awareness', { value: '1' }, third), none)
  for (const item of ['satisfaction', 'policy', 'nothing']) {
    t.match(
      await enter(id, '220202', item, { value: '1' }, third),
      { status: 404, body: { code: 'evaluation-item-unknown' } },
      item
    )
  }
  t.match(await call('GET', `${url}/${id}/evaluators`, { as: county }), closed, 'nor do the units see it')
})

t.test('an agreement that is over opens nothing from the first second on', async (t) => {
  const id = await opened()
  ok(await enter(id, '220202', 'awareness', { value: '30' }, third))
  const days = clock.now
  const over = { status: 403, body: { code: 'evaluator-agreement-over' } }
  clock.now = new Date('2026-03-31T15:59:59Z')
  t.equal((await seen(id)).status, 200)
  clock.now = new Date('2026-03-31T16:00:00Z')
  t.match(await seen(id), over)
  t.match(await enter(id, '220202', 'awareness', { value: '31' }, third), over)
  t.match(await call('GET', `${url}/${id}/assignment`, { as: third }), over)
  t.match(await call('GET', `${url}/${id}/targets/220202/samples`, { as: third }), over)
  t.match((await target(id, '220202', city)).values[1].external, { value: '30' }, 'the value stays')
  clock.now = days
})

t.test('a removed person sees nothing; the next one does not see their values', async (t) => {
  const id = await opened()
  ok(await enter(id, '220202', 'awareness', { value: '30' }, third))
  t.equal((await call('DELETE', `${url}/${id}/evaluators/1`, { as: city })).status, 204)
  t.equal((await seen(id)).status, 404)
  t.match(await call('DELETE', `${url}/${id}/evaluators/1`, { as: city }), {
    status: 404,
    body: { code: 'evaluator-not-found' }
  })
  t.match((await target(id, '220202', city)).values[1].external, { value: '30' })
  ok(await assign(id, { sub: 'next' }))
  t.match(ok(await seen(id, '220202', outsider('next'))), { values: [{ external: null }] })
  t.match(
    (await noted(service, id)).map(({ action }) => action),
    ['evaluation.made', 'evaluation.evaluator-assigned', 'evaluation.opened']
  )
  const { items } = ok(await call('GET', `${url}/${id}/evaluators`, { as: of('22') }))
  t.match(items, [{ n: 2, sub: 'next' }])
  t.equal(items.length, 1)
})

t.test('refused, and nothing written', async (t) => {
  const id = await opened()
  const organisation = { name: '另一机构', registrationNo: '91220101MA0000001X' }
  const conflicts = [{ unitCode: '220203', reason: '承担该区救助经办服务。' }]
  const conflicted = await made({ setId })
  ok(await assign(conflicted, { organisation, targets: ['220202'], conflicts }))
  const body = (more: object) => ({ body: assignment({ sub: 'second', items: ['satisfaction'], ...more }) })
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/evaluators`, as: city },
    {
      'an indicator of the unit': {
        ...body({ items: ['policy'] }),
        is: [422, 'evaluator-items', '/items/0']
      },
      'no such indicator': {
        ...body({ items: ['satisfaction', 'x'] }),
        is: [422, 'evaluator-items', '/items/1']
      },
      'a unit of another evaluation': {
        ...body({ targets: ['220211'] }),
        is: [422, 'evaluator-targets', '/targets/0']
      },
      'a conflict': { ...body({ conflicts }), is: [422, 'evaluator-conflict', '/targets/1'] },
      'a conflict that another evaluation knows': {
        ...body({ organisation }),
        is: [422, 'evaluator-conflict', '/targets/1']
      },
      'a conflict elsewhere': {
        ...body({ conflicts: [{ unitCode: '220102', reason: 'x' }] }),
        is: [422, 'evaluator-conflict-unit', '/conflicts/0/unitCode']
      },
      'an agreement that is over': {
        ...body({ agreementFrom: '2026-01-01', agreementTo: '2026-03-01' }),
        is: [422, 'evaluator-agreement-days', '/agreementTo']
      },
      'no agreement': { ...body({ agreementNo: undefined }), is: [400, 'validation-failed'] },
      'what somebody else gives': {
        ...body({ items: ['satisfaction', 'awareness'] }),
        is: [409, 'evaluator-overlap', '/items/1']
      },
      'the same person': { ...body({ sub: 'ＴＨＩＲＤ' }), is: [409, 'evaluator-twice'] },
      'by the unit itself': { ...body({}), as: county, is: [404, 'evaluation-not-found'] },
      'by a third party': { ...body({}), as: third, is: [403, 'role-missing'] },
      'more than the weight': {
        method: 'PUT',
        url: `${url}/${id}/targets/220202/values/awareness`,
        headers: { 'if-match': '*' },
        body: { value: '40.01' },
        as: third,
        is: [422, 'value-outside-measure', '/value']
      },
      'another version': {
        method: 'PUT',
        url: `${url}/${id}/targets/220202/values/awareness`,
        headers: { 'if-match': '"7"' },
        body: { value: '40' },
        as: third,
        is: [412, 'version-stale']
      }
    }
  )
})

t.test('twice at the same time: assigned once', async (t) => {
  const id = await made({ setId })
  t.same(statuses(await Promise.all([assign(id), assign(id)])), [201, 409])
})

t.test('a sample has numbers and villages, and anyone can recompute it', async (t) => {
  await makeProgramme(service)
  const as = of('22', ['fund-officer'])
  const batch = ok(
    await call('POST', '/v1/disbursements', { as, body: { programme, unitCode: payer, period: '2026-01' } })
  )
  const lines = Array.from({ length: 40 }, (_, n) => `低保${n + 10},22010200100${(n % 2) + 1},100.00`)
  const raw = ['recipientNo,villageCode,amount', ...lines, ''].join('\n')
  ok(await call('PUT', `/v1/disbursements/${batch.id}/roster`, { as, raw, type: 'text/csv' }))
  const setOfCity = await published({ unitCode: '2201', items })
  const body = evaluation(setOfCity, { unitCode: '2201', targets: { unitCodes: [payer] } })
  const { id } = ok(await call('POST', url, { as: of('2201'), body }))
  ok(await assign(id, { targets: [payer] }, of('2201')))
  await step(id, 'open', '2201')
  const at = `${url}/${id}/targets/${payer}/samples`
  const wanted = { programme, period: '2026-01', size: 5, seed: '2026031', seedSource: '双色球2026031期' }
  const draw = (more: object = {}) => call('POST', at, { as: of('2201'), body: { ...wanted, ...more } })
  const sample = ok(await draw())
  t.match(sample, { n: 1, size: 5, population: 40, algorithm: 'sha256-rank-1', programme })
  t.same(Object.keys(sample.selected[0]), ['recipientNo', 'villageCode'])

  const outside = outsider('third', '2201')
  const listed = ok(await call('GET', at, { as: outside }))
  t.same(listed.items, [sample], 'the third party sees the same')
  const { text } = await call('GET', `${at}/1/frame`, { as: outside })
  const codes = text.split('\n').slice(0, -1)
  t.equal(codes.length, 40)
  t.same(
    ranking(codes, wanted.seed).slice(0, 5),
    sample.selected.map((one: Record<string, string>) => `${one.villageCode}:${one.recipientNo}`)
  )
  t.match((await noted(service, id)).at(-1), {
    action: 'evaluation.sample-drawn',
    details: { population: 40, frameHash: sample.frameHash }
  })
  t.equal((await call('GET', at, { as: of(payer) })).status, 404, 'the unit itself does not see it')
  t.match(await call('GET', `${at}/2/frame`, { as: outside }), {
    status: 404,
    body: { code: 'evaluation-sample-not-found' }
  })
  t.match(await draw({ size: 41 }), { status: 422, body: { code: 'evaluation-sample-size' } })
  t.match(await draw({ period: '2026-02' }), { status: 422, body: { code: 'evaluation-sample-none' } })
  t.match(await draw({ programme: 'unknown' }), { status: 422, body: { code: 'programme-unknown' } })
  await step(id, 'verify', '2201')
  await step(id, 'score', '2201')
  t.equal((await call('GET', at, { as: outside })).status, 404, 'after the verification it is closed')
})
