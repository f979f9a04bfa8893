import fc from 'fast-check'
import t from 'tap'
import { accessFaults, badTokens, tableFaults } from './across/access-faults.ts'
import { addressOf, baselines, type Call } from './across/baseline.ts'
import { documentOf, endpoints } from './across/document.ts'
import { bodyFaults, type Fault, judge, parameterFaults } from './across/faults.ts'
import { withRoutes } from './across/routes.ts'
import { codesOf, flaws, inTime, marksOf, written } from './across/watch.ts'
import { person } from './across/world.ts'
import { type Answer, testService } from './support/service.ts'

const SEED = 777
const SECONDS_EACH = 25
const RUNS_EACH = 900
const SLOWEST = 5

const service = await withRoutes(() => testService(t, { jobs: true }))
const document = documentOf(service.app)
const opinion = judge(document)
const baselineOf = await baselines(service, document)
const marks = await marksOf(service.database)
const codes = await codesOf(service)
const tokens = await badTokens(await service.token(person('22')))
const permissions = await permissionsOf()

for (const endpoint of endpoints(document).filter((e) => e.method !== "GET")) {
  const { method, path } = endpoint
  const baseline = baselineOf(endpoint)

  t.test(`${method} ${path} refuses bad input, and only bad input`, async (t) => {
    const fine = await send(path, baseline)
    t.ok(
      fine.status < 300 || path === '/readyz',
      `it works with good input: ${fine.status} ${fine.text.slice(0, 300)}`
    )
    const faults = fc.oneof(
      ...bodyFaults(document, opinion, endpoint, baseline),
      ...parameterFaults(opinion, endpoint, baseline),
      ...accessFaults(endpoint, baseline, tokens, permissions.get(`${method} ${path}`) ?? []),
      ...(baseline.type === 'text/csv' ? tableFaults(baseline) : [])
    )
    let before = await marks()
    let refused = 0
    const look = async ({ name, call, must }: Fault) => {
      const answer = await inTime(send(path, call), SLOWEST)
      const after = await marks()
      const wrong = flaws(answer, addressOf(path, { ...call, query: '' }), codes)
      if (must !== undefined && !must.includes(answer.status))
        wrong.push(`${answer.status} instead of ${must}`)
      if (answer.status >= 400)
        wrong.push(...written(before, after).map((table) => `something was written to ${table}`))
      if (answer.status >= 400) refused += 1
      before = after
      if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('; ')} – ${answer.text.slice(0, 500)}`)
    }
    const settings = {
      seed: SEED,
      numRuns: RUNS_EACH,
      interruptAfterTimeLimit: SECONDS_EACH * 1000,
      endOnFailure: true
    }
    const { failed, errorInstance } = await fc.check(fc.asyncProperty(faults, look), settings)
    t.notOk(failed, failed ? String((errorInstance as Error)?.message) : 'nothing slipped through')
    t.ok(refused >= 5 || path === '/readyz' || path === '/livez', `${refused} calls were refused`)
  })
}

/** Sends a call; where it begins an operation, waits for its end, so that nothing is written behind the next call. */
async function send(path: string, call: Call): Promise<Answer> {
  const { method, headers, raw, type, as } = call
  const answer = await service.call(method as 'GET', addressOf(path, call), { headers, raw, type, as })
  if (answer.status === 202) await service.ended(answer.body.id)
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
