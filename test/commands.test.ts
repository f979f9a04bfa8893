import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

/** Runs a command of the operator, with no setting but a data folder of its own. */
function run(name: string, ...args: string[]) {
  const file = fileURLToPath(new URL(`../src/commands/${name}.ts`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    env: { DATA_DIR: t.testdirName },
    encoding: 'utf8'
  })
  return { status, stdout, stderr }
}

t.test('--help says how to call a command, and does nothing', async (t) => {
  for (const name of ['token', 'migrate', 'backup', 'restore', 'reseal-identities']) {
    const { status, stdout, stderr } = run(name, '--help')
    t.equal(status, 0, name)
    t.equal(stderr, '', name)
    t.match(stdout, new RegExp(`^[A-Z][^\\n]*\\.\\n\\n {2}.*npm run -s ${name}\\b`), name)
  }
})

t.test('a wrong call is answered with the right one', async (t) => {
  const wrong: [name: string, args: string[], sentence: RegExp][] = [
    ['token', [], /^--unit needs the code of a unit\.\n/],
    ['token', ['--unit', '22'], /^--roles needs at least one role\.\n/],
    ['token', ['--unit', '22', '--roles', 'leader,king'], /^--roles: there is no role king\.\n/],
    ['token', ['--unit', '22', '--roles', 'leader', '--ttl', 'x'], /^--ttl needs a number of seconds\.\n/],
    ['token', ['--crown'], /^Unknown option '--crown'/],
    ['backup', [], /^Name one folder\.\n/],
    ['restore', ['one', 'two'], /^Name one folder\.\n/]
  ]
  for (const [name, args, sentence] of wrong) {
    const { status, stdout, stderr } = run(name, ...args)
    t.equal(status, 2, `${name} ${args}`)
    t.equal(stdout, '')
    t.match(stderr, sentence)
    t.match(stderr, `npm run -s ${name}`)
  }
})

t.test('a command that cannot be carried out says why', async (t) => {
  const { status, stdout, stderr } = run('migrate')
  t.equal(status, 1)
  t.equal(stdout, '')
  t.equal(stderr, 'DATABASE_URL is not set. The embedded database is brought up to date at each start.\n')
})
