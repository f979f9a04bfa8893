import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import type { Test } from 'tap'
import { refugeOf } from '../../src/embedded/folder.ts'
import type { Embedded } from '../../src/embedded/index.ts'
import { startEmbedded } from '../../src/embedded/index.ts'
import { until } from '../../src/embedded/process.ts'
import { isRunning, postmasterOf } from '../../src/embedded/site.ts'
import { PATIENCE_MS } from '../support/until.ts'
import { installationFor } from './installation.ts'

/** What the service in a process of its own told, line by line. */
export interface Line {
  ready?: Omit<Embedded, 'stop'>
  said?: string
  crash?: string
  failed?: string
  message?: string
}

export const isRoot = process.getuid?.() === 0
export const nobody = { uid: 65534, gid: 65534 }

/** A folder for one test, which everybody may enter; removed with what still runs on it. */
export function folder(t: Test, name = 'data'): string {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'embedded-')))
  chmodSync(top, 0o755)
  const dataDir = join(top, name)
  t.teardown(async () => {
    for (const beside of [dataDir, refugeOf(dataDir)]) {
      await killPostgres(join(beside, 'postgres'))
      rmSync(beside, { recursive: true, force: true, maxRetries: 20 })
    }
    rmSync(top, { recursive: true, force: true })
  })
  return dataDir
}

export function own(path: string, user = nobody): void {
  if (isRoot) chownSync(path, user.uid, user.gid)
}

export async function start(t: Test, dataDir: string, said: string[] = [], crashes: string[] = []) {
  const embedded = await startEmbedded({
    dataDir,
    say: (line) => said.push(line),
    onCrash: (message) => crashes.push(message)
  })
  t.teardown(() => embedded.stop())
  return embedded
}

/** The service in a process of its own. */
export function spawnService(t: Test, dataDir: string, user?: typeof nobody) {
  const { node, script } = installationFor(user)
  // Whoever it is may not be able to enter the current folder.
  const cwd = dirname(script)
  return watch(t, spawn(node, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'], cwd, ...user }))
}

export function watch(t: Test, child: ChildProcess) {
  const lines: Line[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(JSON.parse(line)))
  const closed = once(child, 'close')
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await closed
  }
  t.teardown(() => kill('SIGKILL'))
  const line = async (...keys: (keyof Line)[]) => {
    const found = await until(PATIENCE_MS, () =>
      lines.find((one) => keys.some((key) => one[key] !== undefined))
    )
    if (found === undefined) throw new Error(`no ${keys} among ${JSON.stringify(lines)}`)
    return found
  }
  return { child, lines, line, kill, closed }
}

export function pidOf(cluster: string): number | undefined {
  const beside = { folder: cluster, beside: cluster }
  const pid = postmasterOf(beside)?.pid
  return pid !== undefined && isRunning(beside, pid) ? pid : undefined
}

export async function killPostgres(cluster: string): Promise<void> {
  const pid = pidOf(cluster)
  if (pid === undefined) return
  process.kill(pid, 'SIGKILL')
  await until(PATIENCE_MS, () => pidOf(cluster) !== pid || undefined)
}

export async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}
