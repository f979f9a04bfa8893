import { existsSync, readdirSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { DataFolderTaken, startEmbedded } from '../../src/embedded/index.ts'
import { until } from '../../src/embedded/process.ts'
import { PATIENCE_MS } from '../support/until.ts'
import { folder, killPostgres, pidOf, query, spawnService, start } from './support.ts'

// One cluster for the tests that do not need a new one.
const shared = folder(t, 'shared')

const refused = { name: 'DataFolderTaken', message: new RegExp(`process id ${process.pid} .*data folder`) }

t.test('from nothing, and again on the same data', async (t) => {
  const dataDir = folder(t)
  const said: string[] = []
  const first = await start(t, dataDir, said)
  t.equal(first.isNew, true)
  t.match(said.join('\n'), /preparing a new database.*\nstarting PostgreSQL/)
  t.equal(first.dataFolder, join(dataDir, 'postgres'))
  t.match(first.url, /^postgres:\/\/service:\w{20,}@127\.0\.0\.1:\d+\/supervision$/)
  t.equal(statSync(join(dataDir, 'postgres.passwords')).mode & 0o777, 0o600)
  await query(first.ownerUrl, 'create extension pg_trgm; create table kept (name text)')
  await query(first.ownerUrl, `insert into kept values ('低保'); grant select on kept to service`)
  await t.rejects(query(first.url, 'create table own (id int)'), { code: '42501' })
  const wrong = first.url.replace(/:\w+@/, ':wrong@')
  await t.rejects(query(wrong, 'select 1'), { code: '28P01' })
  const settings = `select current_setting('server_encoding'), current_setting('fsync'), lower('É')`
  t.same(await query(first.url, settings), [['UTF8', 'on', 'é']])
  await Promise.all([first.stop(), first.stop()])
  t.equal(pidOf(first.dataFolder), undefined)
  t.equal(existsSync(join(dataDir, 'service.pid')), false)
  const second = await start(t, dataDir)
  t.equal(second.isNew, false)
  t.same(await query(second.url, 'select name from kept'), [['低保']])
})

t.test('long paths with spaces and Chinese characters', async (t) => {
  const dataDir = folder(t, `社会救助 监督 data/${'long '.repeat(24)}end`)
  const first = await start(t, dataDir)
  t.ok(pidOf(first.dataFolder))
  await first.stop()
  const second = await start(t, dataDir)
  t.equal(second.isNew, false)
})

t.test('another instance is refused and does no harm', async (t) => {
  const crashes: string[] = []
  const first = await start(t, shared, [], crashes)
  const pid = pidOf(first.dataFolder)
  await t.rejects(startEmbedded({ dataDir: shared, say: () => {} }), DataFolderTaken)
  const second = spawnService(t, shared)
  t.match(await second.line('failed'), { failed: 'DataFolderTaken', message: refused.message })
  unlinkSync(join(shared, 'service.pid'))
  await t.rejects(startEmbedded({ dataDir: shared, say: () => {} }), refused, 'although the file is lost')
  t.same(await query(first.url, 'select 1'), [[1]])
  t.equal(pidOf(first.dataFolder), pid)
  t.same(crashes, [])
})

t.test('a killed service leaves PostgreSQL to the next one', async (t) => {
  const killed = spawnService(t, shared)
  const { ready } = await killed.line('ready')
  const pid = pidOf(ready!.dataFolder)
  await query(ready!.ownerUrl, 'drop table if exists kept; create table kept (id int)')
  await killed.kill('SIGKILL')
  const crashes: string[] = []
  const next = await start(t, shared, [], crashes)
  t.equal(pidOf(next.dataFolder), pid)
  t.equal(next.url, ready!.url)
  t.equal(next.isNew, false)
  await t.test('which starts it again too', async (t) => {
    await comesBack(t, next)
    t.match(crashes, [/died/])
  })
  await next.stop()
  t.equal(pidOf(next.dataFolder), undefined)
})

t.test('PostgreSQL killed comes back on the same port', async (t) => {
  const crashes: string[] = []
  const said: string[] = []
  const embedded = await start(t, shared, said, crashes)
  await query(embedded.ownerUrl, 'drop table if exists kept; create table kept (id int)')
  for (const times of [1, 2]) {
    await comesBack(t, embedded)
    await until(PATIENCE_MS, () => said.filter((line) => /is back/.test(line)).length === times || undefined)
  }
  t.match(crashes, [/died/, /died/])
  unlinkSync(join(shared, 'service.pid'))
  await t.rejects(startEmbedded({ dataDir: shared, say: () => {} }), refused, 'it is held again')
})

t.test('a killed backend makes the service hold the cluster again', async (t) => {
  const crashes: string[] = []
  const said: string[] = []
  const embedded = await start(t, shared, said, crashes)
  const pid = pidOf(embedded.dataFolder)
  const [row] = await query(embedded.ownerUrl, `select pid from pg_locks where locktype = 'advisory'`)
  process.kill(row![0] as number, 'SIGKILL')
  t.ok(await until(PATIENCE_MS, () => said.find((line) => /is back/.test(line))))
  t.same(crashes, ['PostgreSQL cut its connections'])
  t.equal(pidOf(embedded.dataFolder), pid)
})

t.test('service and PostgreSQL killed: nothing committed is lost', async (t) => {
  const killed = spawnService(t, shared)
  const { ready } = await killed.line('ready')
  await query(
    ready!.ownerUrl,
    'drop table if exists kept; create table kept as select generate_series(1, 1000) as id'
  )
  await killed.kill('SIGKILL')
  await killPostgres(ready!.dataFolder)
  const next = await start(t, shared)
  t.same(await query(next.ownerUrl, 'select count(*)::int from kept'), [[1000]])
})

t.test('stopped while PostgreSQL is being started again', async (t) => {
  const crashes: string[] = []
  const embedded = await start(t, shared, [], crashes)
  await killPostgres(embedded.dataFolder)
  await until(PATIENCE_MS, () => crashes[0])
  await embedded.stop()
  t.equal(pidOf(embedded.dataFolder), undefined)
})

t.test('killed while the database is being made', async (t) => {
  const dataDir = folder(t)
  const killed = spawnService(t, dataDir)
  const drafts = () => readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'))
  const isHalfDone = () => {
    const [draft] = existsSync(dataDir) ? drafts() : []
    return (draft && existsSync(join(dataDir, draft, 'data', 'PG_VERSION'))) || undefined
  }
  t.ok(await until(PATIENCE_MS, isHalfDone))
  await killed.kill('SIGKILL')
  t.notOk(existsSync(join(dataDir, 'postgres')))
  const next = await start(t, dataDir)
  t.equal(next.isNew, true)
  t.same(await query(next.url, 'select 1'), [[1]])
  await next.stop()
  await (await start(t, dataDir)).stop()
  t.same(drafts(), [])
})

async function comesBack(t: Test, embedded: { url: string; dataFolder: string }) {
  const before = pidOf(embedded.dataFolder)
  const begin = performance.now()
  process.kill(before!, 'SIGKILL')
  const isBack = async () => {
    const pid = pidOf(embedded.dataFolder)
    if (pid === undefined || pid === before) return undefined
    return query(embedded.url, 'select 1').catch(() => undefined)
  }
  t.same(await until(PATIENCE_MS, isBack), [[1]])
  t.comment(`back after ${Math.round(performance.now() - begin)} ms`)
}
