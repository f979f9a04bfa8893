import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

// Which backups stay, by the rule of docker/backup.sh: the newest of each of the last days, weeks and months.

const script = readFileSync(fileURLToPath(new URL('../docker/backup.sh', import.meta.url)), 'utf8')
const nameOf = (day: Date, time = '020000') =>
  `supervision-${day.toISOString().slice(0, 10).replaceAll('-', '')}T${time}.dump.enc`

/** The script on a folder of this test, without a container's user and secrets. */
function keep(folder: string, env: Record<string, string> = {}): string[] {
  const here = script
    .replace('folder=/backups', `folder=${folder}`)
    .replace('[ "$(id -u)" = 0 ]', 'false')
    .replace('$(</run/secrets/backup-password)', '')
  const path = join(folder, 'backup.sh')
  writeFileSync(path, here)
  execFileSync('bash', [path, 'keep'], { env: { ...process.env, ...env }, stdio: 'ignore' })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.dump.enc'))
    .sort()
}

function add(folder: string, name: string): void {
  writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, `${name}.hmac`), '')
}

t.test('of a year of backups 7 days, 5 weeks and 12 months stay', async (t) => {
  const folder = t.testdir()
  const last = Date.UTC(2026, 10, 29)
  for (let n = 0; n < 40; n += 1) add(folder, nameOf(new Date(last - n * 86_400_000)))
  for (let n = 1; n < 14; n += 1) {
    for (const day of [-1, 0]) add(folder, nameOf(new Date(Date.UTC(2026, 11 - n, day))))
  }
  add(folder, nameOf(new Date(last), '150000'))
  const days = ['1123', '1124', '1125', '1126', '1127', '1128']
  const weeks = ['1101', '1108', '1115', '1122']
  const months = ['0131', '0228', '0331', '0430', '0531', '0630', '0731', '0831', '0930', '1031']
  const earlier = ['20251231', ...[...months, ...weeks, ...days].map((day) => `2026${day}`)]
  t.same(keep(folder), [
    ...earlier.map((day) => `supervision-${day}T020000.dump.enc`),
    'supervision-20261129T150000.dump.enc'
  ])
  t.equal(readdirSync(folder).filter((name) => name.endsWith('.hmac')).length, 22)
  t.equal(keep(folder, { BACKUP_DAYS: '1', BACKUP_WEEKS: '1', BACKUP_MONTHS: '1' }).length, 1)
})
