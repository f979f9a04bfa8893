import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Embedded, startEmbedded } from '../../src/embedded/index.ts'

// What the drills have in common: a database, the bundle, services in processes of their own, load.

export const root = fileURLToPath(new URL('../..', import.meta.url))
export { pause }

const secret = 'a secret of the drills, as long as it must be'
const undo: (() => unknown)[] = []

/** A folder that goes when the drill is over. Others than root may enter it: PostgreSQL is none. */
export const folder = mkdtempSync(join(tmpdir(), 'drill-'))

/** Something to end with the drill, the last first. */
export function atEnd(step: () => unknown): void {
  undo.push(step)
}

/** As a test, where the machine may be busy: bars in seconds decide nothing. */
const isUntimed = process.env.DRILL_UNTIMED === '1'

/** Runs a drill within its time, prints its figures, and ends with 1 where a bar was missed. */
export async function drill(name: string, seconds: number, run: () => Promise<Figures>): Promise<void> {
  const began = performance.now()
  const limit = setTimeout(
    () => {
      process.stderr.write(`${name}: not over after ${seconds} s\n`)
      void end(1)
    },
    seconds * (isUntimed ? 10_000 : 1000)
  )
  try {
    const figures = await run()
    clearTimeout(limit)
    const missed = Object.values(figures).filter(
      ({ isMet, isTimed }) => isMet === false && !(isTimed && isUntimed)
    )
    for (const [what, { value, bar, isMet }] of Object.entries(figures)) {
      const verdict = isMet === undefined ? '' : `  (${bar}: ${isMet ? 'met' : 'MISSED'})`
      process.stdout.write(`${name}: ${what} ${value}${verdict}\n`)
    }
    process.stdout.write(`${name}: took ${Math.round((performance.now() - began) / 1000)} s\n`)
    await end(missed.length === 0 ? 0 : 1)
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).stack}\n`)
    await end(1)
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(1))

export type Figures = Record<
  string,
  { value: string | number; bar?: string; isMet?: boolean; isTimed?: boolean }
>

async function end(code: number): Promise<never> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop())
    await Promise.resolve(step()).catch(() => {})
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}

/** Says in one line what is not tried here, and ends well. */
export async function skip(name: string, reason: string): Promise<never> {
  process.stdout.write(`${name}: skipped, ${reason}\n`)
  return end(0)
}

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}

/** A PostgreSQL of the drill's own. */
export async function database(): Promise<Embedded> {
  const { chmodSync } = await import('node:fs')
  chmodSync(folder, 0o755)
  const embedded = await startEmbedded({ dataDir: join(folder, 'database'), say: () => {} })
  atEnd(() => embedded.stop(10_000))
  return embedded
}

/** The bundle of a checkout: this one, or another. */
export function bundle(of = root): string {
  const dist = join(of, '.tap', `drill-${process.pid}`)
  mkdirSync(dist, { recursive: true })
  // Until 1.0.0 the script lay in `src` itself.
  const scripts = ['src/commands/bundle.ts', 'src/bundle.ts'].map((path) => join(of, path))
  execFileSync(process.execPath, [scripts.find(existsSync) as string, dist])
  atEnd(() => rmSync(dist, { recursive: true, force: true }))
  return dist
}

export interface Instance {
  url: string
  child: ChildProcess
  /** What it has printed. */
  said: () => string
  ended: Promise<number | null>
}

const dataDir = join(folder, 'service')
const environment = {
  ALLOW_LOCAL_ISSUER: 'true',
  AUDIT_KEY: secret,
  IDENTITY_KEY: secret,
  RECIPIENT_KEY: secret,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'warn',
  RATE_LIMIT: '0',
  PORT: '0'
}

/** Starts the service and waits until it is ready. */
export async function instance(
  dist: string,
  env: Record<string, string>,
  before: readonly string[] = []
): Promise<Instance> {
  mkdirSync(dataDir, { recursive: true })
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const flags = String(scripts.start).match(/--[a-z]\S+/g) ?? []
  const [command, ...args] = [...before, process.execPath, ...flags, ...(env.NODE_FLAGS?.split(' ') ?? [])]
  const { PATH } = process.env
  const child = spawn(command as string, [...args, join(dist, 'main.js')], {
    env: { PATH, ...environment, ...env },
    cwd: root
  })
  atEnd(() => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-200_000)
    })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`the service ended: ${said}`)
    return /ready on (http:[^\s"]+)/.exec(said)?.[1]
  })
  return { url, child, said: () => said, ended }
}

/** Brings a database up to date and loads the units of Jilin, as an operator does. */
export async function prepared(
  dist: string,
  { ownerUrl, url }: Pick<Embedded, 'ownerUrl' | 'url'>
): Promise<void> {
  const env = { ...process.env, DATABASE_URL: ownerUrl, DATABASE_ROLE: 'service' }
  execFileSync(process.execPath, [join(dist, 'migrate.js')], { env, cwd: root })
  const first = await instance(dist, { DATABASE_URL: url, SEED_UNITS: join(root, 'data', 'jilin-units.csv') })
  await stopped(first)
}

export async function stopped(one: Instance, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  one.child.kill(signal)
  return one.ended
}

/** A token of the local issuer. */
export function token(dist: string, roles = 'admin,planner,leader,caseworker,auditor'): string {
  const args = [join(dist, 'token.js'), '--unit', '22', '--roles', roles, '--ttl', '86400']
  return execFileSync(process.execPath, args, { env: { DATA_DIR: dataDir }, encoding: 'utf8' }).trim()
}

export const petition = (n: number) => ({
  kind: 'appeal',
  channel: 'hotline',
  receivedAt: new Date(Date.now() - 3600_000).toISOString(),
  unitCode: '220102',
  category: 'low-income-allowance',
  summary: `演练：反映低保申请长期未得到答复（${n}）`,
  anonymous: false,
  reporter: { name: '张三', phone: '13800000000', address: '演练路1号' }
})

export interface Call {
  method?: string
  path: string
  body?: unknown
}

/** One request; 0 where the connection failed. */
export function ask(
  url: string,
  bearer: string,
  { method = 'GET', path, body }: Call,
  agent?: Agent
): Promise<number> {
  return new Promise((done) => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      authorization: `Bearer ${bearer}`,
      ...(payload !== undefined && { 'content-type': 'application/json' })
    }
    const asked = (url.startsWith('https:') ? secureRequest : request)(
      url + path,
      { method, headers, agent, timeout: 60_000 },
      (answer: IncomingMessage) => {
        text(answer).then(
          (body) => {
            if ((answer.statusCode ?? 0) >= 400) refusals.add(body)
            done(answer.statusCode ?? 0)
          },
          () => done(0)
        )
      }
    )
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => done(0))
    asked.end(payload)
  })
}

/** Why requests were refused: the codes of the service, or what a gateway says. */
class Refusals {
  readonly #counts = new Map<string, number>()

  add(body: string): void {
    const code = /"code":"([a-z-]+)"/.exec(body)?.[1] ?? 'not by the service'
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1)
  }

  toString(): string {
    return JSON.stringify(Object.fromEntries(this.#counts))
  }
}

export const refusals = new Refusals()

export interface Load {
  /** How many answers there were, by status; 0: the connection failed. */
  statuses: Map<number, number>
  failed: () => number
  sent: () => number
  stop(): Promise<void>
}

/** So many requests a second, whatever the answers do, until it is stopped. */
export function load(
  url: string,
  bearer: string,
  rate: number,
  next: (n: number) => Call,
  agent = new Agent({ keepAlive: true, maxSockets: 64 })
): Load {
  const statuses = new Map<number, number>()
  const open = new Set<Promise<unknown>>()
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * rate)
    for (; sent < due; sent += 1) {
      const one: Promise<unknown> = ask(url, bearer, next(sent), agent).then((status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        open.delete(one)
      })
      open.add(one)
    }
  }, 10)
  const failed = () =>
    [...statuses].reduce((sum, [status, count]) => sum + (status < 200 || status >= 400 ? count : 0), 0)
  return {
    statuses,
    failed,
    sent: () => sent,
    async stop() {
      clearInterval(timer)
      await Promise.all(open)
      agent.destroy()
    }
  }
}

/** Mixed work: four reads of five. */
export function mixed(n: number): Call {
  if (n % 5 === 0) return { method: 'POST', path: '/v1/cases', body: petition(n) }
  const reads = [
    '/v1/units/220102',
    '/v1/cases?limit=50',
    '/v1/units?parent=2201',
    '/v1/inspections?limit=20'
  ]
  return { path: reads[n % reads.length] as string }
}

/** The first answer that is not undefined; bounded by the time of the drill. */
export async function until<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  everyMs = 50
): Promise<T> {
  for (;;) {
    const answer = await probe()
    if (answer !== undefined) return answer
    await pause(everyMs)
  }
}

export const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10
