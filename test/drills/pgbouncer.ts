import { spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../support/ports.ts'
import {
  ask,
  atEnd,
  bundle,
  database,
  drill,
  folder,
  instance,
  isInstalled,
  petition,
  prepared,
  skip,
  stopped,
  token,
  until
} from './support.ts'

/** PgBouncer in session mode works; in transaction mode the service refuses to start, and says why. */
if (!isInstalled('pgbouncer')) await skip('pgbouncer', 'it is not installed')

await drill('pgbouncer', 150, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const session = await bouncer(postgres.url, 'session')
  const service = await instance(dist, { DATABASE_URL: session, DRAIN_SECONDS: '0' })
  const bearer = token(dist)
  const statuses: number[] = []
  for (let n = 0; n < 20; n += 1) {
    statuses.push(await ask(service.url, bearer, { method: 'POST', path: '/v1/cases', body: petition(n) }))
    statuses.push(await ask(service.url, bearer, { path: '/v1/units/220102' }))
  }
  const answer = await fetch(`${service.url}/v1/cases?limit=1`, {
    headers: { authorization: `Bearer ${bearer}` }
  })
  const { items } = (await answer.json()) as { items: { receivedAt: string }[] }
  const zone = items[0]?.receivedAt.slice(-6)
  await stopped(service)
  const transaction = await bouncer(postgres.url, 'transaction')
  const refusal = await instance(dist, { DATABASE_URL: transaction }).then(
    () => 'it started',
    (error: Error) => error.message
  )
  return {
    'session mode, answers': {
      value: statuses.length,
      bar: 'all 2xx',
      isMet: statuses.every((one) => one >= 200 && one < 300)
    },
    'session mode, zone of instants': { value: String(zone), bar: '+08:00', isMet: zone === '+08:00' },
    'transaction mode': {
      value: refusal.trim().slice(0, 200),
      bar: 'refused',
      isMet: /transaction mode/.test(refusal)
    }
  }
})

async function bouncer(url: string, mode: string): Promise<string> {
  const { hostname, port: target, username, password, pathname } = new URL(url)
  const port = await freePort()
  const users = join(folder, `users-${mode}`)
  writeFileSync(users, `"${username}" "${password}"\n`)
  const file = join(folder, `pgbouncer-${mode}.ini`)
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${target}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = plain',
    `auth_file = ${users}`,
    `pool_mode = ${mode}`,
    'max_client_conn = 200',
    'default_pool_size = 60',
    'ignore_startup_parameters = extra_float_digits',
    ''
  ]
  writeFileSync(file, lines.join('\n'))
  for (const one of [users, file]) chmodSync(one, 0o644)
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const child = spawn('pgbouncer', ['-q', file], { stdio: 'ignore', ...user })
  atEnd(() => child.kill('SIGKILL'))
  const { connect } = await import('node:net')
  await until(
    () =>
      new Promise<true | undefined>((done) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.destroy()
          done(true)
        })
        socket.on('error', () => done(undefined))
      })
  )
  return `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`
}
