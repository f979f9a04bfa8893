import { enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { failuresIn } from './failures.ts'

/**
 * Runs test files one after another in one process, as `run.ts` names them: a file costs its own tests only,
 * since the service is loaded once. Each file is a test of its own: what it imports as `tap` is that test.
 */
export interface Outcome {
  file: string
  seconds: number
  total: number
  pass: number
  skip: number
  /** Of each failed assertion its name and what tap says about it. */
  failures: string[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
enableCompileCache(join(root, '.tap', 'compiled'))

const tests = new Map<string, Test>()
Object.assign(globalThis, { testOfFile: (url: string) => tests.get(url) })
const scheme = 'test-of:'
// tap follows every promise of a process to find whose error it is. Here an error that nobody catches ends the
// process, and the run names the file; a sixth of the time is saved.
const noDomain = `data:text/javascript,${encodeURIComponent('export class Domain { destroy() {} }')}`

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'async-hook-domain') return { url: noDomain, format: 'module', shortCircuit: true }
    if (specifier !== 'tap' || !tests.has(context.parentURL ?? '')) return next(specifier, context)
    return { url: `${scheme}${context.parentURL}`, format: 'module', shortCircuit: true }
  },
  load(url, context, next) {
    if (!url.startsWith(scheme)) return next(url, context)
    const source = `export default testOfFile(${JSON.stringify(url.slice(scheme.length))})`
    return { format: 'module', source, shortCircuit: true }
  }
})

// What tests make is theirs to open to others: they do not depend on the umask of the caller.
process.umask(0o022)
const { default: tap } = await import('tap')

let output = ''
// Piped here, tap leaves standard output and the exit code of the process alone.
const sink = new Writable({
  write(chunk, _encoding, written) {
    output += chunk
    written()
  }
})
tap.pipe(sink)

process.on('message', async ({ file }: { file?: string }) => {
  if (file === undefined) return
  const environment = { ...process.env }
  const started = performance.now()
  output = ''
  const outcome = await run(file)
  process.env = environment
  process.send?.({ ...outcome, seconds: (performance.now() - started) / 1000 })
})
process.send?.({ idle: true })

async function run(file: string): Promise<Omit<Outcome, 'seconds'>> {
  const { href } = pathToFileURL(join(root, file))
  const counts = { total: 0, pass: 0, skip: 0 }
  await tap.test(file, async (t) => {
    tests.set(href, t)
    t.on('complete', () => {
      const { total, pass, skip } = t.counts
      Object.assign(counts, { total, pass, skip })
    })
    await import(href)
  })
  return { file, ...counts, failures: failuresIn(output) }
}
