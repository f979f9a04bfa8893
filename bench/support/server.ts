import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onServerCore } from './cores.ts'
import { folder, project } from './places.ts'

export interface Server {
  url: string
  /** Milliseconds from the start of the process until it answered that it is ready. */
  readyAfter: number
  /** Resident memory in MB: now, or at its highest. */
  memory(which: 'now' | 'peak'): number
  stop(): Promise<void>
}

const START_DEADLINE = 120_000
const running = new Set<ChildProcess>()

/** The service, bundled, and started with what `npm start` gives it. */
export function startService(env: Record<string, string>): Promise<Server> {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const [, command] = scripts.start.split(' && ')
  const settings = Object.fromEntries(command.match(/\b[A-Z_]+=\S+/g).map((one: string) => one.split('=')))
  const given = {
    ...settings,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
    PORT: '0',
    NODE_COMPILE_CACHE: folder('compiled'),
    ...env
  }
  return start('dist/main.js', given, '/readyz', command.match(/--\S+/g))
}

/** One of the servers to compare with. */
export function startPeer(name: string, env: Record<string, string>): Promise<Server> {
  return start(`bench/peers/${name}.ts`, env, '/')
}

/** Ends whatever still runs. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

async function start(
  script: string,
  env: Record<string, string>,
  readyPath: string,
  flags: readonly string[] = []
): Promise<Server> {
  const { PATH, HOME, TMPDIR } = process.env
  const [command, args] = onServerCore(process.execPath, [...flags, ...profiling(), join(project, script)])
  const startedAt = performance.now()
  const child = spawn(command, args, { cwd: project, env: { PATH, HOME, TMPDIR, ...env }, stdio: 'pipe' })
  running.add(child)
  let output = ''
  const hear = (chunk: Buffer) => {
    output = (output + chunk).slice(-20_000)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}: ${output}`)
    return /ready on (http:[^\s"]+)/.exec(output)?.[1]
  })
  await until(async () => ((await fetch(url + readyPath)).status < 500 ? true : undefined))
  return {
    url,
    readyAfter: performance.now() - startedAt,
    memory: (which) => memoryOf(child.pid as number, which === 'now' ? 'VmRSS' : 'VmHWM'),
    async stop() {
      child.kill('SIGTERM')
      await ended
    }
  }
}

/** `BENCH_CPU_PROF=folder` has the servers write a profile of their time. */
function profiling(): string[] {
  const { BENCH_CPU_PROF } = process.env
  return BENCH_CPU_PROF === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${BENCH_CPU_PROF}`]
}

/** The first answer that is not undefined, asked for every few milliseconds. */
export async function until<T>(probe: () => T | undefined | Promise<T | undefined>, every = 5): Promise<T> {
  const deadline = performance.now() + START_DEADLINE
  for (;;) {
    const answer = await probe()
    if (answer !== undefined) return answer
    if (performance.now() > deadline) throw new Error('it took too long')
    await pause(every)
  }
}

function memoryOf(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
}
