import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { connectionsNeeded, warnOfFewConnections } from '../src/platform/database/connection/connections.ts'
import { Settings } from '../src/settings.ts'
import { serviceOn } from './platform/service-on.ts'
import { testDatabase } from './support/database.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const compose = read('docker-compose.yml')
/** The text of one service. */
const service = (name: string) =>
  new RegExp(`^  ${name}:\n((?:(?:    .*)?\n)+)`, 'm').exec(compose)?.[1] ?? ''

/** The image, or the migration, sets these. */
const setElsewhere = ['HOST', 'PORT', 'DATA_DIR', 'DATABASE_ROLE']

t.test('every setting reaches the container', async (t) => {
  const environment = service('api')
  for (const name of Object.keys(Settings.properties)) {
    if (setElsewhere.includes(name)) continue
    t.match(environment, new RegExp(`^      ${name}(_FILE)?: `, 'm'), name)
  }
  const known = [...environment.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name as string)
  const isSetting = (name: string) => Object.hasOwn(Settings.properties, name)
  t.equal(known.filter((name) => !isSetting(name) && !isSetting(name.replace(/_FILE$/, ''))).join(), '')
})

t.test('every container is limited in memory, processors, processes and temporary files', (t) => {
  const shared = (name: string) => new RegExp(`^x-${name}: .*\n((?:  .*\n)+)`, 'm').exec(compose)?.[1] ?? ''
  const names = [...compose.slice(compose.indexOf('\nservices:')).matchAll(/^ {2}([a-z]+):\n {4}/gm)]
  t.same(names.map(([, name]) => name).sort(), [
    ...['api', 'backup', 'db', 'gateway', 'grafana', 'migrate', 'prometheus']
  ])
  for (const [, name = ''] of names) {
    const own = service(name)
    const [, anchor = 'none'] = /<<: \*(\w+)/.exec(own) ?? []
    for (const limit of ['mem_limit', 'cpus', 'pids_limit', 'tmpfs', 'ulimits']) {
      t.match(own + shared(anchor), new RegExp(`^ +${limit}: .`, 'm'), `${name}: ${limit}`)
    }
    t.match(own + shared(anchor), /tmpfs: \['\/tmp:size=/, `${name}: /tmp is in memory`)
  }
  t.end()
})

t.test('every secret is made', async (t) => {
  const secrets = [...compose.matchAll(/file: \.\/docker\/secrets\/([a-z-]+)/g)].map(([, name]) => name)
  for (const name of secrets) t.match(read('docker/secrets.sh'), new RegExp(`keep ${name} `))
  const known = [...compose.matchAll(/secrets: \[(.*)\]/g)].flatMap(([, names = '']) => names.split(', '))
  t.same([...new Set(known)].sort(), [...new Set(secrets)].sort())
})

t.test('alerts and the dashboard name metrics that there are', async (t) => {
  const { url } = await testDatabase(t)
  const { metrics } = await serviceOn(t, url)
  const others = ['up', 'audit_trail_trouble', 'audit_sealing_refused_total', 'embedded_database_restarts']
  const names = [...metrics.registry.getMetricsAsArray().map(({ name }) => name), ...others]
  const known = new Set(names.flatMap((name) => [name, `${name}_count`, `${name}_bucket`]))
  const rules = read('docker/monitoring/alerts.yml')
  const dashboard = read('docker/monitoring/dashboards/supervision.json')
  const exprs = [
    ...[...rules.matchAll(/expr: (?:>-\n((?: {10}.*\n)+)|(.*)\n)/g)].map(
      ([, many, one]) => many ?? one ?? ''
    ),
    ...[...dashboard.matchAll(/"expr": "(.*)"/g)].map(([, expr]) => expr as string)
  ]
  t.ok(exprs.length > 30)
  for (const expr of exprs) {
    const plain = expr.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\bby \([^)]*\)/g, ' ')
    for (const [name] of plain.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b/g)) {
      if (name !== 'histogram_quantile') t.ok(known.has(name), name)
    }
  }
  const runbooks = [read('docs/runbook.md'), read('docs/runbook.zh-CN.md')] as const
  for (const name of names) {
    if (/^(up|process_|nodejs_)/.test(name)) continue
    for (const runbook of runbooks) t.ok(runbook.includes(`\`${name}\``), `${name} is in the runbook`)
  }
  for (const [, alert] of rules.matchAll(/alert: (\w+)/g)) {
    for (const runbook of runbooks) t.ok(runbook.includes(`\`${alert}\``), `${alert} is in the runbook`)
  }
})

t.test('alert rules do what they say', async (t) => {
  const tool = spawnSync('promtool', ['--version'])
  if (tool.error !== undefined) {
    t.pass('skipped: promtool is not installed (Debian package prometheus)')
    return
  }
  const tests = new URL('../docker/monitoring/alerts.test.yml', import.meta.url).pathname
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', tests], { encoding: 'utf8' })
  t.equal(status, 0, stdout + stderr)
})

t.test('too few connections for all instances are told at the start', async (t) => {
  const { db } = await testDatabase(t)
  const lines: { event?: string; msg?: string }[] = []
  const log = { warn: (line: object) => lines.push(line) } as never
  t.equal(connectionsNeeded({ DATABASE_POOL_SIZE: 10, INSTANCES: 3 }), 81)
  await warnOfFewConnections(db, log, { DATABASE_POOL_SIZE: 2, INSTANCES: 1 })
  t.equal(lines.length, 0)
  // Five instances with the default pool fit into what docker-compose.yml gives PostgreSQL, and a backup.
  const [, most] = /max_connections=\$\{DATABASE_CONNECTIONS:-(\d+)\}/.exec(compose) ?? []
  t.ok(connectionsNeeded({ DATABASE_POOL_SIZE: 10, INSTANCES: 5 }) + 5 <= Number(most))
  await warnOfFewConnections(db, log, { DATABASE_POOL_SIZE: 200, INSTANCES: 100 })
  t.match(lines[0], { event: 'database.few-connections', needed: 21_700, msg: /raise max_connections/ })
})

t.test('the runbook is the same in both languages', async (t) => {
  const headings = (path: string) => [...read(path).matchAll(/^(#+) /gm)].map(([, level]) => level)
  const chinese = headings('docs/runbook.zh-CN.md')
  t.ok(isDeepStrictEqual(headings('docs/runbook.md'), chinese), 'headings')
  const events = (path: string) => new Set(read(path).match(/`[a-z]+(?:\.[a-z-]+)+`/g))
  const missing = [...events('docs/runbook.md')].filter((name) => !events('docs/runbook.zh-CN.md').has(name))
  t.equal(missing.join(), '')
})
