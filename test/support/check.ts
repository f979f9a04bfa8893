import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * `npm run check`: what a change must pass besides its tests. Types and lint are checked; what is generated is
 * written again, so that a file that was out of date is right afterwards and only needs to be committed.
 */
interface Step {
  name: string
  command: readonly string[]
  /** Files that the command writes. They must be the same as before. */
  writes?: readonly string[]
}

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['biome', 'check'] },
  { name: 'OpenAPI document', command: ['npm', 'run', '-s', 'openapi'], writes: ['openapi/openapi.json'] },
  { name: 'catalogue of events', command: ['npm', 'run', '-s', 'events'], writes: ['docs/events.md'] },
  {
    name: 'lint of the OpenAPI document and its flows',
    command: ['redocly', 'lint', 'openapi/openapi.json', 'openapi/flows/*.yaml']
  },
  {
    name: 'checksums of migrations and picture of the schema',
    command: ['npm', 'run', '-s', 'schema'],
    writes: ['migrations/checksums.txt', 'migrations/schema.sql']
  }
]

const root = new URL('../../', import.meta.url)
const failed = steps.filter((step) => !passes(step))
if (failed.length > 0) {
  console.log(`\nnot passed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
}

function passes({ name, command, writes = [] }: Step): boolean {
  const [program = '', ...words] = command
  const started = performance.now()
  const before = writes.map(read)
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: fileURLToPath(root), encoding: 'utf8' })
  const stale = writes.filter((file, n) => read(file) !== before[n])
  const isFine = status === 0 && stale.length === 0
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${isFine ? '  ok ' : 'FAIL '} ${seconds.padStart(6)} s  ${name}`)
  if (status !== 0) console.log(`\n${stdout}${stderr}`)
  for (const file of stale) console.log(`\n${file} was out of date. It has been written again: commit it.\n`)
  return isFine
}

function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8')
}
