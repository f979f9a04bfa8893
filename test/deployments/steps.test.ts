import t from 'tap'
import {
  city,
  county,
  deploymentsOf,
  finished,
  item,
  planner,
  province,
  township
} from '../examples/deployment.ts'
import { files, upload } from '../examples/files.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { draft, step, issued, report, reported, review, read, lines } = deploymentsOf(service)
const toCities = { unitCodes: [city, '2202'] }
const url = (id: string, name: string) => `/v1/deployments/${id}/${name}`

t.test('refused, and nothing written', async (t) => {
  const items = (...more: object[]) => ({ items: more.map((one) => ({ ...item, ...one })) })
  const body = (more: object) => ({
    body: {
      unitCode: province,
      title: '任务',
      issuedOn: '2026-03-01',
      addressees: toCities,
      ...items({}),
      ...more
    }
  })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/deployments', as: planner(province), ...body({}) },
    {
      'without the role': { as: { unit: province, roles: ['inspector'] }, is: [403, 'role-missing'] },
      'for a unit above': { as: planner(city), is: [404, 'not-found', '/unitCode'] },
      'by the operator': { as: planner('*'), is: [404, 'not-found', '/unitCode'] },
      'dated ahead': {
        ...body({ issuedOn: '2026-03-03' }),
        is: [422, 'deployment-issued-later', '/issuedOn']
      },
      'due before the issue': {
        ...body(items({ dueOn: '2026-02-28' })),
        is: [422, 'deployment-due-before-issue', '/items/0/dueOn']
      },
      'two items with one number': {
        ...body(items({}, { text: '另一项' })),
        is: [422, 'deployment-item-twice', '/items/1/no']
      },
      'a milestone without a measure': {
        ...body({
          items: [
            { no: 1, text: '任务', dueOn: '2026-06-30', milestones: [{ dueOn: '2026-05-01', target: 1 }] }
          ]
        }),
        is: [422, 'deployment-milestones', '/items/0/milestones/0']
      },
      'a milestone after the last day': {
        ...body(items({ milestones: [{ dueOn: '2026-07-01', target: 1 }] })),
        is: [422, 'deployment-milestones', '/items/0/milestones/0']
      },
      'milestones that fall': {
        ...body(
          items({
            milestones: [
              { dueOn: '2026-04-01', target: 60 },
              { dueOn: '2026-05-01', target: 50 }
            ]
          })
        ),
        is: [422, 'deployment-milestones', '/items/0/milestones/1']
      },
      'a milestone beyond the target': {
        ...body(items({ milestones: [{ dueOn: '2026-04-01', target: 101 }] })),
        is: [422, 'deployment-milestones', '/items/0/milestones/0']
      },
      'to itself': {
        ...body({ addressees: { unitCodes: [province] } }),
        is: [422, 'deployment-addressee-unknown', '/addressees/unitCodes/0']
      },
      'to a unit twice': {
        ...body({ addressees: { unitCodes: [city, city] } }),
        is: [422, 'deployment-addressee-twice', '/addressees/unitCodes/1']
      },
      'to a unit elsewhere': {
        as: planner(city),
        ...body({ unitCode: city, addressees: { unitCodes: ['220202'] } }),
        is: [422, 'deployment-addressee-unknown', '/addressees/unitCodes/0']
      },
      'to a subtree elsewhere': {
        as: planner(city),
        ...body({ unitCode: city, addressees: { withinCode: '2202' } }),
        is: [404, 'not-found', '/addressees/withinCode']
      },
      'passing on what was not issued to it': {
        ...body(items({ parentItem: { deploymentId: nowhere, no: 1 } })),
        is: [422, 'deployment-parent-unknown', '/items/0/parentItem']
      },
      'without items': { ...body({ items: [] }), is: [400, 'validation-failed', '/items'] },
      'with a target of nothing': {
        ...body(items({ measure: { ...item.measure, target: 0 } })),
        is: [400, 'validation-failed', '/items/0/measure/target']
      }
    }
  )
  t.match(await draft({ documentNo: '吉民发〔2026〕9号' }), { status: 201 })
  t.match(await draft({ documentNo: '吉民发〔2026〕9号' }), {
    status: 409,
    body: { code: 'deployment-document-twice' }
  })
})

t.test('drafted, issued, amended, reported on, closed; and recorded', async (t) => {
  const { id } = ok(await draft({ addressees: toCities }))
  t.match(ok(await read(id, province)), {
    state: 'draft',
    addresseeCount: null,
    items: [{ figures: { addressees: 0, progress: null } }],
    actions: ['issue', 'close']
  })
  for (const unit of [city, county]) t.equal((await read(id, unit)).status, 404, 'below nobody sees a draft')
  t.match(await report(id, city), { status: 404, body: { code: 'deployment-not-found' } })
  t.match(await step(id, 'items', province, { reason: '早', items: [item] }), {
    status: 409,
    body: { code: 'deployment-step' }
  })

  const sent = ok(await step(id, 'issue', province))
  t.match(sent, {
    state: 'issued',
    addresseeCount: 2,
    studyBy: '2026-03-16',
    actions: ['amend', 'notice', 'close']
  })
  t.match(ok(await read(id, city)), { addressees: null, actions: ['report'] })
  t.equal((await read(id, county)).status, 404, 'a county below an addressed city is told nothing')
  t.match(await step(id, 'issue', province), { status: 409, body: { code: 'deployment-step' } })
  t.match(await step(id, 'issue', city), { status: 403, body: { code: 'deployment-of-issuer' } })

  const first = await reported(id, city, { state: 'under-way', value: 20 })
  const amended = await step(id, 'items', province, {
    reason: '延期。',
    items: [
      { ...item, dueOn: '2026-09-30' },
      { no: 2, text: '新增事项。', dueOn: '2026-12-31' }
    ]
  })
  t.match(ok(amended), {
    items: [
      { no: 1, dueOn: '2026-09-30', amendment: 1 },
      { no: 2, amendment: 1 }
    ],
    amendments: [{ number: 1, reason: '延期。', items: [1] }]
  })
  t.match(await step(id, 'items', province, { reason: '晚', items: [{ ...item, dueOn: '2026-03-01' }] }), {
    status: 422,
    body: { code: 'deployment-due-passed' }
  })
  t.match(ok(await review(first, 'confirm', province)), { review: 'confirmed', actions: [] })
  t.match(await lines(id, city, '&itemNo=1'), [{ state: 'under-way' }], 'confirmed, but not done')
  ok(await step(id, 'close', province))
  t.match(await report(id, city), { status: 409, body: { code: 'deployment-step' } })
  t.match(
    (await noted(service, id)).map(({ action }) => action),
    [
      'deployment.drafted',
      'deployment.issued',
      'deployment.reported',
      'deployment.amended',
      'deployment.closed'
    ]
  )
  t.match(await noted(service, first), [{ action: 'deployment-report.confirmed', unitCode: city }])
})

t.test('a subtree of one level is addressed as it is on the day of the issue', async (t) => {
  const counties = await issued({ unitCode: city, addressees: { withinCode: city, level: 'county' } })
  const { addresseeCount, addressees } = ok(await read(counties, city))
  t.ok(addresseeCount > 5)
  t.same(addressees, { withinCode: city, level: 'county' })
  const { id } = ok(await draft({ unitCode: '220102001001', addressees: { withinCode: '220102001001' } }))
  t.match(await step(id, 'issue', '220102001001'), {
    status: 422,
    body: { code: 'deployment-addressees-none' }
  })
})

t.test('a report that cannot be right is refused', async (t) => {
  const items = [item, { no: 2, text: '公布电话。', dueOn: '2026-12-31' }]
  const id = await issued({ addressees: toCities, items })
  await refused(
    t,
    service,
    { method: 'POST', url: url(id, 'reports'), as: planner(city), body: finished },
    {
      'without the role': { as: { unit: city, roles: ['inspector'] }, is: [403, 'role-missing'] },
      'by the issuing unit': { as: planner(province), is: [403, 'deployment-of-addressee'] },
      'by a unit that sees nothing of it': { as: planner(county), is: [404, 'deployment-not-found'] },
      'in the name of another one': {
        body: { ...finished, unitCode: '2202' },
        is: [403, 'deployment-of-addressee', '/unitCode']
      },
      'on an item that there is not': {
        body: { ...finished, itemNo: 3 },
        is: [404, 'deployment-item-not-found', '/itemNo']
      },
      'beyond the target': {
        body: { ...finished, value: 101 },
        is: [422, 'deployment-value-over', '/value']
      },
      'without the value': {
        body: { ...finished, value: undefined },
        is: [422, 'deployment-value-missing', '/value']
      },
      'with a value without a measure': {
        body: { ...finished, itemNo: 2 },
        is: [422, 'deployment-value-strange', '/value']
      },
      'studied before the issue': {
        body: { ...finished, studiedOn: '2026-02-28' },
        is: [422, 'deployment-studied-on', '/studiedOn']
      },
      'studied tomorrow': {
        body: { ...finished, studiedOn: '2026-03-03' },
        is: [422, 'deployment-studied-on', '/studiedOn']
      },
      'with a file of somebody else': {
        body: { ...finished, attachmentIds: [nowhere] },
        is: [422, 'attachment-unknown', '/attachmentIds/0']
      },
      'without measures': {
        body: { ...finished, measures: ' ' },
        is: [400, 'validation-failed', '/measures']
      }
    }
  )
  const done = await reported(id, city)
  ok(await review(done, 'confirm', province))
  t.match(await report(id, city), { status: 409, body: { code: 'deployment-item-done' } })
  t.match(await review(done, 'return', province, { reason: '有误' }), {
    status: 409,
    body: { code: 'deployment-report-step' }
  })
})

t.test('files are evidence of a report until it is reviewed, and as visible as it', async (t) => {
  const id = await issued({ addressees: toCities })
  const as = planner(city)
  const photo = ok(await upload(service, '', '台账.jpg', files.jpg, { as }))
  const one = await reported(id, city, { attachmentIds: [photo.id] })
  const see = async (unit: string) =>
    (await call('GET', `/v1/attachments/${photo.id}`, { as: planner(unit) })).status
  t.same([await see(city), await see(province), await see('2202'), await see(county)], [200, 200, 404, 404])
  const to = `?subjectKind=deployment-report&subjectId=${one}`
  t.equal((await upload(service, to, '补充.jpg', files.jpg, { as })).status, 201)
  ok(await review(one, 'confirm', province))
  t.match((await upload(service, to, '再补.jpg', files.jpg, { as })).body, {
    code: 'attachment-subject-closed'
  })
})

t.test('reports of other units are not there', async (t) => {
  const id = await issued({ addressees: { unitCodes: [county, '220103', '2202'] } })
  const one = await reported(id, county)
  const get = async (unit: string) =>
    (await call('GET', `/v1/deployment-reports/${one}`, { as: planner(unit) })).status
  const list = async (unit: string) =>
    ok(await call('GET', url(id, 'reports'), { as: planner(unit) })).items.length
  for (const unit of [county, city, province]) t.same([await get(unit), await list(unit)], [200, 1], unit)
  for (const unit of ['220103', '2202']) t.same([await get(unit), await list(unit)], [404, 0], unit)
  t.equal(await get(township), 404)
  t.match(await review(one, 'confirm', city), { status: 403, body: { code: 'deployment-of-issuer' } })
  t.match(await review(one, 'confirm', '2202'), {
    status: 404,
    body: { code: 'deployment-report-not-found' }
  })
  t.equal((await lines(id, city)).length, 2, 'the city between sees its own counties')
  const seen = ok(await read(id, '2202'))
  t.equal(seen.items[0].figures.claimed, 0)
  t.same(seen.updatedAt, ok(await read(id, province)).updatedAt, 'no report moves the time of the deployment')
})

t.test('twice at the same time', async (t) => {
  const { id } = ok(await draft({ addressees: toCities }))
  const together = async (all: ReturnType<typeof step>[]) => statuses(await Promise.all(all))
  t.same(await together([1, 2].map(() => step(id, 'issue', province))), [200, 409])
  const one = await reported(id, city)
  const both = ['confirm', 'return'].map((name) =>
    review(one, name as 'confirm', province, name === 'return' ? { reason: '重复' } : undefined)
  )
  t.same(await together(both), [200, 409])
  t.same(await together([1, 2].map(() => report(id, '2202'))), [201, 201], 'every report is kept')
})

t.test('lists have what a unit issues and what is issued to it', async (t) => {
  const toCounty = await issued({ title: '给县区的任务', addressees: { unitCodes: [county] } })
  const list = async (unit: string, query = '') =>
    ok(await call('GET', `/v1/deployments?limit=200${query}`, { as: planner(unit) })).items.map(
      ({ id }: { id: string }) => id
    )
  for (const unit of [province, city, county]) t.ok((await list(unit)).includes(toCounty), unit)
  for (const unit of ['2202', '220103', township]) t.notOk((await list(unit)).includes(toCounty), unit)
  t.same(await list(province, `&q=${encodeURIComponent('给县区的任务')}`), [toCounty])
  t.same(await list('2202', '&state=draft'), [])
  t.ok((await list(province, `&within=${county}`)).includes(toCounty))
  t.match(await call('GET', `/v1/deployments?within=2202`, { as: planner(city) }), { status: 404 })
})
