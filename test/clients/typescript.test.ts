import { pathToFileURL } from 'node:url'
import t from 'tap'
import {
  county,
  makeProgramme,
  officer,
  paymentsOf,
  programme,
  rosterOf,
  village
} from '../examples/batch.ts'
import { at, bodies, intake, leader } from '../examples/case.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { type Client, compiled, factsOf, hasTools, installed } from './built.ts'

/** The client for TypeScript against the running service, as its users get it: packed and installed. */
const options = hasTools() ? {} : { skip: 'not tried: npm install in clients/typescript did not succeed' }

t.test('the client', options, async (t) => {
  const service = await testService(t, { jobs: true })
  const { call, token } = service
  await makeProgramme(service)
  const baseUrl = await service.app.listen({ host: '127.0.0.1', port: 0 })
  const folder = installed(t)
  const path = `${folder}/node_modules/social-assistance-supervision-client/dist/index.js`
  const { connect, etagOf, Refusal, dataOf }: Client = await import(pathToFileURL(path).href)
  const as = async (person: Person) => connect({ baseUrl, token: await token(person) })

  t.test('its examples compile under strict', async (t) => t.equal(compiled(), ''))

  t.test('a hotline and a payment system, by a script of a stranger', async (t) => {
    const hotline: Person = { unit: county, roles: ['intake', 'events'], sub: 'hotline-12345' }
    const source = { system: 'hotline-12345', reference: 'CC-2026-000123' }
    const month = { programme, unitCode: county, period: '2026-02' }
    const roster = rosterOf(`R1,${village},685.50,62284800,`, `R2,${village},700.00,62284801,`)
    const payments = paymentsOf('R1,685.50,2026-02-10,62284800,paid', 'R2,600.00,2026-02-10,62284801,paid')
    const facts: object[] = []
    const steps = ['accept', 'reply', 'close']
    for await (const fact of factsOf(folder, {
      BASE_URL: baseUrl,
      HOTLINE: await token(hotline),
      PAYER: await token(officer),
      CALL: JSON.stringify(intake({ source })),
      MONTH: JSON.stringify({ ...month, roster, payments })
    })) {
      facts.push(fact)
      const { id } = facts[0] as { id: string }
      const step = steps.shift() as 'accept' | 'reply' | 'close' | undefined
      if (step !== undefined) ok(await call('POST', at(id, step), { as: leader(), body: bodies[step] }))
    }
    const [first, ...rest] = facts
    t.match(first, { again: true })
    t.match(rest.at(-2), { state: 'closed', outcome: /./ }, 'followed to its end')
    t.match(rest.at(-1), { state: 'done', totals: { rosterLines: 2, rosterAmount: '1385.50', paidLines: 2 } })
  })

  t.test('all records of a list, page after page', async (t) => {
    const { items } = await as({ unit: '22', roles: ['viewer'] })
    const codes = []
    for await (const { code } of items('/v1/units', { query: { within: '2204', limit: 50 } }))
      codes.push(code)
    const whole = ok(await call('GET', '/v1/units?within=2204&count=true&limit=1'))
    t.equal(codes.length, whole.total)
    t.ok(codes.length > 100)
    t.equal(new Set(codes).size, codes.length)
  })

  t.test('a record is changed under its ETag, and a refusal has its code', async (t) => {
    const { api } = await as(leader())
    const made = ok(await call('POST', '/v1/cases', { as: leader(), body: intake() }))
    const params = { path: { id: made.id } }
    const read = await api.GET('/v1/cases/{id}', { params })
    const header = { 'if-match': etagOf(read) }
    const accept = () =>
      api.POST('/v1/cases/{id}/accept', { params: { ...params, header }, body: bodies.accept })
    t.match(dataOf(await accept()), { state: 'accepted' })
    const again = await accept()
    t.throws(() => dataOf(again), { name: 'Refusal', status: 412 })
    t.ok(Refusal)
  })

  t.test('an operation is awaited', async (t) => {
    const { api, finished } = await as({ unit: '2204', roles: ['planner', 'viewer'] })
    const body = { withinCode: '2204', year: 2026 }
    const { id } = dataOf(await api.POST('/v1/inspection-plans/generate', { body }))
    const seen: string[] = []
    const operation = await finished(id, { progress: ({ state }) => seen.push(state) })
    t.match(operation, { state: 'succeeded', result: { plans: Number } })
    t.equal(seen.at(-1), 'succeeded')
  })

  t.test('what is repeated, and what is not', async (t) => {
    const keys: (string | null)[] = []
    const answers: (Response | Error)[] = []
    const quick = { baseUrl, token: 'x', longestPause: 1 }
    const fetch = async ({ headers }: Request) => {
      keys.push(headers.get('idempotency-key'))
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer as Response
    }
    const { api } = connect({ ...quick, fetch })
    const fine = () => Response.json({ id: 'x' }, { status: 201 })
    answers.push(
      new Error('lost'),
      new Response(null, { status: 503, headers: { 'retry-after': '0' } }),
      fine()
    )
    dataOf(await api.POST('/v1/cases', { body: intake() }))
    t.equal(keys.length, 3)
    t.equal(new Set(keys).size, 1, 'one key for one request')
    t.match(keys[0], /^[0-9a-f-]{36}$/)
    answers.push(new Error('lost'))
    const params = { path: { id: 'x' }, header: { 'if-match': '"1.0"' } }
    await t.rejects(api.PATCH('/v1/cases/{id}', { params, body: { summary: '更正' } }), /lost/)
    answers.push(new Response('<html>', { status: 502 }))
    const patched = await api.PATCH('/v1/cases/{id}', { params, body: { summary: '更正' } })
    t.throws(() => dataOf(patched), { code: 'not-an-answer-of-the-service', status: 502 })
  })

  t.test('a token that is no longer valid is got once again', async (t) => {
    const tokens = ['expired', await token(leader())]
    const { api } = connect({ baseUrl, token: () => tokens.shift() as string })
    t.match(dataOf(await api.GET('/v1/me')), { sub: leader().sub })
    t.same(tokens, [])
    const { api: stale } = connect({ baseUrl, token: 'expired' })
    t.match((await stale.GET('/v1/me')).response.status, 401)
  })
})
