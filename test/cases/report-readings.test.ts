import { sql } from 'kysely'
import t from 'tap'
import { appeal, auditor, casesOf, officer, report } from '../examples/case.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, database, clock } = service
const { submit } = casesOf(service)
const { id: appealId } = ok(await submit({ ...appeal, unitCode: '220202' }))

/** A report on the city 2201 that a county of another city handles. */
const made = async (more: object = {}) =>
  ok(await submit({ ...report, unitCode: '220202', ...more })).id as string
const readings = async (as: Person, query = '') =>
  ok(await call('GET', `/v1/report-readings?count=true${query}`, { as })) as {
    items: { caseId: string; readerSub: string; way: string }[]
    total: number
  }
const ofCase = async (id: string, unit = '2202') =>
  (await readings(auditor(unit), `&caseId=${id}`)).items.map(({ way, readerSub }) => `${way} ${readerSub}`)

t.test('opening a report leaves a line, which the auditor of a unit above reads', async (t) => {
  const id = await made()
  const who = officer('220202')
  ok(await call('GET', `/v1/cases/${id}`, { as: who }))
  const { items } = await readings(auditor('2202'), `&caseId=${id}`)
  clock.now = new Date('2026-03-02T01:00:01Z')
  const { number } = ok(await call('GET', `/v1/cases/${id}`, { as: officer('22') }))
  t.match(items, [
    {
      ...{ caseId: id, caseNumber: number, unitCode: '220202', way: 'record' },
      ...{ readerSub: who.sub, readerUnitCode: '220202', readAt: /^2026-/ }
    }
  ])
  t.same(await ofCase(id, '22'), [`record ${officer('22').sub}`, `record ${who.sub}`], 'latest first')
})

t.test('a page and a download leave a line for each report on them, an appeal never', async (t) => {
  const ids = [await made(), await made()]
  const as = officer('220202', 'lists')
  ok(await call('GET', '/v1/cases?limit=200', { as }))
  ok(await call('GET', '/v1/cases?kind=appeal&limit=200', { as }))
  ok(await call('GET', '/v1/cases?kind=report', { as, headers: { accept: 'text/csv' } }))
  ok(await call('GET', `/v1/cases/${appealId}`, { as }))
  for (const id of ids) t.same((await ofCase(id)).toSorted(), [`download ${as.sub}`, `list ${as.sub}`])
  t.same(await ofCase(appealId), [])
  ok(await call('GET', `/v1/cases?limit=1&q=${encodeURIComponent('无此文字')}`, { as }))
  t.equal((await readings(auditor('2202'), `&reader=${encodeURIComponent(as.sub as string)}`)).total, 6)
})

t.test('not for the people who handle it, nor for the accused; and not in the trail', async (t) => {
  const id = await made()
  const above = await made({ unitCode: '22' })
  for (const one of [id, above]) ok(await call('GET', `/v1/cases/${one}`, { as: officer('22', 'curious') }))
  for (const unit of ['220202', '2201', '220102', '2203']) t.same(await ofCase(id, unit), [], unit)
  t.same(await ofCase(above, '2202'), [])
  t.same(await ofCase(above, '22'), ['record curious'], 'nobody stands above the top')
  t.equal((await readings(auditor('2201'))).total, 0)
  for (const as of [officer('2202'), { unit: '2202', roles: ['viewer', 'admin'] } as Person]) {
    t.match(await call('GET', '/v1/report-readings', { as }), { status: 403, body: { code: 'role-missing' } })
  }
  t.match(await call('GET', '/v1/report-readings', { as: { unit: '*', roles: ['auditor'] } }), {
    status: 404
  })
  const trail = await call('GET', '/v1/audit?limit=200', { as: auditor('22') })
  t.notMatch(trail.text, 'curious')
})

t.test('the text before a correction leaves a line, where the trail shows it', async (t) => {
  const id = await made()
  const version = (one: { headers: Record<string, string | undefined> }) => ({
    'if-match': one.headers.etag as string
  })
  const read = await call('GET', `/v1/cases/${id}`, { as: officer('220202', 'writer') })
  const body = { summary: '检举内容（更正）' }
  ok(
    await call('PATCH', `/v1/cases/${id}`, { as: officer('220202', 'writer'), body, headers: version(read) })
  )
  const before = await ofCase(id)
  const csv = { accept: 'text/csv' }
  const timeline = `/v1/cases/${id}/timeline`
  t.match((await call('GET', timeline, { as: officer('220202', 'a') })).text, report.summary)
  t.notMatch((await call('GET', timeline, { as: officer('220202', 'b'), headers: csv })).text, report.summary)
  const trail = `/v1/audit?subject=${id}`
  const reader = (sub: string) => ({ ...auditor('220202'), sub })
  t.match((await call('GET', trail, { as: reader('c') })).text, report.summary)
  t.match((await call('GET', trail, { as: reader('d'), headers: csv })).text, report.summary)
  t.same((await ofCase(id)).toSorted(), [...before, 'download d', 'list a', 'list c'].toSorted())
  ok(await call('GET', `/v1/audit?subject=${await made()}`, { as: reader('e') }))
  ok(await call('GET', `/v1/cases/${await made()}/timeline`, { as: reader('e') }))
  t.equal((await readings(auditor('2202'), '&reader=e')).total, 0, 'where no text is shown there is none')
})

t.test('by days, pages and as a table', async (t) => {
  const id = await made()
  clock.now = new Date('2026-03-04T01:00:00Z')
  ok(await call('GET', `/v1/cases/${id}`, { as: officer('220202', 'later') }))
  const as = auditor('2202')
  t.equal((await readings(as, '&from=2026-03-04&to=2026-03-04')).total, 1)
  t.equal((await readings(as, '&from=2026-03-05')).total, 0)
  const all = (await readings(as, '&limit=200')).items
  const seen = []
  let url: string | undefined = '/v1/report-readings?limit=3'
  while (url !== undefined) {
    const page = ok(await call('GET', url, { as }))
    seen.push(...page.items)
    url = page.nextCursor === null ? undefined : `/v1/report-readings?limit=3&cursor=${page.nextCursor}`
  }
  t.same(seen, all)
  const csv = await call('GET', '/v1/report-readings', { as, headers: { accept: 'text/csv' } })
  t.match(csv.text, /readAt,way/)
  t.match(await call('GET', '/v1/report-readings?within=2201', { as }), { status: 404 })
})

t.test('the role of the service can add lines, and neither change nor delete them', async (t) => {
  const { db } = database
  for (const change of [sql`delete from report_reading`, sql`update report_reading set sub = 'other'`]) {
    await t.rejects(change.execute(db), /permission denied/)
  }
})
