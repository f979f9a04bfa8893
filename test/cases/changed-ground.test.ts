import t from 'tap'
import { casesOf, clerk, inShort } from '../examples/case.ts'
import { testService } from '../support/service.ts'

// A case is taken in by what was known of its unit a moment ago. Whatever has changed since must count all the
// same: each change here comes between two cases of the same unit.
const service = await testService(t, { jobs: true })
const { call } = service
const { receive, made } = casesOf(service)

async function done(method: 'POST' | 'PUT' | 'PATCH', url: string, body: object, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-match': etag }
  const { status } = await call(method, url, { body, headers })
  if (status >= 300) throw new Error(`${method} ${url} was answered ${status}`)
}

/** What is read before it is changed, with its version. */
async function current(url: string) {
  const { body, headers } = await call('GET', url)
  return { body, etag: headers.etag as string }
}

t.test('a local rule of the unit or of one above it', async (t) => {
  const days = async () => (await made({ unitCode: '220103' })).terms[0]?.dueOn
  const rule = (unitCode: string, days: number) =>
    done('POST', '/v1/local-rules', {
      ...{ unitCode, effectiveFrom: '2026-03-01', document: '细则' },
      terms: [{ rule: 'case.notify', days }]
    })
  t.equal(await days(), '2026-03-17')
  await rule('2201', 10)
  t.equal(await days(), '2026-03-12')
  await rule('220103', 8)
  t.equal(await days(), '2026-03-10')
  await rule('2204', 5)
  t.equal(await days(), '2026-03-10', 'one of a unit beside does not count')
})

t.test('a local rule that is not in force yet', async (t) => {
  const dueOn = async (receivedAt: string) => {
    const { terms } = await made({ unitCode: '220104', receivedAt })
    return terms[0]?.dueOn
  }
  await done('POST', '/v1/local-rules', {
    ...{ unitCode: '220104', effectiveFrom: '2026-03-02', document: '细则' },
    terms: [{ rule: 'case.notify', days: 3 }]
  })
  t.equal(await dueOn('2026-03-02T08:00:00+08:00'), '2026-03-05')
  t.equal(await dueOn('2026-02-27T08:00:00+08:00'), '2026-03-16', 'by the policy')
})

t.test('the calendar', async (t) => {
  const unitCode = '220202'
  t.equal((await made({ unitCode })).terms[0]?.dueOn, '2026-03-17')
  const { body, etag } = await current('/v1/calendar/2026')
  const days = [...body.days, { date: '2026-03-17', off: true, name: '临时放假' }]
  await done('PUT', '/v1/calendar/2026', { state: 'official', source: '通知', days }, etag)
  t.equal((await made({ unitCode })).terms[0]?.dueOn, '2026-03-18')
})

t.test('the name of the unit', async (t) => {
  const unitCode = '220102002'
  const first = await made({ unitCode })
  const { etag } = await current(`/v1/units/${unitCode}`)
  await done('PATCH', `/v1/units/${unitCode}`, { name: '新名街道' }, etag)
  const { body } = await receive({ unitCode })
  t.not(first.unitCode, undefined)
  t.equal(body.unitName, '新名街道')
})

t.test('the place of the unit: who may act there now, may; who might before, may not', async (t) => {
  const unitCode = '220102003'
  const as = (unit: string) => ({ as: clerk(unit) })
  t.equal((await receive({ unitCode }, as('220102'))).status, 201)
  const { etag } = await current(`/v1/units/${unitCode}`)
  await done('PATCH', `/v1/units/${unitCode}`, { parentCode: '220103' }, etag)
  t.match(await receive({ unitCode }, as('220102')), { status: 404, body: { code: 'not-found' } })
  const { status, body } = await receive({ unitCode }, as('220103'))
  t.equal(status, 201)
  t.equal((await call('GET', `/v1/cases/${body.id}`, as('220103'))).status, 200)
  t.equal((await call('GET', `/v1/cases/${body.id}`, as('220102'))).status, 404)
})

t.test('the end of the unit', async (t) => {
  const unitCode = '220102998'
  await done('POST', '/v1/units', {
    code: unitCode,
    name: '短命街道',
    level: 'township',
    parentCode: '220102'
  })
  const { number } = await made({ unitCode })
  await done('POST', `/v1/units/${unitCode}/retire`, { on: '2026-03-02' })
  t.match(await receive({ unitCode }), { status: 422, body: { code: 'case-unit-invalid' } })
  t.match(await receive({ unitCode }), { status: 422, body: { code: 'case-unit-invalid' } }, 'again')
  t.equal(number, `${unitCode}-2026-000001`)
})

t.test('and changes while cases come in leave no gap in their numbers', async (t) => {
  const unitCode = '220203'
  const taking = Array.from({ length: 60 }, () => receive({ unitCode }))
  const changing = [1, 2, 3].map(async (n) =>
    done('POST', '/v1/local-rules', {
      ...{ unitCode, effectiveFrom: `2026-02-0${n}`, document: `细则 ${n}` },
      terms: [{ rule: 'case.notify', days: 10 - n }]
    })
  )
  const answers = await Promise.all(taking)
  await Promise.all(changing)
  t.ok(answers.every(({ status }) => status === 201))
  const numbers = answers.map(({ body }) => Number(body.number.slice(-6))).sort((a, b) => a - b)
  t.same(
    numbers,
    numbers.map((_, n) => n + 1)
  )
  const last = await made({ unitCode })
  t.same(inShort(last)[0]?.split(' ').slice(0, 3), ['case.notify', '2026-03-02', '2026-03-09'])
})
