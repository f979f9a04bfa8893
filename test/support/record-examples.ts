import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { addressOf, baselines, type Call } from '../across/baseline.ts'
import { documentOf, type Endpoint, endpoints } from '../across/document.ts'
import { withRoutes } from '../across/routes.ts'
import { requests } from '../examples/requests.ts'
import { type Examples, fits, folder, tidy } from './api-examples.ts'
import { testService } from './service.ts'

/**
 * `npm run examples`: asks every operation once, in the world that the tests share, and writes request and
 * answer to `openapi/examples`, one file for each tag. An example that still fits its schema stays as it is;
 * with `EXAMPLES=all` every one is taken again.
 */
const isFresh = process.env.EXAMPLES === 'all'
const service = await withRoutes(() => testService(t, { jobs: true }))
const document = documentOf(service.app)
const baselineOf = await baselines(service, document)
const check = fits(document)
const writes = ({ method }: Endpoint) => method !== 'GET'
// Reading comes first, while the records are in the state that the world gave them.
const all = endpoints(document).sort((a, b) => Number(writes(a)) - Number(writes(b)))
const ofOneself = new Set(['evaluator', 'events', 'intake'])
const found = new Map<string, Examples>()

for (const endpoint of all) {
  const baseline = baselineOf(endpoint)
  const body = requests[endpoint.id]
  const call = body === undefined ? baseline : { ...baseline, raw: JSON.stringify(body) }
  const [answer, table] = [await ask(endpoint, call), await tableOf(endpoint, call)]
  if (answer.status >= 300 && endpoint.path !== '/readyz') t.fail(`${endpoint.id}: ${answer.text}`)
  const type = String(answer.headers['content-type']).split(';', 1)[0] as string
  const isBinary = /^application\/vnd|^image\/|^undefined/.test(type)
  found.set(endpoint.id, {
    ...(call.raw !== undefined && { request: { [String(call.type)]: bodyOf(call) } }),
    answers: { [answer.status]: isBinary ? {} : { [type]: answer.body, ...table } }
  })
}

for (const { name: tag } of document.tags) {
  const file = new URL(`${tag}.json`, folder)
  const known = read(file)
  const own = all.filter(({ operation }) => operation.tags?.[0] === tag).map(({ id }) => id)
  const entries = own.sort().map((id): [string, Examples] => {
    const before = known[id]
    const isKept = !isFresh && before !== undefined && check(id, before).length === 0
    return [id, isKept ? before : tidy(found.get(id) as Examples)]
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`)
}
t.pass(`${found.size} operations`)

function ask({ path, id }: Endpoint, call: Call) {
  const { method, headers, raw, type, as } = call
  // A file that waits for its record belongs to the person who uploaded it.
  const isOwn = id === 'linkAttachment' || id === 'removeAttachment'
  const isSomebody = typeof as === 'object' && as !== null
  // An assignment belongs to the person to whom it was given, a webhook or a case of a system to its account.
  const isAnybody = isSomebody && !isOwn && !as.roles.some((role) => ofOneself.has(role))
  const person = isAnybody ? { ...as, sub: `clerk-${as.unit}` } : as
  return service.call(method as 'GET', addressOf(path, call), { headers, raw, type, as: person })
}

/** The first lines of a list as a table. */
async function tableOf(endpoint: Endpoint, call: Call): Promise<Record<string, string>> {
  const { content = {} } = endpoint.responses['200'] ?? {}
  if (endpoint.method !== 'GET' || content['text/csv'] === undefined) return {}
  const { body } = await ask(endpoint, { ...call, headers: { ...call.headers, accept: 'text/csv' } })
  return {
    'text/csv': String(body)
      .split(/(?<=\n)/, 3)
      .join('')
  }
}

function bodyOf({ raw, type }: Call): unknown {
  return type?.includes('json') ? JSON.parse(String(raw)) : String(raw)
}

function read(file: URL): Record<string, Examples> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
