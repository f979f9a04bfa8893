import { type ChildProcess, fork } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Outcome } from './worker.ts'

/**
 * Runs test files: all, or those that are named (files or folders). A few processes take them one after
 * another, the longest first, so that no core is idle at the end. PostgreSQL starts when a test asks for it.
 *
 *     npm run test:one FILE …
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const worker = fileURLToPath(new URL('worker.ts', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false }, workers: { type: 'string' } }
})

/** Those that take longest begin; where a new long file stands is seen in the list at the end. */
const LONGEST = [
  'test/secrecy/visits',
  'test/drills/',
  'test/secrecy/plans',
  'test/drills/',
  'test/scope',
  'test/secrecy/',
  'test/bad-input',
  'test/reorganisation/',
  'test/whole-way',
  'test/embedded/'
]
const SLOWEST_SHOWN = 10
const PROGRESS_EVERY_MS = 60_000

const started = performance.now()
const waiting = filesOf(positionals)
const running = new Map<ChildProcess, { file: string; since: number }>()
const outcomes: Outcome[] = []
let cluster: ReturnType<typeof startCluster> | undefined

const progress = setInterval(() => {
  for (const { file, since } of running.values())
    if (performance.now() - since > PROGRESS_EVERY_MS) console.log(`  …    ${seconds(since)}  ${file}`)
}, PROGRESS_EVERY_MS)
// One process more than cores: while one waits for PostgreSQL, another computes.
const most = Number(values.workers ?? availableParallelism() + 1)
await Promise.all(Array.from({ length: Math.min(most, waiting.length) }, work))
clearInterval(progress)
await (await cluster)?.stop()
process.exitCode = summary() ? 0 : 1

/** Keeps a process busy until no file is left; one that breaks down is replaced. */
async function work(): Promise<void> {
  while (waiting.length > 0) {
    const child = fork(worker, {
      env: { ...process.env, TAP_TIMEOUT: '0' },
      cwd: root
    })
    await new Promise<void>((ended) => {
      child.on('message', (message: Outcome & { idle?: true; wanted?: 'cluster' }) => {
        if (message.wanted === 'cluster') provideCluster(child)
        if (message.file !== undefined) done(message)
        if (message.file !== undefined || message.idle) next(child)
      })
      child.on('exit', (code, signal) => {
        const broken = running.get(child)
        running.delete(child)
        if (broken !== undefined) done(breakdown(broken, `the process ended (${signal ?? code})`))
        ended()
      })
    })
  }
}

function next(child: ChildProcess): void {
  const file = waiting.shift()
  running.delete(child)
  if (file === undefined) {
    child.kill()
    return
  }
  running.set(child, { file, since: performance.now() })
  child.send({ file })
}

function provideCluster(child: ChildProcess): void {
  cluster ??= startCluster()
  cluster.then(
    (started) => child.send({ cluster: started.cluster }),
    (error) => {
      console.error(`The PostgreSQL of the tests did not start: ${error.message}`)
      child.kill()
    }
  )
}

/** Loaded only then: most of the service comes with it. */
async function startCluster() {
  const { prepareCluster, stopCluster } = await import('./cluster.ts')
  const cluster = await prepareCluster()
  return { cluster, stop: () => stopCluster({ keep: values.keep }) }
}

function done(outcome: Outcome): void {
  outcomes.push(outcome)
  const { file, total, failures } = outcome
  const isFine = failures.length === 0
  console.log(
    `${isFine ? '  ok ' : 'FAIL '} ${outcome.seconds.toFixed(1).padStart(6)} s ${String(total).padStart(6)}  ${file}`
  )
  for (const failure of failures) console.log(`\n${failure}\n`)
}

function breakdown({ file, since }: { file: string; since: number }, reason: string): Outcome {
  return { file, seconds: (performance.now() - since) / 1000, total: 1, pass: 0, skip: 0, failures: [reason] }
}

/** The slowest files, and one line of sums, which is `true` when all is well. */
function summary(): boolean {
  const slowest = [...outcomes].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN)
  if (outcomes.length > SLOWEST_SHOWN) {
    console.log('\nThe slowest:')
    for (const one of slowest) console.log(`${one.seconds.toFixed(1).padStart(8)} s  ${one.file}`)
  }
  const sum = (name: 'total' | 'pass' | 'skip') => outcomes.reduce((all, one) => all + one[name], 0)
  const [total, pass, skip] = [sum('total'), sum('pass'), sum('skip')]
  const failed = total - pass - skip
  const parts = [`total: ${total}`, `pass: ${pass}`]
  if (failed > 0) parts.push(`fail: ${failed}`)
  if (skip > 0) parts.push(`skip: ${skip}`)
  console.log(`\n${outcomes.length} files in ${seconds(started)}`)
  console.log(`# { ${parts.join(', ')} }`)
  return total > 0 && outcomes.every(({ failures }) => failures.length === 0) && failed === 0
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

/** Paths below the checkout, the longest first. */
function filesOf(named: readonly string[]): string[] {
  const found = named.length === 0 ? ['test'] : named
  const files = found.flatMap((name) => {
    const path = resolve(name)
    if (!statSync(path, { throwIfNoEntry: false })) throw new Error(`There is no test ${name}.`)
    return statSync(path).isDirectory() ? globSync(join(path, '**/*.test.ts')) : [path]
  })
  const rank = (file: string) => {
    const at = LONGEST.findIndex((start) => file.startsWith(start))
    return at < 0 ? LONGEST.length : at
  }
  const paths = [...new Set(files.map((file) => relative(root, file)))]
  return paths.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
