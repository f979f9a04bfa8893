import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  atEnd,
  bundle,
  database,
  drill,
  folder,
  freePort,
  type Instance,
  instance,
  isInstalled,
  load,
  mixed,
  pause,
  prepared,
  refusals,
  skip,
  stopped,
  token
} from './support.ts'

/**
 * Two instances behind haproxy are restarted one after the other, several times, under load. No request fails.
 *
 *     node test/drills/rolling.ts [times] [requests a second]
 */
const [times = 6, rate = 200] = process.argv.slice(2).map(Number)
if (!isInstalled('haproxy')) await skip('rolling', 'haproxy is not installed')

await drill('rolling', 120 + 40 * times, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const ports = [await freePort(), await freePort()]
  const start = (n: number) =>
    instance(dist, { DATABASE_URL: postgres.url, PORT: String(ports[n]), DATABASE_POOL_SIZE: '10' })
  const instances: Instance[] = [await start(0), await start(1)]
  const gateway = await haproxy(ports)
  const running = load(gateway, token(dist), rate, mixed)
  await pause(3000)
  const codes: (number | null)[] = []
  for (let n = 0; n < times; n += 1) {
    for (const which of [0, 1]) {
      codes.push(await stopped(instances[which] as Instance))
      instances[which] = await start(which)
      // A gateway wants to have seen the new one before the other goes.
      await pause(2500)
    }
  }
  await running.stop()
  return {
    'requests sent': { value: running.sent() },
    'requests failed': { value: running.failed(), bar: '0', isMet: running.failed() === 0 },
    refusals: { value: String(refusals) },
    'answers by status': { value: JSON.stringify(Object.fromEntries(running.statuses)) },
    'instances that ended with 0': {
      value: codes.filter((code) => code === 0).length,
      bar: String(codes.length),
      isMet: codes.every((code) => code === 0)
    }
  }
})

async function haproxy(ports: readonly number[]): Promise<string> {
  const port = await freePort()
  const servers = ports.map((one, n) => `  server api${n} 127.0.0.1:${one} check inter 500 fall 1 rise 1`)
  const file = join(folder, 'haproxy.cfg')
  const lines = [
    'defaults',
    '  mode http',
    '  timeout connect 2s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout check 5s',
    '  retries 3',
    '  option redispatch',
    'listen api',
    `  bind 127.0.0.1:${port}`,
    '  balance roundrobin',
    '  option httpchk GET /readyz',
    ...servers,
    ''
  ]
  writeFileSync(file, lines.join('\n'))
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' })
  atEnd(() => child.kill('SIGKILL'))
  await pause(2000)
  return `http://127.0.0.1:${port}`
}
