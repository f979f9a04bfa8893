import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { type Contents, createKeyring, openStore } from '../../src/attachments/index.ts'
import { createVault } from '../../src/cases/index.ts'
import { readConfig } from '../../src/config.ts'
import { recipientHasher } from '../../src/funds/index.ts'
import type { Role } from '../../src/platform/access/permissions.ts'
import { auditKey } from '../../src/platform/audit/key.ts'
import { sealWaiting } from '../../src/platform/audit/seal.ts'
import { issueToken, localIssuer } from '../../src/platform/auth/local-issuer.ts'
import { Tokens } from '../../src/platform/auth/tokens.ts'
import type { App } from '../../src/platform/http/app.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { runOperation } from '../../src/platform/operations/index.ts'
import { react } from '../../src/platform/work/events.ts'
import { createJobs } from '../../src/platform/work/jobs.ts'
import type { AppContext } from '../../src/platform/work/work.ts'
import { constraints, handlers, reactions } from '../../src/rooms.ts'
import { buildService } from '../../src/service.ts'
import { AUDIT_SECRET } from './cluster.ts'
import { contract } from './contract.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { misfits } from './recorded.ts'
import { until } from './until.ts'

export type Method = NonNullable<InjectOptions['method']>

export interface Answer {
  status: number
  headers: Record<string, string | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: the contract is checked on every call
  body: any
  text: string
}

/** The body of an answer. One that refuses breaks the test off: it was to prepare something. */
export function ok({ status, body, text }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`refused: ${text}`)
  return body
}

export interface Person {
  unit: string
  roles: Role[]
  sub?: string
}

export interface TestService {
  app: App
  context: AppContext
  database: TestDatabase
  /** The clock of the service; tests set it. */
  clock: { now: Date }
  /** Calls a route as a person (default: everything at the province), and checks the answer by the contract. */
  call(method: Method, url: string, options?: CallOptions): Promise<Answer>
  token(person: Person): Promise<string>
  /** Waits for an operation to end and gives it. */
  ended(operationId: string): Promise<Answer>
  /** Lets the rooms do what follows from what has happened; gives how many events they handled. */
  react(): Promise<number>
  /** Seals all audit lines that wait. */
  seal(): Promise<void>
  /** What the port of the metrics would answer. */
  metrics(): Promise<string>
}

export interface CallOptions {
  as?: Person | string | null | undefined
  body?: unknown
  /** Sent as it is, with `type`. */
  raw?: string | Buffer | undefined
  type?: string | undefined
  headers?: Record<string, string>
}

export const IDENTITY_SECRET = 'a secret of the tests for identities, long enough'
export const ATTACHMENT_SECRET = 'a secret of the tests for attachments, long enough'
export const RECIPIENT_SECRET = 'a secret of the tests for recipients, long enough'

export const province: Person = { unit: '22', roles: ['admin', 'planner', 'leader', 'auditor'], sub: 'p1' }

let checked: ReturnType<typeof contract> | undefined

/** The contract of a service without settings of its own is the same each time, and takes long to read. */
function byDefault(app: App): ReturnType<typeof contract> {
  checked ??= contract(app)
  return checked
}

let shared: Promise<Contents> | undefined

/** All services of a process keep attachments in one folder, so that a copied database finds its files. */
function sharedContents(): Promise<Contents> {
  shared ??= contentsIn(mkdtempSync(join(tmpdir(), 'attachments-')))
  return shared
}

async function contentsIn(folder: string): Promise<Contents> {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const store = await openStore({ ATTACHMENT_STORE: folder, DATA_DIR: folder })
  return { store, keyring: createKeyring([ATTACHMENT_SECRET]) }
}

/** The whole service on a database of its own, called without a network. */
export async function testService(
  t: Test,
  {
    jobs: withJobs = false,
    empty = false,
    connections = 3,
    env = {} as Record<string, string>,
    vault = createVault([IDENTITY_SECRET]),
    contents = undefined as Contents | undefined,
    hashed = recipientHasher(RECIPIENT_SECRET)
  } = {}
): Promise<TestService> {
  const database = await testDatabase(t, { empty, connections })
  const dataDir = mkdtempSync(join(tmpdir(), 'supervision-'))
  const clock = { now: new Date('2026-03-02T01:00:00Z') }
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  const context: AppContext = {
    db: database.db,
    auditKey: auditKey(AUDIT_SECRET),
    clock: () => clock.now,
    log
  }
  const jobs = createJobs(database.url, () => {})
  const metrics = createMetrics()
  // Tokens of tests outlive every reading of their clocks.
  const quiet = { RATE_LIMIT: '0', OVERLOAD_MS: '0', TOKEN_MAX_HOURS: '10000000' }
  const config = readConfig({ ...quiet, DATA_DIR: dataDir, ...env })
  const tokens = new Tokens(await localIssuer(dataDir), context.clock, config)
  const app = await buildService({
    config,
    context,
    pool: database.pool,
    tokens,
    jobs,
    metrics,
    vault,
    hashed,
    contents: contents ?? (await sharedContents())
  })
  if (withJobs) await jobs.start((attempt) => runOperation(context, handlers, constraints, attempt))
  t.teardown(async () => {
    const wrong = await misfits(database.owner.db)
    if (wrong.length > 0) throw new Error(`recorded otherwise than events.ts says:\n${wrong.join('\n')}`)
  })
  t.teardown(async () => {
    await app.close()
    if (withJobs) await jobs.stop(5000)
    rmSync(dataDir, { recursive: true })
  })
  const issued = new Map<string, string>()
  const token = async ({ unit, roles, sub = `${unit}:${roles}` }: Person) => {
    const key = `${unit} ${roles} ${sub}`
    const actor = { sub, name: sub, unitCode: unit, roles }
    if (!issued.has(key)) issued.set(key, await issueToken(dataDir, actor, 100 * 365 * 86_400))
    return issued.get(key) as string
  }
  const check = Object.keys(env).length > 0 ? contract(app) : byDefault(app)
  const call: TestService['call'] = async (method, url, options = {}) => {
    const { as = province, body, raw, type = 'application/json' } = options
    const bearer = as === null ? undefined : typeof as === 'string' ? as : await token(as)
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const headers = {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(payload !== undefined && { 'content-type': type }),
      ...options.headers
    }
    const response = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    const isJson = String(response.headers['content-type']).includes('json')
    const answer = {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      body: isJson && response.body !== '' ? JSON.parse(response.body) : response.body,
      text: response.body
    }
    check(String(method), url, answer)
    return answer
  }
  const ended = async (id: string) => {
    let answer = await call('GET', `/v1/operations/${id}`)
    const hasEnded = async () => {
      answer = await call('GET', `/v1/operations/${id}`)
      return ['succeeded', 'failed'].includes(answer.body.state)
    }
    await until(hasEnded, `operation ${id} ends`)
    return answer
  }
  const seal = async () => {
    while ((await sealWaiting(context.db, context.auditKey, clock.now)) > 0);
  }
  const reacted = () =>
    react(context, reactions, (error) => {
      throw error
    })
  return {
    ...{ app, context, database, clock, call, token, ended, seal, react: reacted },
    metrics: () => metrics.registry.metrics()
  }
}
