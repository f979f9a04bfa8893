import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { binariesFor } from '../../src/embedded/binaries.ts'
import { startEmbedded } from '../../src/embedded/index.ts'
import { prepareDatabase } from '../../src/startup/prepare.ts'
import { freePort } from './ports.ts'
import { until } from './until.ts'

/** A PostgreSQL of the test's own with a standby that follows it; both go with the test. */
export async function withStandby(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'standby-'))
  execFileSync('chmod', ['755', folder])
  t.teardown(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const dataDir = join(folder, 'primary')
  const primary = await startEmbedded({ dataDir, say: () => {} })
  t.teardown(() => primary.stop(10_000))
  await prepareDatabase(primary.ownerUrl, 'service', () => {})
  const { postgres: password } = JSON.parse(readFileSync(join(dataDir, 'postgres.passwords'), 'utf8'))
  const adminOf = (url: string) => Object.assign(new URL(url), { username: 'postgres', password }).href
  const admin = await connected(t, adminOf(primary.ownerUrl))

  // The files as they lie there, between the two marks that PostgreSQL sets for it.
  const data = join(folder, 'standby')
  await admin.query(`select pg_backup_start('standby', true)`)
  execFileSync('cp', ['-a', primary.dataFolder, data])
  const { rows } = await admin.query('select labelfile from pg_backup_stop(false)')
  const port = await freePort()
  const { port: primaryPort } = new URL(primary.ownerUrl)
  const follow = `host=127.0.0.1 port=${primaryPort} user=postgres password=${password}`
  rmSync(join(data, 'postmaster.pid'), { force: true })
  writeFileSync(join(data, 'backup_label'), rows[0].labelfile)
  writeFileSync(join(data, 'standby.signal'), '')
  writeFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${follow}'\n`)
  const isRoot = process.getuid?.() === 0
  const owner = isRoot ? ownerOf(primary.dataFolder) : undefined
  if (owner !== undefined) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, data])
  const { postgres } = binariesFor({
    folder: data,
    beside: dirname(primary.dataFolder),
    user: owner
  } as never)
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100'
  ]
  const args = ['-D', data, ...settings.flatMap((one) => ['-c', one])]
  const child = spawn(postgres, args, { stdio: 'ignore', cwd: folder, ...owner })
  const ended = new Promise((done) => child.once('close', done))
  t.teardown(async () => {
    child.kill('SIGQUIT')
    await ended
  })
  const url = Object.assign(new URL(primary.url), { port }).href
  await until(
    () =>
      connect(adminOf(url)).then(
        () => true,
        () => false
      ),
    'the standby answers'
  )
  const standbyAdmin = await connected(t, adminOf(url))
  const isStreaming = async () =>
    (await standbyAdmin.query('select from pg_stat_wal_receiver')).rowCount === 1
  await until(isStreaming, 'the standby streams')
  return { primary, url, admin, standbyAdmin, stop: () => child.kill('SIGKILL') }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  return client
}

async function connected(t: Test, url: string): Promise<pg.Client> {
  const client = await connect(url)
  t.teardown(() => client.end())
  return client
}

function ownerOf(path: string): { uid: number; gid: number } {
  const [uid, gid] = execFileSync('stat', ['-c', '%u %g', path], { encoding: 'utf8' }).split(' ').map(Number)
  return { uid: uid as number, gid: gid as number }
}
