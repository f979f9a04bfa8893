import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

/**
 * What others make of the API document. The tools are a package of their own, `openapi/generators`, which is
 * installed when this test first runs; where the registry cannot be reached, it says what was not tried.
 */
const folder = fileURLToPath(new URL('../openapi/generators/', import.meta.url))
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' })

// The versions stand in package.json. npm cannot install by a lock file here: the tools for other systems, which
// are optional, are not in one that was written on this one.
if (!existsSync(`${folder}node_modules/.package-lock.json`))
  run('npm', 'install', '--no-package-lock', '--no-audit', '--no-fund')
const isThere = existsSync(`${folder}node_modules/.package-lock.json`)
const options = isThere ? {} : { skip: 'not tried: npm install in openapi/generators did not succeed' }

t.test('five generators make code that compiles under strict', options, async (t) => {
  rmSync(`${folder}generated`, { recursive: true, force: true })
  t.teardown(() => rmSync(`${folder}generated`, { recursive: true, force: true }))
  isFine(t, run(process.execPath, 'generate.ts'))
  isFine(t, run(process.execPath, tsc, '--project', '.'))
})

for (const [name, script] of [
  ['Prism mocks the service with the examples', 'mock.ts'],
  ['Spectral finds nothing, nor do the rules of NLGov and Zalando', 'lint.ts'],
  ['oasdiff finds no change that breaks clients of the last release', 'breaks.ts']
] as const)
  t.test(name, options, async (t) => isFine(t, run(process.execPath, script)))

function isFine(t: Test, { status, stdout, stderr }: ReturnType<typeof run>): void {
  t.equal(status, 0, `${stdout}\n${stderr}`)
}
