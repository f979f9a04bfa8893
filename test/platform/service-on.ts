import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import type { Test } from 'tap'
import { createKeyring, openStore } from '../../src/attachments/index.ts'
import { createVault } from '../../src/cases/index.ts'
import { readConfig } from '../../src/config.ts'
import { recipientHasher } from '../../src/funds/index.ts'
import { auditKey } from '../../src/platform/audit/key.ts'
import type { Actor } from '../../src/platform/auth/actor.ts'
import type { Issuer } from '../../src/platform/auth/issuer.ts'
import { issueToken, localIssuer } from '../../src/platform/auth/local-issuer.ts'
import { Tokens } from '../../src/platform/auth/tokens.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import type { Traces } from '../../src/platform/observability/traces/index.ts'
import { createJobs } from '../../src/platform/work/jobs.ts'
import { buildService } from '../../src/service.ts'
import { AUDIT_SECRET } from '../support/cluster.ts'

export interface Parts {
  /** Another issuer than the local one. */
  issuer?: Issuer
  env?: Record<string, string>
  traces?: Traces | undefined
  /** Connections of the pool. */
  max?: number
  statementTimeoutMs?: number
}

export interface Logged {
  level: number
  event?: string
  reqId?: string
  requestId?: string
  traceId?: string
  err?: { message: string }
}

export const admin: Actor = { sub: 'admin', name: '管理员', unitCode: '22', roles: ['admin', 'auditor'] }

/** The service with parts of the test's choice, on the database at `url`; its log is kept. */
export async function serviceOn(t: Test, url: string, parts: Parts = {}) {
  const { issuer, traces, env = {}, max = 5, statementTimeoutMs = 15_000 } = parts
  const dataDir = mkdtempSync(join(tmpdir(), 'supervision-'))
  const clock = { now: new Date('2026-03-02T01:00:00Z') }
  const logged: Logged[] = []
  const losses: Error[] = []
  const onError = (error: Error) => losses.push(error)
  const { db, pool } = connect({ url, max, statementTimeoutMs, name: 'service', onError })
  const context = { db, auditKey: auditKey(AUDIT_SECRET), clock: () => clock.now, log: keptIn(logged) }
  const jobs = createJobs(url, onError)
  const metrics = createMetrics()
  // Tokens of tests outlive every reading of their clocks.
  const quiet = { RATE_LIMIT: '0', OVERLOAD_MS: '0', TOKEN_MAX_HOURS: '10000000' }
  const config = readConfig({ ...quiet, DATA_DIR: dataDir, ...env })
  const tokens = new Tokens(issuer ?? (await localIssuer(dataDir)), () => clock.now, config)
  const app = await buildService({
    config,
    context,
    pool,
    tokens,
    jobs,
    metrics,
    traces,
    vault: createVault(['x'.repeat(32)]),
    contents: {
      store: await openStore({ DATA_DIR: dataDir }),
      keyring: createKeyring(['x'.repeat(32)])
    },
    hashed: recipientHasher('x'.repeat(32))
  })
  t.teardown(async () => {
    await app.close()
    await db.destroy()
    rmSync(dataDir, { recursive: true })
  })
  const token = (actor: Actor = admin) => issueToken(dataDir, actor, 100 * 365 * 86_400)
  const listen = () => app.listen({ host: '127.0.0.1', port: 0 })
  return { app, context, pool, tokens, jobs, metrics, clock, logged, losses, token, listen, dataDir }
}

function keptIn(logged: Logged[]) {
  const lines = new Writable({
    write(line, _encoding, done) {
      logged.push(JSON.parse(line))
      done()
    }
  })
  return pino({ level: 'info' }, lines)
}
