import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { freePort } from '../support/ports.ts'
import {
  ask,
  atEnd,
  drill,
  type Figures,
  load,
  mixed,
  pause,
  petition,
  refusals,
  root,
  seconds,
  until
} from './support.ts'

/**
 * The whole of `docker-compose.yml` as an operator runs it: it is brought up, scaled, its database restarted, its
 * instances restarted in turn under load, backed up, restored by the runbook, and taken down. The project has a name
 * of its own, so that nothing else on the machine is touched.
 *
 *     COMPOSE="docker compose" node test/drills/compose.ts [--rate 40] [--steps scale,roll,database,backup]
 *       [--without gateway]
 *
 * Where the image of the gateway cannot be had, `--without gateway` leaves out the gateway, and all load with it.
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '40' },
    steps: { type: 'string', default: 'scale,roll,database,backup' },
    without: { type: 'string', default: '' }
  }
})
const rate = Number(values.rate)
const [steps, without] = [values.steps.split(','), values.without.split(',')]
const [program, ...options] = (process.env.COMPOSE ?? 'docker compose').split(' ') as [string, ...string[]]

const port = await freePort()
const env = {
  ...process.env,
  COMPOSE_PROJECT_NAME: 'supervision-drill',
  ALLOW_LOCAL_ISSUER: 'true',
  RATE_LIMIT: '0',
  GATEWAY_PORT: String(port)
}
const run = promisify(execFile)

/** One call of compose; its standard output. */
async function compose(...words: string[]): Promise<string> {
  const { stdout } = await run(program, [...options, ...words], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024
  })
  return stdout.replaceAll('\r', '').trim()
}

/** All that it prints. Not every engine passes on the exit code of a container. */
async function said(...words: string[]): Promise<string> {
  const printed = ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr
  return run(program, [...options, ...words], { cwd: root, env }).then(printed, printed)
}

/** A line of a shell, as the runbook has it: `docker compose` stands for what COMPOSE names. */
async function shell(line: string): Promise<string> {
  const script = line.replaceAll('docker compose', [program, ...options].join(' '))
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: root, env })
  return stdout.replaceAll('\r', '').trim()
}

const sql = (statement: string) =>
  compose('exec', '-T', 'db', 'psql', '-qAtX', '-U', 'postgres', '-d', 'supervision', '-c', statement)
const cases = async () => Number(await sql('select count(*) from petition_case'))

const services = ['db', 'migrate', 'api', 'gateway'].filter((name) => !without.includes(name))
const hasGateway = services.includes('gateway')
const up = (replicas: number, ...more: string[]) =>
  compose('up', '-d', '--wait', '--scale', `api=${replicas}`, ...more, ...services)

/** How many instances the gateway sends requests to. */
async function serversUp(): Promise<number> {
  if (!hasGateway) return Number.NaN
  const ask = 'exec 3<>/dev/tcp/127.0.0.1/8404; printf "GET /metrics HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3'
  const metrics = await compose('exec', '-T', 'gateway', 'bash', '-c', ask)
  return metrics.match(/^haproxy_server_status\{proxy="api",server="\w+",state="UP"\} 1/gm)?.length ?? 0
}

const untilServersUp = (count: number) =>
  hasGateway ? until(async () => ((await serversUp()) === count ? true : undefined), 500) : pause(10_000)

const verification = `fetch('http://127.0.0.1:3000/v1/audit/verification', {
  headers: { authorization: 'Bearer ' + process.argv[1] }
}).then((answer) => answer.json()).then(({ valid, trouble }) => console.log(valid ? 'valid' : trouble?.code))`

/** Ends one instance, which drains before; its restart policy starts it again. */
async function restarted(index: string): Promise<void> {
  const inside = (line: string) => compose('exec', '-T', '--index', index, 'api', 'sh', '-c', line)
  const startOf = () => inside("cut -d ' ' -f 22 /proc/1/stat").catch(() => undefined)
  const before = await startOf()
  await inside('kill -TERM 1')
  await until(async () => {
    const now = await startOf()
    return now !== undefined && now !== before ? true : undefined
  }, 500)
  await until(
    () =>
      inside('bash docker/health.sh /readyz').then(
        () => true,
        () => undefined
      ),
    500
  )
  await untilServersUp(2)
  await pause(2000)
}

await drill('compose', 1800, async () => {
  const figures: Figures = {}
  const bar = (what: string, value: number, most: number, isTimed = false) => {
    figures[what] = { value, bar: `at most ${most}`, isMet: value <= most, isTimed }
    process.stderr.write(`compose: ${what} ${value}\n`)
  }
  execFileSync('sh', ['docker/secrets.sh'], { cwd: root, stdio: 'ignore' })
  atEnd(() => compose('--profile', 'backup', 'down', '-v', '--timeout', '60'))
  let began = performance.now()
  await compose('build', 'api')
  figures['seconds to build the image'] = { value: seconds(began) }
  began = performance.now()
  await up(2)
  figures['seconds until all is up'] = { value: seconds(began) }

  const bearer = await compose('exec', '-T', 'api', ...tokenFor('caseworker,planner,leader,auditor'))
  const at = `https://localhost:${port}`
  const ca = readFileSync(join(root, 'docker', 'secrets', 'tls'))
  const agent = new Agent({ keepAlive: true, maxSockets: 64, ca })
  const loaded = () => load(at, bearer, rate, mixed, agent)
  let acknowledged = 0

  /** Does something under load; the number of requests that failed. */
  const underLoad = async (what: string, step: () => Promise<void>) => {
    process.stderr.write(`compose: ${what} …\n`)
    if (!hasGateway) {
      await step()
      figures[`${what}: failed requests`] = { value: 'not tried without the gateway' }
      return
    }
    const running = loaded()
    await pause(3000)
    await step()
    await running.stop()
    acknowledged += running.statuses.get(201) ?? 0
    process.stderr.write(`compose: ${what} ${JSON.stringify([...running.statuses])} ${refusals}\n`)
    figures[`${what}: requests`] = { value: running.sent() }
    bar(`${what}: failed requests`, running.failed(), 0)
  }

  if (steps.includes('scale')) {
    for (const [what, count] of [
      ['three instances', 3],
      ['two instances again', 2]
    ] as const) {
      await underLoad(what, async () => {
        await up(count, '--no-recreate')
        await untilServersUp(count)
      })
    }
  }
  if (steps.includes('roll')) {
    await underLoad('restarted in turn', async () => {
      for (const index of ['1', '2']) await restarted(index)
    })
  }
  if (steps.includes('database') && hasGateway) {
    acknowledged += await databaseRestarted(figures, () => ask(at, bearer, newCase(), agent))
  }
  if (hasGateway) bar('acknowledged writes that are lost', Math.max(0, acknowledged - (await cases())), 0)
  if (steps.includes('backup')) await backedUpAndRestored(figures, bar)

  began = performance.now()
  await compose('--profile', 'backup', 'down', '-v', '--timeout', '60')
  figures['seconds to take it down'] = { value: seconds(began) }
  const left = await compose('ps', '-aq')
  bar('containers left', left === '' ? 0 : left.split('\n').length, 0)
  agent.destroy()
  return figures
})

function newCase() {
  return { method: 'POST', path: '/v1/cases', body: petition(0) }
}

function tokenFor(roles: string): string[] {
  return ['node', 'dist/token.js', '--unit', '22', '--roles', roles, '--ttl', '86400']
}

/** Restarts the database while a case is brought in again and again; how many were acknowledged. */
async function databaseRestarted(figures: Figures, bringIn: () => Promise<number>): Promise<number> {
  const statuses = new Map<number, number>()
  let isOver = false
  let [lastGood, longest] = [performance.now(), 0]
  const writing = (async () => {
    while (!isOver) {
      const status = await bringIn()
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status !== 201) continue
      longest = Math.max(longest, performance.now() - lastGood)
      lastGood = performance.now()
    }
  })()
  await pause(2000)
  await compose('restart', 'db')
  const before = statuses.get(201) ?? 0
  await until(() => ((statuses.get(201) ?? 0) > before + 20 ? true : undefined))
  isOver = true
  await writing
  const value = Math.round(longest / 100) / 10
  figures['database restarted: seconds without a write'] = {
    ...{ value, bar: 'at most 30', isMet: value <= 30, isTimed: true }
  }
  figures['database restarted: answers by status'] = { value: JSON.stringify(Object.fromEntries(statuses)) }
  return statuses.get(201) ?? 0
}

type Bar = (what: string, value: number, most: number) => void

/** A backup, more work, a restore: what was there at the backup is there again, and the audit trail is whole. */
async function backedUpAndRestored(figures: Figures, bar: Bar): Promise<void> {
  let began = performance.now()
  await compose('run', '--rm', '-T', 'backup', 'once')
  figures['seconds to back up, with the proof'] = { value: seconds(began) }
  const before = await cases()
  const name = (await compose('run', '--rm', '-T', 'backup', 'list')).split('\n').at(-1) as string
  await sql(`create table made_after_the_backup ()`)

  const spoil = `printf x | dd of=/backups/spoilt.dump.enc bs=1 seek=1000 conv=notrunc status=none`
  const copy = `cp /backups/${name} /backups/spoilt.dump.enc; cp /backups/${name}.hmac /backups/spoilt.dump.enc.hmac`
  // Without capabilities even root may not write among the files of that user.
  const spoilt = ['--user', 'postgres', '--entrypoint', 'bash', 'backup', '-c', `${copy}; ${spoil}`]
  await compose('run', '--rm', '-T', ...spoilt)
  const refused = (await said('run', '--rm', '-T', 'backup', 'check', 'spoilt.dump.enc')).includes(
    'backup.damaged'
  )
  figures['spoilt backup refused'] = { value: String(refused), bar: 'true', isMet: refused }

  began = performance.now()
  await shell(restoreOf(name))
  figures['seconds to restore'] = { value: seconds(began) }
  bar('cases that are not restored', Math.abs(before - (await cases())), 0)
  bar(
    'tables from after the backup',
    Number(await sql(`select count(*) from pg_class where relname like 'made_after%'`)),
    0
  )
  await compose('exec', '-T', 'api', 'bash', 'docker/health.sh', '/readyz')
  const auditor = await compose('exec', '-T', 'api', ...tokenFor('auditor'))
  const verified = await compose('exec', '-T', 'api', 'node', '-e', verification, auditor)
  figures['audit trail after the restore'] = { value: verified, bar: 'valid', isMet: verified === 'valid' }
}

/** The lines of the runbook, "With Docker Compose" of "Back up and restore", with the name of the backup. */
function restoreOf(name: string): string {
  const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8')
  const [, block] = /<!-- restore with compose -->\s*```sh\n([\s\S]*?)```/.exec(runbook) ?? []
  if (block === undefined) throw new Error('the runbook does not say how to restore with Docker Compose')
  return block
    .replace(/^BACKUP=.*$/m, `BACKUP=${name}`)
    .replace('up -d --wait', `up -d --wait ${services.join(' ')}`)
}
