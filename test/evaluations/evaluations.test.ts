import t from 'tap'
import { counties, evaluation, evaluationsOf, of, points } from '../examples/evaluation.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, step, enter, target, published } = evaluationsOf(service)
const [province, city, county, beside] = [of('22'), of('2202'), of('220202'), of('220203')]
const url = '/v1/evaluations'
const read = (id: string, as = city) => call('GET', `${url}/${id}`, { as })
const ranks = async (id: string, as = city) =>
  ok(await call('GET', `${url}/${id}/ranking`, { as })).items.map(
    ({ rank, unitCode, total, grade }: Record<string, unknown>) => [rank, unitCode, total, grade]
  )

t.test('the way of an evaluation, and who sees how much of it', async (t) => {
  const id = await made()
  t.match(ok(await read(id)), {
    state: 'draft',
    targets: 3,
    actions: ['open', 'assign', 'release', 'draw', 'close']
  })
  t.equal((await read(id, county)).status, 404, 'a draft is unknown below')
  await step(id, 'open')
  t.match(ok(await read(id, county)), { state: 'self-assessment', actions: [] })
  t.equal((await read(id, of('220221'))).status, 404, 'a county that is not evaluated')

  const own = { value: '36', text: '全年宣传四场。' }
  t.match(ok(await enter(id, '220202', 'policy', own)).values[0], {
    self: { ...own, by: county.sub },
    verified: null,
    counted: '36',
    score: null
  })
  ok(await enter(id, '220202', 'work', { value: '54' }))
  ok(await enter(id, '220203', 'policy', { value: '30' }))
  ok(await enter(id, '220203', 'work', { value: '60' }))
  ok(await enter(id, '220204', 'policy', { value: '40' }))
  ok(await enter(id, '220204', 'work', { value: '20.5' }))

  await step(id, 'verify')
  t.match(await enter(id, '220202', 'work', { value: '60' }), {
    status: 409,
    body: { code: 'evaluation-value-step' }
  })
  const changed = { value: '50', reason: '台账与自评不符。' }
  t.match(ok(await enter(id, '220202', 'work', changed, city)).values[1], {
    self: { value: '54' },
    verified: { ...changed, by: city.sub },
    counted: '50'
  })
  t.match((await target(id, '220202')).values[1].verified, changed, 'the unit sees it from now on')

  await step(id, 'score')
  t.match(await target(id, '220202'), { total: '86.00', grade: 'good', rank: null, outcome: 'scored' })
  t.same(await ranks(id), [
    [1, '220203', '90.00', 'excellent'],
    [2, '220202', '86.00', 'good'],
    [3, '220204', '60.50', 'qualified']
  ])
  t.same(await ranks(id, county), [], 'the ranking is not published')
  await step(id, 'publish')
  t.equal((await target(id, '220202')).rank, 2)
  t.equal((await ranks(id, of('220221'))).length, 3, 'everybody within the unit')
  t.match(ok(await read(id, of('220221'))), { state: 'published' })
  t.equal((await read(id, of('2201'))).status, 404)
  t.match(await step(id, 'close'), { state: 'closed', actions: [] })
  t.same(
    (await noted(service, id)).map(({ action }) => action.split('.')[1]),
    [
      ...['made', 'opened', ...Array(6).fill('value-changed'), 'verification-begun', 'value-changed'],
      ...['scored', 'published', 'closed']
    ]
  )
})

t.test('of other units a county sees nothing', async (t) => {
  const id = await made()
  await step(id, 'open')
  ok(await enter(id, '220203', 'policy', { value: '30' }))
  const listed = ok(await call('GET', `${url}/${id}/targets`, { as: county }))
  t.same(
    listed.items.map(({ unitCode }: { unitCode: string }) => unitCode),
    ['220202']
  )
  const other = await call('GET', `${url}/${id}/targets/220203`, { as: county })
  t.match(other, { status: 404, body: { code: 'evaluation-target-not-found' } })
  t.equal((await enter(id, '220203', 'policy', { value: '1' }, county)).status, 404)
  const own = ok(await call('GET', `${url}?targetCode=220202`, { as: county }))
  t.ok(own.items.some((one: { id: string }) => one.id === id))
  t.equal((await call('GET', `${url}?targetCode=220203`, { as: county })).status, 404)
  t.same(ok(await call('GET', url, { as: county })).items, [], 'it carries out none itself')
})

t.test('an objection is decided, and what was scored is scored again', async (t) => {
  const id = await made()
  await step(id, 'open')
  for (const unit of counties) ok(await enter(id, unit, 'work', { value: '30' }))
  for (const unit of counties) ok(await enter(id, unit, 'policy', { value: '40' }))
  await step(id, 'verify')
  await step(id, 'score')
  const at = `${url}/${id}/targets/220202/objections`
  const objection = { item: 'work', text: '第三季度未计入。' }
  t.match(ok(await call('POST', at, { as: county, body: objection })), {
    openObjections: 1,
    objections: [{ n: 1, ...objection, outcome: null }]
  })
  t.match(await call('POST', `${url}/${id}/publish`, { as: city }), {
    status: 409,
    body: { code: 'evaluation-objections-open' }
  })
  const decision = { outcome: 'upheld', reason: '补计第三季度。', value: '45' }
  const decide = () => call('POST', `${at}/1/decide`, { as: city, body: decision })
  const answers = await Promise.all([decide(), decide()])
  t.same(statuses(answers), [200, 409])
  t.match(await target(id, '220202', city), {
    ...{
      total: '85.00',
      rank: 1,
      openObjections: 0,
      objections: [{ outcome: 'upheld', decidedBy: city.sub }]
    },
    values: [
      {},
      { self: { value: '30' }, verified: { value: '45', reason: decision.reason }, score: '45.00' }
    ]
  })
  await step(id, 'publish')
})

t.test('a veto makes a unit unqualified and takes its rank; the total stays', async (t) => {
  const id = await made({ targets: { unitCodes: [...counties, '220211'] } })
  await step(id, 'open')
  for (const unit of [...counties, '220211']) {
    ok(await enter(id, unit, 'work', { value: unit === '220202' ? '60' : '30' }))
  }
  await step(id, 'verify')
  await step(id, 'score')
  t.equal((await target(id, '220202', city)).rank, 1)
  const veto = { reason: '佐证材料弄虚作假。', clauseId: 'jilin-2019-12:3.4' }
  const answer = await call('POST', `${url}/${id}/targets/220202/veto`, { as: city, body: veto })
  t.match(ok(answer), {
    grade: 'unqualified',
    outcome: 'vetoed',
    total: '100.00',
    rank: null,
    vetoClause: veto.clauseId
  })
  t.same(
    (await ranks(id)).map(([rank]: unknown[]) => rank),
    [1, 1, 1]
  )
  await step(id, 'score')
  t.match(await target(id, '220202', city), { outcome: 'vetoed', grade: 'unqualified' }, 'it stays')
})

t.test('a unit that evaluates itself first assesses, then verifies, and has no rank', async (t) => {
  const setId = await published({ levels: ['city'] })
  const id = await made({ setId, targets: { self: true } })
  await step(id, 'open')
  ok(await enter(id, '2202', 'work', { value: '60' }))
  await step(id, 'verify')
  ok(await enter(id, '2202', 'policy', { value: '20' }))
  await step(id, 'score')
  t.match(await target(id, '2202'), { isSelf: true, total: '80.00', grade: 'good', rank: null })
  t.same(await ranks(id), [])
})

t.test('too little data gives no grade; two units are not ranked', async (t) => {
  const id = await made({ targets: { unitCodes: counties.slice(0, 2) } })
  await step(id, 'open')
  ok(await enter(id, '220202', 'policy', { value: '40' }))
  ok(await enter(id, '220203', 'work', { value: '60' }))
  await step(id, 'verify')
  await step(id, 'score')
  t.match(await target(id, '220202', city), {
    ...{ total: '100.00', applicable: '40.00', outcome: 'too-little-data', grade: null }
  })
  t.match(await target(id, '220203', city), { total: '100.00', applicable: '60.00', grade: 'excellent' })
  t.same(await ranks(id), [])
})

t.test('groups are ranked each by itself', async (t) => {
  const groups = [
    { code: 'east', name: '东部', unitCodes: counties },
    { code: 'west', name: '西部', unitCodes: ['220211', '220221', '220281'] }
  ]
  const setId = await published({ groups })
  const id = await made({ setId, targets: { withinCode: '2202', level: 'county' } })
  await step(id, 'open')
  for (const { unitCodes } of groups) {
    for (const [n, unit] of unitCodes.entries()) ok(await enter(id, unit, 'work', { value: `${60 - n}` }))
  }
  await step(id, 'verify')
  await step(id, 'score')
  const listed = ok(await call('GET', `${url}/${id}/ranking`, { as: city }))
  t.same(
    listed.items.map(({ groupCode, rank }: Record<string, unknown>) => [groupCode, rank]),
    groups.flatMap(({ code }) => [1, 2, 3].map((rank) => [code, rank]))
  )
})

t.test('refused, and nothing written', async (t) => {
  const items = [
    points('policy', '40', { evidenceRequired: true }),
    points('work', '30'),
    points('checked', '20', { by: 'superior' }),
    points('cases', '10', {
      unitOfMeasure: 'count',
      method: 'deduct',
      full: undefined,
      zero: undefined,
      perCase: '1'
    })
  ]
  const setId = await published({ items })
  const draft = await published({ levels: ['township'] })
  const [id, verified] = [await made({ setId }), await made({ setId })]
  await step(id, 'open')
  await step(verified, 'open')
  ok(await enter(verified, '220202', 'work', { value: '10' }))
  await step(verified, 'verify')
  const value = (item: string, body: object, evaluationId = id) => ({
    ...{ method: 'PUT' as const, headers: { 'if-match': '*' }, as: county, body },
    url: `${url}/${evaluationId}/targets/220202/values/${item}`
  })
  const body = (more: object) => ({ body: evaluation(setId, more) })
  await refused(
    t,
    service,
    { method: 'POST', url, as: city },
    {
      'a set for other levels': {
        body: evaluation(draft),
        is: [422, 'evaluation-level', '/targets/unitCodes/0']
      },
      'no such set': {
        body: evaluation('01900000-0000-7000-8000-000000000000'),
        is: [422, 'indicator-set-unusable', '/setId']
      },
      'not below': {
        ...body({ targets: { unitCodes: ['220102'] } }),
        is: [422, 'evaluation-not-below', '/targets/unitCodes/0']
      },
      'itself by its code': {
        ...body({ targets: { unitCodes: ['2202'] } }),
        is: [422, 'evaluation-not-below', '/targets/unitCodes/0']
      },
      'nobody there': {
        ...body({ targets: { withinCode: '220202', level: 'city' } }),
        is: [422, 'evaluation-no-targets', '/targets']
      },
      'a period of another year': { ...body({ to: '2027-01-01' }), is: [422, 'evaluation-period', '/to'] },
      'self-assessment in the past': {
        ...body({ selfBy: '2026-03-01' }),
        is: [422, 'evaluation-days', '/selfBy']
      },
      'by a unit below': { ...body({}), as: county, is: [404, 'not-found', '/unitCode'] },
      'without the role': { ...body({}), as: of('2202', ['viewer']), is: [403, 'role-missing'] },
      'opened by the target': { url: `${url}/${id}/open`, as: county, is: [404, 'evaluation-not-found'] },
      'scored before the verification': { url: `${url}/${id}/score`, is: [409, 'evaluation-step'] },
      'no such item': { ...value('none', { value: '1' }), is: [404, 'evaluation-item-unknown', '{item}'] },
      'without evidence': {
        ...value('policy', { value: '1' }),
        is: [422, 'evaluation-evidence-missing', '/evidence']
      },
      'more than the weight': {
        ...value('work', { value: '30.01' }),
        is: [422, 'value-outside-measure', '/value']
      },
      'less than nothing': {
        ...value('work', { value: '-1' }),
        is: [422, 'value-outside-measure', '/value']
      },
      'half a case': { ...value('cases', { value: '0.5' }), is: [422, 'value-outside-measure', '/value'] },
      'an item of the superior': {
        ...value('checked', { value: '1' }),
        is: [422, 'evaluation-item-by', '{item}']
      },
      'verified during the self-assessment': {
        ...value('work', { value: '1' }),
        as: city,
        is: [409, 'evaluation-value-step']
      },
      'changed without a reason': {
        ...value('work', { value: '9' }, verified),
        as: city,
        is: [422, 'evaluation-reason-missing', '/reason']
      },
      'evidence of nobody': {
        ...value('policy', { value: '1', evidence: ['01900000-0000-7000-8000-000000000000'] }),
        is: [422, 'attachment-unknown', '/evidence/0']
      },
      'an objection from above': {
        url: `${url}/${verified}/targets/220202/objections`,
        body: { item: 'work', text: 'x' },
        is: [403, 'evaluation-of-target']
      },
      'no such objection': {
        url: `${url}/${verified}/targets/220202/objections/1/decide`,
        body: { outcome: 'dismissed', reason: 'x' },
        is: [404, 'evaluation-objection-not-found', '{n}']
      },
      'a veto before scores': {
        url: `${url}/${verified}/targets/220202/veto`,
        body: { reason: 'x' },
        is: [409, 'evaluation-value-step']
      }
    }
  )
  t.match(ok(await enter(verified, '220202', 'checked', { value: '20' }, province)).values[2], {
    verified: { value: '20' }
  })
  t.equal((await call('GET', `${url}/${id}`, { as: beside })).status, 200)
})

t.test('twice at the same time: opened once', async (t) => {
  const id = await made()
  const open = () => call('POST', `${url}/${id}/open`, { as: city })
  t.same(statuses(await Promise.all([open(), open()])), [200, 409])
})
