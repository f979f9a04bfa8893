import t from 'tap'
import type { Person } from '../../support/service.ts'
import { testService } from '../../support/service.ts'

const service = await testService(t)
const { call, clock, seal } = service
const auditor = (unit: string): Person => ({ unit, roles: ['auditor'], sub: `auditor-${unit}` })

// Three lines on three days, by two people, in three places of the tree.
const deeds: [unit: string, person: Person, day: string][] = [
  ['220102', { unit: '22', roles: ['admin'], sub: 'zhang' }, '2026-03-02'],
  ['220102001', { unit: '2201', roles: ['admin'], sub: 'li' }, '2026-03-03'],
  ['220202', { unit: '22', roles: ['admin'], sub: 'zhang' }, '2026-03-04']
]
for (const [unit, as, day] of deeds) {
  clock.now = new Date(`${day}T23:30:00+08:00`)
  const change = { as, body: { principal: `主任 ${unit}` }, headers: { 'if-match': '"1"' } }
  const { status } = await call('PATCH', `/v1/units/${unit}`, change)
  if (status !== 200) throw new Error(`the change of ${unit} was answered ${status}`)
}

const subjects = async (query: string, as = auditor('22')) => {
  const { status, body } = await call('GET', `/v1/audit?${query}`, { as })
  return status === 200 ? body.items.map((line: { subject: { id: string } }) => line.subject.id) : body.code
}

t.test('the latest comes first', async (t) => {
  t.same(await subjects(''), ['220202', '220102001', '220102', '22'])
  const { body } = await call('GET', '/v1/audit?limit=1', { as: auditor('22') })
  t.match(body.items[0], {
    actor: { sub: 'zhang', name: 'zhang', unitCode: '22' },
    action: 'unit.changed',
    subject: { kind: 'unit', id: '220202' },
    unitCode: '220202',
    at: '2026-03-04T23:30:00+08:00',
    requestId: /^[0-9a-f-]{36}$/,
    details: { after: { principal: '主任 220202' } }
  })
  t.equal(body.items[0].path, undefined)
  t.equal(body.items[0].mac, undefined)
})

t.test('filters', async (t) => {
  t.same(await subjects('subject=220102'), ['220102'])
  t.same(await subjects('actor=zhang'), ['220202', '220102'])
  t.same(await subjects('actor=zhang&subject=220102001'), [])
  t.same(
    await subjects('from=2026-03-03&to=2026-03-03'),
    ['220102001'],
    'days of Asia/Shanghai, both included'
  )
  t.same(await subjects('from=2026-03-04'), ['220202'])
  t.same(await subjects('to=2026-03-02'), ['220102', '22'])
  t.same(await subjects('within=2201'), ['220102001', '220102'])
  t.same(await subjects('within=220102001'), ['220102001'])
})

t.test('filters that do not fit are refused', async (t) => {
  for (const query of ['from=2026-02-30', 'to=yesterday', 'subject=', 'kind=unit', 'within=x', 'limit=0']) {
    const { status, body } = await call('GET', `/v1/audit?${query}`, { as: auditor('22') })
    t.match({ status, body }, { status: 400, body: { code: 'validation-failed' } }, query)
    t.match(body.errors, [{ pointer: `?${query.split('=', 1)[0]}` }], query)
  }
})

t.test('pages', async (t) => {
  const seen: string[] = []
  let url: string | undefined = '/v1/audit?limit=3&count=true'
  let pages = 0
  while (url !== undefined) {
    const { body, headers } = await call('GET', url, { as: auditor('22') })
    seen.push(...body.items.map((line: { subject: { id: string } }) => line.subject.id))
    t.equal(body.total, 4)
    url = /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    t.equal(url === undefined, body.nextCursor === null)
    pages += 1
  }
  t.equal(pages, 2)
  t.same(seen, ['220202', '220102001', '220102', '22'])
})

t.test('an auditor sees what happened within the own unit', async (t) => {
  t.same(await subjects('', auditor('2201')), ['220102001', '220102'])
  t.same(await subjects('', auditor('220102')), ['220102001', '220102'])
  t.same(await subjects('', auditor('220102001')), ['220102001'])
  t.same(await subjects('', auditor('2202')), ['220202'])
  t.same(await subjects('', auditor('2203')), [])
  t.same(await subjects('subject=220202', auditor('2201')), [])
  t.same(await subjects('within=2202', auditor('2201')), 'not-found')
  t.same(await subjects('within=22', auditor('2201')), 'not-found', 'not above either')
  t.same(await subjects('within=9999', auditor('2201')), 'not-found')
  const { body } = await call('GET', '/v1/audit?count=true', { as: auditor('2203') })
  t.equal(body.total, 0)
})

t.test('as a table', async (t) => {
  const asCsv = { as: auditor('2201'), headers: { accept: 'text/csv' } }
  const { status, headers, text } = await call('GET', '/v1/audit', asCsv)
  t.match({ status, type: headers['content-type'] }, { status: 200, type: 'text/csv; charset=utf-8' })
  const lines = text.split('\n')
  t.match(
    lines[0],
    /^\ufeffid,at,actorSub,actorName,actorUnit,action,subjectKind,subjectId,unitCode,requestId,details$/
  )
  t.equal(lines.length, 4, 'the header, two lines, and the end of the last')
  t.match(lines[1], /,li,li,2201,unit\.changed,unit,220102001,220102001,/)
  t.match(lines[1], /"\{.*""principal"":""主任 220102001"".*\}"$/)
})

t.test('only for auditors and administrators', async (t) => {
  for (const path of ['/v1/audit', '/v1/audit/verification']) {
    const viewer: Person = { unit: '22', roles: ['planner', 'leader', 'inspector'] }
    t.match(await call('GET', path, { as: viewer }), { status: 403, body: { code: 'role-missing' } }, path)
  }
})

t.test('verification is for the unit at the top', async (t) => {
  await seal()
  const { status, body } = await call('GET', '/v1/audit/verification', { as: auditor('22') })
  t.match({ status, body }, { status: 200, body: { valid: true, complete: true, waiting: 0, trouble: null } })
  t.equal(body.checkedLines, 4)
  const noted = `after=${body.throughSeal}&hash=${body.throughHash}`
  const again = await call('GET', `/v1/audit/verification?${noted}`, { as: auditor('22') })
  t.match(again.body, { valid: true, checkedLines: 0, throughSeal: body.throughSeal })
  const other = await call('GET', `/v1/audit/verification?after=1&hash=${'0'.repeat(64)}`, {
    as: auditor('22')
  })
  t.match(other.body, { valid: false, trouble: { code: 'seal-changed', seal: 1 } })
  for (const unit of ['2201', '220102', '220102001']) {
    const refused = await call('GET', '/v1/audit/verification', { as: auditor(unit) })
    t.match(refused, { status: 403, body: { code: 'top-unit-only' } }, unit)
  }
})
