import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../support/ports.ts'
import { atEnd, folder, isInstalled, pause, until } from './support.ts'

// Three PostgreSQL under Patroni, with etcd and haproxy, all of this machine: the packages of Debian as they are.

const PROGRAMS = ['patroni', 'etcd', 'haproxy']
const DEBIAN = '/usr/lib/postgresql'
const PASSWORD = 'of-the-drill'

export interface Node {
  n: number
  port: number
  rest: number
  data: string
  file: string
  child?: ChildProcess
}

export interface Cluster {
  /** What PostgreSQL says it is. */
  version: string
  nodes: readonly Node[]
  /** All servers in one URL. */
  urlOf(user: string): string
  /** The way through haproxy, which follows the primary. */
  gatewayOf(user: string): string
  admin<T>(action: (client: pg.Client) => Promise<T>): Promise<T>
  primary(): Promise<Node>
  setSynchronous(isOn: boolean): Promise<void>
}

/** What is missing on this machine, in one sentence; undefined: nothing. */
export function missing(): string | undefined {
  const absent = PROGRAMS.filter((program) => !isInstalled(program))
  if (binaries() === undefined) absent.push('postgresql')
  if (absent.length === 0) return undefined
  return `not installed: ${absent.join(', ')} (Debian: patroni etcd-server python3-etcd haproxy postgresql)`
}

function binaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number).filter(Boolean) : []
  const newest = versions.sort((a, b) => b - a)[0]
  return newest === undefined ? undefined : join(DEBIAN, String(newest), 'bin')
}

/** PostgreSQL refuses to run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

export async function startCluster(): Promise<Cluster> {
  const user = owner()
  execFileSync('chmod', ['755', folder])
  const place = join(folder, 'patroni')
  mkdirSync(place)
  const give = (path: string) => user.uid !== undefined && chownSync(path, user.uid, user.gid as number)
  give(place)
  const etcd = await startEtcd(place, user)
  const nodes: Node[] = []
  for (const n of [1, 2, 3]) {
    const [port, rest] = [await freePort(), await freePort()]
    const file = join(place, `n${n}.yml`)
    nodes.push({ n, port, rest, data: join(place, `d${n}`), file })
    writeFileSync(file, JSON.stringify(settings(nodes[n - 1] as Node, etcd)))
    give(file)
  }
  for (const node of nodes) startNode(node)
  await allRunning(nodes)
  const gateway = await startGateway(nodes)
  const urlOf = (user: string, host: string, database = 'supervision') =>
    `postgres://${user}:${PASSWORD}@${host}/${database}`
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const admin = async <T>(action: (client: pg.Client) => Promise<T>, database?: string) => {
    const { port } = await primaryOf(nodes)
    const client = new pg.Client(urlOf('postgres', `127.0.0.1:${port}`, database))
    await client.connect()
    return action(client).finally(() => client.end())
  }
  const version = await admin(async (client) => {
    for (const role of ['owner', 'service'])
      await client.query(`create role ${role} login password '${PASSWORD}'`)
    await client.query('create database supervision owner owner')
    const { rows } = await client.query('show server_version')
    return String(rows[0].server_version)
  }, 'postgres')
  return {
    version,
    nodes,
    urlOf: (user) => `${urlOf(user, hosts)}?target_session_attrs=read-write`,
    gatewayOf: (user) => urlOf(user, gateway),
    admin,
    primary: () => primaryOf(nodes),
    setSynchronous: (isOn) => setSynchronous(nodes, isOn)
  }
}

async function startEtcd(place: string, user: object): Promise<string> {
  const [client, peer] = [await freePort(), await freePort()]
  const urls = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`]
  const args = [
    ['--data-dir', join(place, 'etcd')],
    ['--listen-client-urls', urls[0]],
    ['--advertise-client-urls', urls[0]],
    ['--listen-peer-urls', urls[1]],
    ['--initial-advertise-peer-urls', urls[1]],
    ['--initial-cluster', `default=${urls[1]}`]
  ].flat() as string[]
  const child = spawn('etcd', args, { stdio: 'ignore', cwd: place, ...user })
  atEnd(() => child.kill('SIGKILL'))
  await until(() => answers(`${urls[0]}/health`))
  return `127.0.0.1:${client}`
}

/** What Patroni reads; JSON is YAML. The times are shorter than its defaults (30, 10 and 10 s). */
function settings({ n, port, rest, data }: Node, etcd: string) {
  const as = (username: string) => ({ username, password: PASSWORD })
  return {
    scope: 'drill',
    name: `n${n}`,
    restapi: { listen: `127.0.0.1:${rest}`, connect_address: `127.0.0.1:${rest}` },
    etcd3: { hosts: etcd },
    bootstrap: {
      dcs: {
        ttl: 10,
        loop_wait: 2,
        retry_timeout: 4,
        // A standby that is further behind does not become primary: this bounds what asynchronous ones lose.
        maximum_lag_on_failover: 16 * 1024 * 1024,
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 120, shared_buffers: '64MB' } }
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      pg_hba: [
        'host all all 127.0.0.1/32 scram-sha-256',
        'host replication replicator 127.0.0.1/32 scram-sha-256'
      ]
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: data,
      bin_dir: binaries(),
      pgpass: `${data}.pgpass`,
      parameters: { unix_socket_directories: '' },
      authentication: { superuser: as('postgres'), replication: as('replicator'), rewind: as('rewinder') }
    }
  }
}

export function startNode(node: Node): void {
  const log = openSync(`${node.file}.log`, 'a')
  const child = spawn('patroni', [node.file], {
    stdio: ['ignore', log, log],
    cwd: join(node.file, '..'),
    ...owner()
  })
  node.child = child
  atEnd(() => killNode(node, child))
}

/** Patroni, PostgreSQL and all its processes, at once and without a word. */
export function killNode(node: Node, child = node.child): void {
  child?.kill('SIGKILL')
  const postmaster = postmasterOf(node)
  if (postmaster === undefined) return
  for (const pid of [postmaster, ...childrenOf(postmaster)]) signal(pid, 'SIGKILL')
}

function postmasterOf({ data }: Node): number | undefined {
  const file = join(data, 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
  // The file of one that was killed stays, and another process may have its number.
  const isOurs = pid !== undefined && existsSync(`/proc/${pid}/cmdline`)
  return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data) ? pid : undefined
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}

/** Nothing reaches the standbys any more, as when the network between them stalls. */
export async function stallReplication({ admin }: Cluster): Promise<void> {
  const pids = await admin(async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_replication')
    return rows.map(({ pid }) => pid)
  })
  for (const pid of pids) signal(pid, 'SIGSTOP')
}

async function answers(url: string): Promise<Response | undefined> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  return answer?.ok ? answer : undefined
}

export function primaryOf(nodes: readonly Node[]): Promise<Node> {
  return until(async () => {
    for (const node of nodes) if (await answers(`http://127.0.0.1:${node.rest}/primary`)) return node
    return undefined
  }, 200)
}

/** One primary and two standbys that stream, one of them synchronous where that is asked for. */
export async function allRunning(nodes: readonly Node[], isSynchronous = true): Promise<void> {
  await until(async () => {
    const { rest } = await primaryOf(nodes)
    const answer = await answers(`http://127.0.0.1:${rest}/cluster`)
    if (answer === undefined) return undefined
    const { members } = (await answer.json()) as { members: { role: string; state: string; lag?: unknown }[] }
    const running = members.filter(({ state }) => state === 'running' || state === 'streaming')
    const synchronous = members.filter(({ role }) => role === 'sync_standby')
    const isSettled = running.length === nodes.length && synchronous.length === (isSynchronous ? 1 : 0)
    return isSettled && running.filter(({ role }) => role === 'leader').length === 1 ? true : undefined
  }, 500)
}

async function setSynchronous(nodes: readonly Node[], isOn: boolean): Promise<void> {
  const { rest } = await primaryOf(nodes)
  const answer = await fetch(`http://127.0.0.1:${rest}/config`, {
    method: 'PATCH',
    body: JSON.stringify({ synchronous_mode: isOn })
  })
  if (!answer.ok) throw new Error(`Patroni does not take its settings: ${answer.status}`)
  await allRunning(nodes, isOn)
}

/** haproxy sends connections to the primary alone, by what Patroni says of each node. */
async function startGateway(nodes: readonly Node[]): Promise<string> {
  const port = await freePort()
  const file = join(folder, 'patroni-haproxy.cfg')
  const servers = nodes.map(
    ({ n, port, rest }) =>
      `  server n${n} 127.0.0.1:${port} check port ${rest} inter 1s fall 2 rise 1 on-marked-down shutdown-sessions`
  )
  const lines = [
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 30m',
    '  timeout server 30m',
    '  timeout check 2s',
    'listen primary',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk GET /primary',
    '  http-check expect status 200',
    ...servers,
    ''
  ]
  writeFileSync(file, lines.join('\n'))
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' })
  atEnd(() => child.kill('SIGKILL'))
  await pause(3000)
  return `127.0.0.1:${port}`
}
