import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

// A run that cannot turn red is worth nothing: here it is given files that fail in every way.
const root = fileURLToPath(new URL('../..', import.meta.url))
const runner = join(root, 'test', 'support', 'run.ts')
mkdirSync(join(root, '.tap'), { recursive: true })
const folder = mkdtempSync(join(root, '.tap', 'runner-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

/** Runs files with these texts; gives the exit code and all that was printed. */
function run(files: Record<string, string>) {
  const names = Object.entries(files).map(([name, text]) => {
    const file = join(folder, `${name}.test.ts`)
    writeFileSync(file, `import t from 'tap'\n${text}\n`)
    return file
  })
  // The address of another PostgreSQL where nobody listens: a test that asks for one would fail.
  const env = { ...process.env, TEST_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const { status, stdout } = spawnSync(process.execPath, [runner, ...names], { env, encoding: 'utf8' })
  return { status, stdout }
}

t.test('files that pass, without a database', async (t) => {
  const { status, stdout } = run({
    one: `t.equal(1, 1)\nt.test('more', async (t) => { t.ok(true); t.ok(true) })`,
    two: `t.test('later', async (t) => { await new Promise((done) => setTimeout(done, 10)); t.pass() })`
  })
  t.equal(status, 0)
  t.match(stdout, /^# \{ total: 4, pass: 4 \}$/m)
})

t.test('a failed assertion, and what it says', async (t) => {
  const { status, stdout } = run({ bad: `t.test('sums', async (t) => { t.equal(1 + 1, 3, 'one and one') })` })
  t.equal(status, 1)
  t.match(stdout, /sums › one and one/)
  t.match(stdout, /^# \{ total: 1, pass: 0, fail: 1 \}$/m)
})

t.test(
  'a file that throws, one that rejects later, one that ends the process, one that does not parse',
  async (t) => {
    for (const text of [
      `throw new Error('broken')`,
      `t.test('x', async () => { await Promise.reject(new Error('broken')) })`,
      `process.exit(0)`,
      `process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})`,
      `t.equal(1, 1`
    ]) {
      const { status, stdout } = run({ broken: text, fine: 't.pass()' })
      t.equal(status, 1, text)
      t.match(stdout, /# \{ total: \d+, pass: 1, fail: 1 \}/, text)
    }
  }
)

t.test('a file without an assertion', async (t) => {
  t.equal(run({ idle: '' }).status, 1)
})

t.test('one file cannot change the environment of the next', async (t) => {
  const { status } = run({
    a: `process.env.LEFT_BEHIND = 'yes'; t.pass()`,
    b: `t.equal(process.env.LEFT_BEHIND, undefined)`
  })
  t.equal(status, 0)
})
