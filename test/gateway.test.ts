import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { freePort } from './support/ports.ts'
import { until } from './support/until.ts'

const docker = new URL('../docker/', import.meta.url).pathname
const isMissing = ['haproxy', 'openssl'].some((name) => spawnSync(name, ['-v']).error !== undefined)

interface Instance {
  server: Server
  isReady: boolean
  asked: IncomingHttpHeaders[]
}

/** Stands for the service. */
async function instance(t: Test): Promise<Instance> {
  const asked: IncomingHttpHeaders[] = []
  const one: Instance = { server: createServer(), isReady: true, asked }
  one.server.on('request', ({ url, headers }, response) => {
    if (url === '/readyz') return response.writeHead(one.isReady ? 200 : 503).end()
    asked.push(headers)
    return response.end('answer')
  })
  one.server.listen(0, '127.0.0.1')
  await once(one.server, 'listening')
  t.teardown(() => {
    one.server.close()
    one.server.closeAllConnections()
  })
  return one
}

/** docker/haproxy.cfg on loopback, with a certificate that docker/secrets.sh made. */
async function gateway(t: Test, instances: readonly Instance[]) {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'))
  for (const name of ['secrets.sh', 'roles.sh', 'backup.sh', 'haproxy.cfg']) {
    cpSync(join(docker, name), join(folder, name))
  }
  execFileSync('sh', [join(folder, 'secrets.sh'), 'gateway.test', '10.0.0.5'], { stdio: 'ignore' })
  const port = await freePort()
  const servers = instances.map(({ server }, n) => {
    return `  server api${n} 127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  const settings = readFileSync(join(docker, 'haproxy.cfg'), 'utf8')
    .replace('bind :8443', `bind 127.0.0.1:${port}`)
    .replace('/run/secrets/tls', join(folder, 'secrets', 'tls'))
    .replace('bind :8404', `bind 127.0.0.1:${await freePort()}`)
    .replace(/ {2}server-template .*/, servers.join('\n'))
    .replace(/^resolvers(\n.+)+/m, '')
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, settings)
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  t.teardown(async () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  const ca = readFileSync(join(folder, 'secrets', 'certificate.pem'))
  const ask = async (headers: Record<string, string> = {}, servername = 'gateway.test') => {
    const asked = get({
      port,
      host: '127.0.0.1',
      ca,
      servername,
      headers,
      agent: false,
      path: '/v1/units?q=secret'
    })
    const [answer] = await once(asked, 'response')
    return { status: answer.statusCode as number, headers: answer.headers, body: await text(answer) }
  }
  return { ask, said: () => said }
}

t.test('the gateway', { skip: isMissing && 'haproxy or openssl is not installed' }, async (t) => {
  const instances = [await instance(t), await instance(t)]
  const [first, second] = instances as [Instance, Instance]
  const { ask, said } = await gateway(t, instances)
  await until(async () => (await ask().catch(() => ({ status: 0 }))).status === 200, 'it is up')
  t.notMatch(said(), /\[(WARNING|ALERT)\].*config/i)

  const forged = { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'evil', forwarded: 'for=1.2.3.4' }
  const answer = await ask(forged)
  t.match(answer, { status: 200, headers: { 'strict-transport-security': /^max-age=/ } })
  const seen = [...first.asked, ...second.asked].at(-1) as IncomingHttpHeaders
  t.match(seen, { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' })
  t.same([seen['x-forwarded-host'], seen.forwarded], [undefined, undefined])
  await t.rejects(ask({}, 'another.test'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })

  first.isReady = false
  await until(() => /api0 is DOWN/.test(said()), 'one drains')
  const before = first.asked.length
  for (let n = 0; n < 10; n += 1) t.equal((await ask()).status, 200)
  t.equal(first.asked.length, before, 'it gets nothing new')

  second.isReady = false
  await until(() => /api1 is DOWN/.test(said()), 'the other drains too')
  const refused = await ask()
  t.match(refused, {
    status: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '5' }
  })
  t.match(JSON.parse(refused.body), { status: 503, code: 'no-instance' })
  await until(() => /"gateway.request".*no|"status":503/.test(said()), 'it is logged')
  const line = said()
    .split('\n')
    .find((line) => line.includes('"status":503')) as string
  t.match(JSON.parse(line), { event: 'gateway.request', status: 503, path: '/v1/units' }, 'without its query')

  first.isReady = true
  await until(async () => (await ask()).status === 200, 'one is back')
})
