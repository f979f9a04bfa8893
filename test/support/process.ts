import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { AUDIT_SECRET } from './cluster.ts'
import { until } from './until.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const secret = 'x'.repeat(32)

export interface ServiceProcess {
  child: ChildProcess
  /** What it has printed so far. */
  said: { out: string; err: string }
  /** Its address, once it is ready; an error when it ends before. */
  ready(): Promise<string>
  /** How it ended. */
  ended: Promise<{ code: number | null; signal: string | null }>
}

/** The service in a process of its own, from the sources, as an operator starts it. */
export function serviceProcess(t: Test, url: string, env: Record<string, string> = {}): ServiceProcess {
  const given = {
    DATABASE_URL: url,
    // Another call of `testdir` for the same test would empty the folder.
    DATA_DIR: env.DATA_DIR ?? t.testdir(),
    ALLOW_LOCAL_ISSUER: 'true',
    AUDIT_KEY: AUDIT_SECRET,
    IDENTITY_KEY: secret,
    RECIPIENT_KEY: secret,
    PORT: '0',
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '0',
    RATE_LIMIT: '0',
    OVERLOAD_MS: '0'
  }
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts')], { env: { ...given, ...env } })
  t.teardown(() => child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  const ready = async () => {
    const address = () => /ready on (http:[^\s"]+)/.exec(said.out)?.[1]
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null
    await until(() => address() !== undefined || hasEnded(), 'the service is ready')
    const found = address()
    if (found === undefined) throw new Error(said.err || said.out)
    return found
  }
  return { child, said, ready, ended }
}
