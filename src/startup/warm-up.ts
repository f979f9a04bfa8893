import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { everyRole } from '../platform/access/permissions.ts'
import { OPERATOR, service } from '../platform/auth/actor.ts'
import type { Tokens } from '../platform/auth/tokens.ts'
import type { App } from '../platform/http/app.ts'
import type { AppContext } from '../platform/work/work.ts'
import type { ServiceParts } from '../service-parts.ts'

// A process that has just started is slow: its code is not compiled, its connections are not open, and no
// statement is prepared on them. At 200 requests a second its first answers took two seconds.

/** No longer than this, however slow the machine or the database is. */
const LIMIT_MS = 5000
/** A large pool opens the rest of its connections when they are needed. */
const MOST_TOGETHER = 20
/** Compiled code and prepared statements need some rounds. */
const ROUNDS = 10
/** A round that is not faster than the one before by this factor is the last. */
const STILL_FASTER = 0.8

interface HotRequest {
  url: string
  body?: object
}

/** Lists are read without reports, because each reading of a report is recorded. */
export const hotRequests = (root: string, now: Date): HotRequest[] => [
  { url: '/v1/me' },
  { url: `/v1/units/${root}` },
  { url: `/v1/units?parent=${root}` },
  { url: '/v1/cases?kind=appeal,suggestion,enquiry&limit=50' },
  { url: '/v1/cases?kind=appeal,suggestion,enquiry&overdue=true' },
  { url: '/v1/inspections?limit=20' },
  { url: '/v1/inspection-plans?limit=20' },
  { url: '/v1/findings?limit=20' },
  { url: '/v1/notices?limit=20' },
  { url: '/v1/cases', body: refusedCase(root, now) }
]

/** Is refused after everything but the write, because the other case does not exist. */
const refusedCase = (unitCode: string, now: Date) => ({
  kind: 'appeal',
  channel: 'hotline',
  category: 'low-income-allowance',
  anonymous: true,
  unitCode,
  receivedAt: now.toISOString(),
  summary: '-',
  sameFactsAs: '00000000-0000-7000-8000-000000000000'
})

/**
 * Makes the most frequent requests before the service listens, as many at once as there are connections. It
 * changes nothing, and where it fails or takes too long the service starts all the same.
 */
export async function warmUp(app: App, { config, tokens, context }: Parts): Promise<void> {
  const connections = Math.min(config.DATABASE_POOL_SIZE, MOST_TOGETHER)
  const asked = askAll(app, tokens, { connections, now: context.clock() }).catch(() => {})
  await Promise.race([asked, pause(LIMIT_MS, undefined, { ref: false })])
}

type Parts = Pick<ServiceParts, 'tokens'> & {
  config: Pick<Config, 'DATABASE_POOL_SIZE'>
  context: Pick<AppContext, 'clock'>
}

interface How {
  /** How many connections there are to open. */
  connections: number
  now: Date
}

async function askAll(app: App, tokens: Tokens, { connections, now }: How): Promise<void> {
  const endsAt = performance.now() + LIMIT_MS
  const root = await asking(app, tokens, OPERATOR, rootUnit)
  if (root === undefined) return
  await asking(app, tokens, root, async (get) => {
    let lastMs = Number.POSITIVE_INFINITY
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now()
      for (const request of hotRequests(root, now)) {
        if (performance.now() > endsAt) return
        await Promise.all(Array.from({ length: connections }, () => get(request)))
      }
      const tookMs = performance.now() - began
      if (tookMs > lastMs * STILL_FASTER) return
      lastMs = tookMs
    }
  })
}

type Get = (request: HotRequest) => Promise<{ items?: { code?: string }[] }>

/** Lends a token for some requests by the service itself. */
async function asking<T>(
  app: App,
  tokens: Tokens,
  unitCode: string,
  run: (get: Get) => Promise<T>
): Promise<T> {
  const { token, takeBack } = tokens.lend({ ...service, unitCode, roles: everyRole })
  // Where traces are recorded: not these.
  const traceparent = `00-${'1'.repeat(32)}-${'1'.repeat(16)}-00`
  const headers = { authorization: `Bearer ${token}`, traceparent }
  try {
    return await run(async ({ url, body }) => {
      const method = body === undefined ? 'GET' : 'POST'
      const answer = await app.inject({ method, url, headers, ...(body && { payload: body }) })
      return answer.json()
    })
  } finally {
    takeBack()
  }
}

async function rootUnit(get: Get): Promise<string | undefined> {
  const { items } = await get({ url: '/v1/units?limit=1' })
  return items?.[0]?.code
}
