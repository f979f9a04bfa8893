import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connect } from '../../src/platform/database/connect.ts'
import { freePort } from '../support/ports.ts'
import { bundle, database, drill, instance, load, mixed, pause, prepared, stopped, token } from './support.ts'

/**
 * Mixed load for a long time: memory, handles, connections and queue tables stay flat after the first ten minutes.
 *
 *     node test/drills/soak.ts [minutes] [requests a second]
 *
 * SOAK_HEAP=FOLDER also writes a heap snapshot there after a fifth of the time and one at the end.
 */
const [minutes = 60, rate = 75] = process.argv.slice(2).map(Number)
const heap = process.env.SOAK_HEAP

await drill('soak', 180 + minutes * 60, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const metricsPort = await freePort()
  const inspector = await freePort()
  const service = await instance(dist, {
    DATABASE_URL: postgres.url,
    METRICS_PORT: String(metricsPort),
    MALLOC_ARENA_MAX: '1',
    ...(heap !== undefined && { NODE_FLAGS: `--inspect=127.0.0.1:${inspector}` })
  })
  const { db } = connect({
    url: postgres.ownerUrl,
    max: 1,
    statementTimeoutMs: 0,
    name: 'drill',
    onError: () => {}
  })
  const samples: Sample[] = []
  const running = load(service.url, token(dist), rate, mixed)
  const began = performance.now()
  const end = began + minutes * 60_000
  let snapshots = 0
  while (performance.now() < end) {
    await pause(Math.min(15_000, end - performance.now()))
    const elapsed = (performance.now() - began) / 60_000
    samples.push({
      minute: Math.round(elapsed * 100) / 100,
      ...(await sampled(service.child.pid as number, metricsPort, db))
    })
    process.stdout.write(`soak: ${JSON.stringify(samples.at(-1))}\n`)
    if (heap !== undefined && snapshots === 0 && elapsed > minutes / 5)
      snapshots = await snapshot(inspector, join(heap, 'first.heapsnapshot'))
  }
  if (heap !== undefined) await snapshot(inspector, join(heap, 'last.heapsnapshot'))
  await running.stop()
  const code = await stopped(service)
  await db.destroy()
  const half = samples.slice(Math.floor(samples.length / 2))
  const growth = (name: 'rss' | 'handles' | 'connections') => grown(half.map((one) => one[name]))
  const percent = growth('rss')
  return {
    'requests sent': { value: running.sent() },
    'requests failed': { value: running.failed(), bar: '0', isMet: running.failed() === 0 },
    'RSS at the end': {
      value: `${samples.at(-1)?.rss} MB`,
      bar: '180 MB',
      isMet: (samples.at(-1)?.rss ?? 999) <= 180
    },
    'RSS, growth in the second half': { value: `${percent} %`, bar: '2 %', isMet: percent <= 2 },
    'handles, growth in the second half': { value: `${growth('handles')} %` },
    'connections, growth in the second half': { value: `${growth('connections')} %` },
    'waiting for a seal at the end': { value: samples.at(-1)?.pending ?? -1 },
    'unhandled events at the end': { value: samples.at(-1)?.awaited ?? -1 },
    'ended with': { value: String(code), bar: '0', isMet: code === 0 }
  }
})

interface Sample {
  minute: number
  rss: number
  heap: number
  external: number
  handles: number
  connections: number
  pending: number
  awaited: number
}

async function sampled(
  pid: number,
  port: number,
  db: ReturnType<typeof connect>['db']
): Promise<Omit<Sample, 'minute'>> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN)
  const { rows } = await sql<{ connections: number; pending: number; awaited: number }>`
    select (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      (select count(*)::int from audit_pending) as pending,
      (select count(*)::int from outbox_event where handled_at is null and type like 'notice-answer.%') as awaited`.execute(
    db
  )
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (bytes: number) => Math.round(bytes / 1024 / 102.4) / 10
  return {
    rss: mb(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024),
    heap: mb(figure('nodejs_heap_size_used_bytes')),
    external: mb(figure('nodejs_external_memory_bytes')),
    handles: readdirSync(`/proc/${pid}/fd`).length,
    ...(rows[0] as { connections: number; pending: number; awaited: number })
  }
}

/** By how many percent the line through the samples rises from the first to the last. */
function grown(values: readonly number[]): number {
  const n = values.length
  const mean = values.reduce((sum, one) => sum + one, 0) / n
  const middle = (n - 1) / 2
  const slope =
    values.reduce((sum, one, at) => sum + (at - middle) * (one - mean), 0) /
    values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
  return Math.round(((slope * (n - 1)) / mean) * 1000) / 10
}

/** A heap snapshot by way of the inspector. */
async function snapshot(port: number, file: string): Promise<number> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl as string)
  await new Promise((done) => socket.addEventListener('open', done))
  const chunks: string[] = []
  await new Promise<void>((done) => {
    socket.addEventListener('message', ({ data }) => {
      const { id, method, params } = JSON.parse(String(data))
      if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params.chunk)
      if (id === 1) done()
    })
    socket.send(
      JSON.stringify({ id: 1, method: 'HeapProfiler.takeHeapSnapshot', params: { reportProgress: false } })
    )
  })
  socket.close()
  writeFileSync(file, chunks.join(''))
  return 1
}
