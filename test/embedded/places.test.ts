import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { refugeOf } from '../../src/embedded/folder.ts'
import { startEmbedded } from '../../src/embedded/index.ts'
import { folder, isRoot, killPostgres, nobody, own, pidOf, query, spawnService, start } from './support.ts'

const user = isRoot ? nobody : undefined
const onlyRoot = isRoot ? false : 'needs root'
const silent = { say: () => {} }

t.test('a postmaster.pid whose process id now is another process', async (t) => {
  const dataDir = folder(t)
  const first = await start(t, dataDir)
  const file = join(first.dataFolder, 'postmaster.pid')
  const { uid, gid } = statSync(file)
  const text = readFileSync(file, 'utf8')
  await first.stop()
  const stranger = spawn('sleep', ['600'], { uid, gid, cwd: '/' })
  t.teardown(() => stranger.kill('SIGKILL'))
  writeFileSync(file, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 })
  own(file)
  const second = await start(t, dataDir)
  t.not(pidOf(second.dataFolder), stranger.pid)
  t.equal(second.isNew, false)
  await second.stop()
  t.equal(stranger.exitCode ?? stranger.signalCode, null)
  writeFileSync(file, '')
  own(file)
  await (await start(t, dataDir)).stop()
})

t.test('an ordinary user', async (t) => {
  const dataDir = folder(t, '数据 data')
  own(dirname(dataDir))
  const service = spawnService(t, dataDir, user)
  const { ready } = await service.line('ready')
  t.equal(ready?.dataFolder, join(dataDir, 'postgres'))
  await killPostgres(join(dataDir, 'postgres'))
  await service.line('crash')
  await service.kill('SIGKILL')
  const next = await start(t, dataDir)
  t.equal(next.isNew, false, 'root, too, can go on with these data')
  await next.stop()
  const last = spawnService(t, dataDir, user)
  t.same(await query((await last.line('ready')).ready!.url, 'select 1'), [[1]], 'and the user again')
  await last.kill('SIGTERM')
  t.equal(pidOf(join(dataDir, 'postgres')), undefined)
  t.equal(existsSync(join(dataDir, 'service.pid')), false)
})

t.test('a data folder that cannot be written', async (t) => {
  for (const dataDir of [folder(t, 'to/be/made'), folder(t)]) {
    mkdirSync(dirname(dataDir), { recursive: true })
    if (dataDir.endsWith('data')) mkdirSync(dataDir, { mode: 0o555 })
    else chmodSync(dirname(dataDir), 0o555)
    const service = spawnService(t, dataDir, user)
    t.match(await service.line('failed'), { message: /data folder .* cannot be used \(EACCES\).*DATA_DIR/ })
  }
})

t.test('a data folder that PostgreSQL cannot reach', { skip: onlyRoot }, async (t) => {
  const dataDir = folder(t)
  const said: string[] = []
  chmodSync(dirname(dataDir), 0o700)
  const first = await start(t, dataDir, said)
  t.equal(first.dataFolder, join(refugeOf(dataDir), 'postgres'))
  t.match(said.join('\n'), refugeOf(dataDir))
  await first.stop()
  chmodSync(dirname(dataDir), 0o755)
  const second = await start(t, dataDir)
  t.equal(second.dataFolder, first.dataFolder, 'stays where it is')
  t.equal(second.isNew, false)
})

t.test('a data folder that PostgreSQL can no longer reach', { skip: onlyRoot }, async (t) => {
  const dataDir = folder(t)
  mkdirSync(join(dataDir, 'postgres'), { recursive: true })
  own(join(dataDir, 'postgres'))
  chmodSync(dirname(dataDir), 0o700)
  await t.rejects(startEmbedded({ dataDir, ...silent }), /cannot enter/)
  t.notOk(existsSync(refugeOf(dataDir)))
})

t.test('a refuge that somebody else made', { skip: onlyRoot }, async (t) => {
  const dataDir = folder(t)
  chmodSync(dirname(dataDir), 0o700)
  mkdirSync(refugeOf(dataDir))
  own(refugeOf(dataDir))
  await t.rejects(startEmbedded({ dataDir, ...silent }), /made by somebody else/)
  t.notOk(existsSync(join(dataDir, 'service.pid')))
})

t.test('a cluster of another user', { skip: onlyRoot }, async (t) => {
  const dataDir = folder(t)
  mkdirSync(join(dataDir, 'postgres'), { recursive: true })
  await t.rejects(startEmbedded({ dataDir, ...silent }), /belongs to root/)
  own(dataDir)
  const service = spawnService(t, dataDir, nobody)
  t.match(await service.line('failed'), { message: /belongs to user 0/ })
})

t.test('passwords that do not fit', async (t) => {
  const dataDir = folder(t)
  const first = await start(t, dataDir)
  await first.stop()
  rmSync(join(dataDir, 'postgres.passwords'))
  await t.rejects(startEmbedded({ dataDir, ...silent }), /password kept in the data folder does not fit/)
  t.equal(pidOf(first.dataFolder), undefined)
  writeFileSync(join(dataDir, 'postgres.passwords'), '{')
  await t.rejects(startEmbedded({ dataDir, ...silent }), /postgres\.passwords cannot be read/)
})
