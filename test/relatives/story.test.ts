import t from 'tap'
import { makeProgramme, rosterOf } from '../examples/batch.ts'
import { of } from '../examples/relatives.ts'
import * as month from '../examples/relatives-month.ts'
import { type Answer, ok, type Person, testService } from '../support/service.ts'

/**
 * A county with 2,000 filers, 30,000 households and 60,000 members, over HTTP: the city compares its ties, and
 * every exception is what somebody finds with card indexes.
 */
const { city, here, programme, filers, ties } = month
const service = await testService(t, { jobs: true })
const { call, clock, ended } = service
await makeProgramme(service, programme)
const county = of(here, ['fund-officer', 'leader', 'viewer'])
const inspector: Person = { unit: city, roles: ['inspector', 'leader', 'viewer'], sub: 'inspector' }

const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}
const csv = (head: string, lines: readonly string[]) => [head, ...lines, ''].join('\n')

async function send(method: 'POST' | 'PUT', url: string, raw: string, as = county): Promise<Answer['body']> {
  const begun = performance.now()
  const taken = ok(await call(method, url, { as, raw, type: 'text/csv' }))
  t.comment(`${url}: ${Math.round(performance.now() - begun)} ms`)
  return taken
}

/** Every line of a list, page by page. */
async function all(url: string, as: Person): Promise<Answer['body'][]> {
  const items: Answer['body'][] = []
  for (let cursor = ''; ; ) {
    const page = ok(await call('GET', `${url}limit=200${cursor}`, { as }))
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = `&cursor=${page.nextCursor}`
  }
}

/** A month's roster; where the members are known, those of each household too. */
async function rosterFor(period: string, households: readonly month.Household[], hasMembers = true) {
  const body = { programme, unitCode: here, period }
  const { id } = ok(await call('POST', '/v1/disbursements', { as: county, body }))
  const lines = households.map(
    ({ no, village, fen, head }) => `${no},${village},${Number(fen) / 100},,${head}`
  )
  const { lines: taken } = await send('PUT', `/v1/disbursements/${id}/roster`, rosterOf(...lines))
  if (!hasMembers) return taken
  const members = households.flatMap(({ no, members: two }) => two.map((number) => `${no},${number}`))
  return send('PUT', `/v1/disbursements/${id}/members`, csv('recipientNo,idNumber', members))
}

const file = (filings: readonly month.Filing[]) => {
  const lines = filings.map(({ filer, relative, relation, no, village }) =>
    [filer.number, relation, programme, no, village, relative].join()
  )
  const head = 'filerIdNumber,relation,programme,recipientNo,villageCode,idNumber'
  return send('POST', '/v1/relative-filings/import', csv(head, lines))
}

/** A check by the city, which an operation makes. */
async function check(period: string): Promise<Answer['body']> {
  const begun = performance.now()
  const body = { unitCode: here, programme, period }
  const { status, body: operation } = await call('POST', '/v1/relative-checks', { as: inspector, body })
  t.equal(status, 202, 'more than 50,000 lines')
  const { state, result, problem } = (await ended(operation.id)).body
  if (state !== 'succeeded') throw new Error(JSON.stringify(problem))
  t.comment(`check of ${period}: ${Math.round(performance.now() - begun)} ms`)
  return ok(await call('GET', `/v1/relative-checks/${result.checkId}`, { as: inspector }))
}

const textOf = ({ type, reason, unit, name, no, relation }: month.Found) =>
  [type, reason, unit, name, no, relation].join()

async function exceptionsOf({ id }: { id: string }): Promise<string[]> {
  const items = await all(`/v1/relative-checks/${id}/exceptions?`, inspector)
  return items.map(({ type, reason, unitCode, filerName, recipientNo, relation }) =>
    [type, reason, unitCode, filerName, recipientNo, relation].join()
  )
}

/** Compares a check with the reckoning, in its numbers and one by one. */
async function isReckoned(t: Tap, made: Answer['body'], by: month.Reckoned): Promise<void> {
  const { owed: owedPairs, recipients: owedRecipients, matched, running, found } = by
  t.match(made, {
    state: 'done',
    missing: [],
    totals: { filers: month.FILERS, owedPairs, owedRecipients, matched, running },
    filingRate: rate(matched, owedPairs)
  })
  const types = Object.keys(made.exceptions)
  const counted = types.map((type) => [type, found.filter((one) => one.type === type).length])
  t.strictSame(made.exceptions, Object.fromEntries(counted))
  const listed = await exceptionsOf(made)
  t.strictSame(listed.toSorted(), found.map(textOf).toSorted(), `${listed.length} exceptions`)
}

type Tap = Pick<typeof t, 'match' | 'strictSame'>

/** Four decimals, half up. */
function rate(part: number, whole: number): string {
  return (Math.floor((part * 20_000 + whole) / (2 * whole)) / 10_000).toFixed(4)
}

const declared = new Set(filers.slice(100, 110))
const registered = new Set<month.Filing>()
const may: { id: string; reckoned: month.Reckoned } = { id: '', reckoned: {} as month.Reckoned }

t.test('April: the county imports its filers and files what they said', async (t) => {
  at('2026-04-15')
  const lines = filers.map(({ unit, name, number }) => {
    const kind = unit === here ? 'assistance-staff' : 'committee-member'
    return [unit, name, kind, '委员', number, '2024-01-01'].join()
  })
  const head = 'unitCode,name,kind,post,idNumber,since'
  t.match(await send('POST', '/v1/filers/import', csv(head, lines)), { created: 2000 })
  await rosterFor('2026-04', month.inApril, false)
  at('2026-04-20')
  t.match(await file(month.filedFirst), { created: month.filedFirst.length, late: 0 })
  const ids = new Map((await all('/v1/filers?', county)).map(({ name, id }) => [name, id]))
  t.equal(ids.size, 2000, 'the list has all of them')
  for (const { name } of declared) {
    const body = { declaredOn: '2026-04-20', relatives: 1 }
    const url = `/v1/filers/${ids.get(name)}`
    const headers = { 'if-match': String((await call('GET', url, { as: county })).headers.etag) }
    ok(await call('PUT', `${url}/declarations/2026`, { as: county, body, headers }))
  }
  for (const filing of month.filedFirst.slice(0, 5)) {
    const [one] = await filingsNamed(filing, ids.get(filing.filer.name))
    for (const level of ['village', 'township', 'county']) {
      const body = { level, onBehalf: level !== 'county' }
      ok(await call('POST', `/v1/relative-filings/${one.id}/register`, { as: county, body }))
    }
    registered.add(filing)
  }
})

async function filingsNamed({ no }: month.Filing, filerId: string): Promise<Answer['body'][]> {
  const items = await all(`/v1/relative-filings?filerId=${filerId}&`, county)
  return items.filter(({ recipientNo }) => recipientNo === no)
}

t.test('June: the city compares the month of May', async (t) => {
  at('2026-06-02')
  const members = await rosterFor('2026-05', month.inMay)
  t.match(members, { households: month.inMay.length, members: 2 * month.inMay.length })
  const lines = ties.map(({ filer, relative, relation, source }) =>
    [filer.number, relative, relation, source].join()
  )
  const head = 'filerIdNumber,relativeIdNumber,relation,source'
  const taken = await send('PUT', `/v1/units/${city}/relative-ties`, csv(head, lines), inspector)
  t.match(taken, { ties: 5000, filers: 2000, added: 5000 })
  may.reckoned = month.reckon({ month: 'may', filings: month.filedFirst, registered, declared })
  const made = await check('2026-05')
  may.id = made.id
  await isReckoned(t, made, may.reckoned)
  for (const type of ['unfiled', 'short', 'false', 'unregistered', 'undeclared', 'no-filing-unit'])
    t.ok(made.exceptions[type] > 20, `${made.exceptions[type]} ${type}`)
  t.ok(made.totals.running > 20, `${made.totals.running} terms still run`)
  t.equal((await call('GET', `/v1/relative-checks/${made.id}`, { as: county })).status, 404)
})

t.test('findings for what was not filed: one for each type and unit', async (t) => {
  const types = ['unfiled', 'short']
  const body = { types, severity: 'serious', rectifyBy: '2026-06-20' }
  const url = `/v1/relative-checks/${may.id}/findings`
  const { items } = ok(await call('POST', url, { as: inspector, body }))
  const places = may.reckoned.found.filter(({ type }) => types.includes(type))
  t.equal(items.length, new Set(places.map(({ type, unit }) => `${type} ${unit}`)).size)
  for (const { text } of items) t.notMatch(text, /人员|R\d/, 'no person and no recipient')
})

t.test('July: what the county filed since shows in the check of June, and when it was filed', async (t) => {
  at('2026-06-15')
  const missing = may.reckoned.found.filter(({ type }) => type === 'unfiled' || type === 'short')
  const later = month.filedLater(missing)
  const late = later.filter(({ isLate }) => isLate).length
  t.match(await file(later), { created: missing.length })
  const isKept = (filing: month.Filing) => !month.isInvented(filing)
  const invented = (await all('/v1/relative-filings?', county)).filter(({ recipientNo }) =>
    /^X/.test(recipientNo)
  )
  for (const { id } of invented) {
    const body = { on: '2026-06-15', reason: 'entered-in-error' }
    ok(await call('POST', `/v1/relative-filings/${id}/end`, { as: county, body }))
  }
  at('2026-07-02')
  await rosterFor('2026-06', month.inMay)
  const filings = [...month.filedFirst.filter(isKept), ...later]
  const reckoned = month.reckon({ month: 'june', filings, registered, declared })
  const made = await check('2026-06')
  await isReckoned(t, made, reckoned)
  t.match(made.totals, { matched: may.reckoned.matched + missing.length, filings: filings.length })
  t.equal(made.exceptions.late, late)
  const young = reckoned.found.filter(({ type }) => type === 'unfiled' || type === 'short')
  t.ok(young.length > 20, `${young.length} pairs whose term ran out since`)
  t.ok(made.exceptions.stale > 20, `${made.exceptions.stale} left the programme`)
  t.same(
    ok(await call('GET', `/v1/relative-checks/${may.id}`, { as: inspector })).exceptions.late,
    0,
    'the check of May stays'
  )
})
