import pg from 'pg'
import { fill, sizes, type Volume } from './capacity-data.ts'
import {
  ask,
  bundle,
  database,
  drill,
  type Figures,
  type Instance,
  instance,
  petition,
  prepared,
  token,
  until
} from './support.ts'

/**
 * What one PostgreSQL carries: all 31 provinces with a share of what they write in five years, made by SQL. Prints
 * what tables and indexes take, what all of it would take, and how the service answers on it.
 *
 *     node test/drills/capacity.ts [cases] [audit lines] [roster lines]
 */
const [cases = 200_000, auditLines = 400_000, rosterLines = 600_000] = process.argv.slice(2).map(Number)
const volume: Volume = { cases, auditLines, rosterLines }

const CALLERS = 8
const LOAD_MS = 8000
const WORDS = ['低保', '金额不足', '第77777件', '长春', '没有这句话']

/** Of the province, a city, a county, and of what is overdue. */
const PAGES = ['', '&within=2201', '&within=220102', '&overdue=true'].map(
  (more) => `/v1/cases?limit=50${more}`
)

await drill('capacity', 1500, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const client = new pg.Client(postgres.ownerUrl)
  await client.connect()
  const took = await fill(client, volume, (line) => process.stderr.write(`  ${line}\n`))
  const stored = await sizes(client, volume)
  const { rows } = await client.query(
    `select disbursement.id from disbursement join unit on unit.code = unit_code
     where unit.within_1 = '22' order by unit_code limit 1`
  )
  await client.end()
  const service = await instance(dist, { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0' })
  const bearer = token(dist, 'admin,planner,leader,caseworker,fund-officer,auditor')
  const figures: Figures = { 'filled in': { value: `${took} s` } }
  for (const { name, text } of stored) figures[name] = { value: text }
  return { ...figures, ...(await answers(service, bearer, rows[0].id)) }
})

async function answers(service: Instance, bearer: string, disbursementId: string): Promise<Figures> {
  const page = await timed((n) => ask(service.url, bearer, { path: PAGES[n % PAGES.length] as string }))
  const intake = await timed((n) =>
    ask(service.url, bearer, { method: 'POST', path: '/v1/cases', body: petition(n) })
  )
  const searches: string[] = []
  for (const word of WORDS) {
    const began = performance.now()
    await ask(service.url, bearer, { path: `/v1/cases?q=${encodeURIComponent(word)}` })
    searches.push(`${Math.round(performance.now() - began)}`)
  }
  const check = await checked(service, bearer, disbursementId)
  return {
    'page of 50 cases': { value: page },
    'intake of a case': { value: intake },
    'search of five words': { value: `${searches.join(', ')} ms` },
    'check of one batch': { value: check }
  }
}

/** Answers a second with so many callers, and how long they take. */
async function timed(call: (n: number) => Promise<number>): Promise<string> {
  const times: number[] = []
  const failed: number[] = []
  const until = performance.now() + LOAD_MS
  const callers = Array.from({ length: CALLERS }, async (_, m) => {
    for (let n = m; performance.now() < until; n += CALLERS) {
      const began = performance.now()
      const status = await call(n)
      times.push(performance.now() - began)
      if (status < 200 || status >= 300) failed.push(status)
    }
  })
  await Promise.all(callers)
  times.sort((a, b) => a - b)
  const at = (share: number) => `${Math.round(times[Math.floor(times.length * share)] ?? 0)} ms`
  const rate = Math.round((1000 * times.length) / LOAD_MS)
  return `${rate} a second with ${CALLERS} callers, median ${at(0.5)}, p99 ${at(0.99)}, ${failed.length} failed`
}

async function checked({ url }: Instance, bearer: string, disbursementId: string): Promise<string> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
  const began = performance.now()
  const body = JSON.stringify({ kind: 'payment', disbursementId })
  const answer = await fetch(`${url}/v1/fund-checks`, { method: 'POST', headers, body })
  const made = (await answer.json()) as { id?: string; code?: string; state?: string }
  if (answer.status === 202) {
    await until(async () => {
      const operation = await fetch(`${url}/v1/operations/${made.id}`, { headers })
      return /succeeded|failed/.test(((await operation.json()) as { state: string }).state) ? true : undefined
    }, 10)
  }
  const how = answer.ok ? '' : `, refused: ${made.code}`
  return `${Math.round(performance.now() - began)} ms${how}`
}
