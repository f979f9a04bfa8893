import t, { type Test } from 'tap'
import { accessFaults, badTokens, tableFaults } from './across/access-faults.ts'
import { addressOf, baselines, type Call } from './across/baseline.ts'
import { documentOf, endpoints } from './across/document.ts'
import { bodyFaults, type Fault, judge, parameterFaults } from './across/faults.ts'
import { withRoutes } from './across/routes.ts'
import { codesOf, flaws, marksOf, written } from './across/watch.ts'
import { person } from './support/people.ts'
import { fc } from './support/property.ts'
import { type Answer, testService } from './support/service.ts'

const SEED = 20261
/** What they answer is kept nowhere: a repeated call is done again. */
const fleeting = [
  'openIdentity',
  'renderDisclosureList',
  'scanDisclosure',
  'makeWebhook',
  'rotateWebhookSecret'
]
const MILLISECONDS_EACH = 1500
/** So many in any case, and up to so many while there is time. */
const FEWEST = 15
const MOST = 60
const ABSENT = '019cac0f-2680-7000-8000-00000000dead'

const env = { IDENTITY_OPENINGS_PER_DAY: '1000' }
const service = await withRoutes(() => testService(t, { jobs: true, env }))
const document = documentOf(service.app)
const opinion = judge(document)
const baselineOf = await baselines(service, document)
const marks = await marksOf(service.database)
const codes = await codesOf(service)
const tokens = await badTokens(await service.token(person('22')))
const permissions = await permissionsOf()

for (const endpoint of endpoints(document)) {
  const { method, path } = endpoint
  const baseline = baselineOf(endpoint)

  t.test(`${method} ${path} refuses bad input, and only bad input`, async (t) => {
    const key: Record<string, string> = method === 'POST' ? { 'idempotency-key': endpoint.id } : {}
    const once = { ...baseline, headers: { ...baseline.headers, ...key } }
    const fine = await send(path, once)
    t.ok(
      fine.status < 300 || path === '/readyz',
      `it works with good input: ${fine.status} ${fine.text.slice(0, 300)}`
    )
    const faults = fc.oneof(
      ...bodyFaults(document, opinion, endpoint, baseline),
      ...parameterFaults(opinion, endpoint, baseline),
      ...accessFaults(endpoint, baseline, tokens, permissions.get(`${method} ${path}`) ?? []),
      // A scan takes a table with any headers.
      ...(baseline.type === 'text/csv' && endpoint.id !== 'scanDisclosure' ? tableFaults(baseline) : [])
    )
    let before = await marks()
    if (method === 'POST' && !fleeting.includes(endpoint.id)) await isDoneOnce(t, path, once, fine)
    let refused = 0
    const check = async ({ name, call, must }: Fault) => {
      const answer = await send(path, call)
      const after = await marks()
      const wrong = flaws(answer, addressOf(path, { ...call, query: '' }), codes)
      // A batch answers for each of its cases.
      const isRefusedInBatch = answer.body?.refused > 0
      if (must !== undefined && !must.includes(answer.status) && !isRefusedInBatch)
        wrong.push(`${answer.status} instead of ${must}`)
      if (answer.status >= 400)
        wrong.push(...written(before, after).map((table) => `something was written to ${table}`))
      if (answer.status >= 400) refused += 1
      before = after
      if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('; ')} – ${answer.text.slice(0, 500)}`)
    }
    const since = performance.now()
    let tries = 0
    const isRefused = fc.asyncProperty(faults, async (fault) => {
      tries += 1
      if (tries <= FEWEST || performance.now() - since < MILLISECONDS_EACH) await check(fault)
    })
    const { errorInstance } = await fc.check(isRefused, { seed: SEED, numRuns: MOST, endOnFailure: true })
    t.equal((errorInstance as Error | undefined)?.message, undefined, 'nothing slipped through')
    t.ok(refused >= 5 || path === '/readyz' || path === '/livez', `${refused} calls were refused`)
  })
}

t.test('an expired token opens nothing, whether or not it was seen before', async (t) => {
  const { now } = service.clock
  const before = await marks()
  service.clock.now = new Date(now.getTime() + 101 * 365.25 * 24 * 3600 * 1000)
  for (const endpoint of endpoints(document).filter(({ operation }) => operation.security?.length !== 0)) {
    const call = baselineOf(endpoint)
    for (const as of [call.as, person('22', `never seen before ${endpoint.id}`)]) {
      const { status, body } = await send(endpoint.path, { ...call, as })
      t.same([status, body.code], [401, 'token-expired'], endpoint.id)
    }
  }
  service.clock.now = now
  t.same(written(before, await marks()), [])
})

/** A repeated call gets the first answer, a changed one with the same key is refused; nothing is written. */
async function isDoneOnce(t: Test, path: string, call: Call, first: Answer): Promise<void> {
  const before = await marks()
  const again = await send(path, call)
  t.same([again.status, again.text], [first.status, first.text], 'the first answer comes again')
  t.equal(again.headers['idempotent-replayed'], 'true')
  const raw = String(call.raw ?? '')
    .replace(/"(name|document|documentNo|bank|seed|title|topic|text|reason|facts|place)":"/, '$&改')
    .replace(/"period":"2026-0[12]"/, '"period":"2026-03"')
    .replace('"to":"2026-02-28"', '"to":"2026-02-27"')
    .replace('"plannedOn":"2026-06-03"', '"plannedOn":"2026-06-04"')
    .replace('"waitedSeconds":60', '"waitedSeconds":61')
    .replace('"isHead":true', '"isHead":false')
    .replace(/"year":202[56]/, '"year":2024')
    .replace('"reason":"改left-programme"', '"reason":"died"')
    .replace('"reason":"改not-related"', '"reason":"visit-untrue"')
    .replace(/"(postedOn|checkedOn)":"2026-03-02"/, '"$1":"2026-03-01"')
    .replace(/"proposalIds":\[("[^"]*"),("[^"]*")\]/, '"proposalIds":[$2,$1]')
    .replace(/\n$/, '\nZZ,改,village,220102001\n')
  const other = Object.fromEntries(Object.keys(call.path).map((name) => [name, otherPart(name)]))
  const { status, body } = await send(path, { ...call, raw, path: other })
  t.same([status, body.code], [422, 'idempotency-mismatch'], 'the key belongs to another request')
  t.same(written(before, await marks()), [])
}

/** Another record, or another part of one. */
function otherPart(name: string): string {
  if (name === 'n') return '2'
  return /code$/i.test(name) ? '2204' : ABSENT
}

/** Sends a call. An operation is waited for, so that nothing is written behind the next call. */
async function send(path: string, call: Call): Promise<Answer> {
  const { method, headers, raw, type, as } = call
  const answer = await service.call(method as 'GET', addressOf(path, call), { headers, raw, type, as })
  const isOperation = answer.headers.location?.startsWith('/v1/operations/') ?? false
  if (answer.status === 202 && isOperation) await service.ended(answer.body.id)
  if (answer.body?.recomputation !== undefined) await service.ended(answer.body.recomputation)
  return answer
}

/** For each operation the roles of which it needs one, as the dictionaries tell. */
async function permissionsOf(): Promise<Map<string, string[]>> {
  const { body } = await service.call('GET', '/v1/dictionaries')
  return new Map(
    service.routes.map(({ method, url, config }) => {
      const entry = body.permissions?.find(
        (one: { permission: string }) => one.permission === config?.permission
      )
      return [`${method} ${url.replace(/:(\w+)/g, '{$1}')}`, entry?.roles ?? []]
    })
  )
}
