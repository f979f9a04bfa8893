import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

// The drills that take less than a minute. Here no number of seconds decides: the machine may be busy.
const drills = [
  ['silence'],
  ['read-only'],
  ['pgbouncer'],
  ['upgrade', '2000', '40'],
  ['rolling', '1', '40'],
  ['citus']
]

for (const [name, ...args] of drills) {
  t.test(`drill ${[name, ...args].join(' ')}`, async (t) => {
    const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      env: { ...process.env, DRILL_UNTIMED: '1' },
      encoding: 'utf8'
    })
    t.equal(status, 0, `${stdout}\n${stderr}`)
    for (const line of stdout.trim().split('\n')) t.comment(line)
  })
}
