import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { AUDIT_SECRET } from './support/cluster.ts'
import { testDatabase } from './support/database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, '.tap', `bundle-${process.pid}`)
const secret = 'x'.repeat(32)
const { url, ownerUrl } = await testDatabase(t)
t.teardown(() => rmSync(dist, { recursive: true, force: true }))
execFileSync(process.execPath, [join(root, 'src/commands/bundle.ts'), dist])

const env = {
  DATABASE_URL: url,
  DATA_DIR: t.testdir(),
  ALLOW_LOCAL_ISSUER: 'true',
  AUDIT_KEY: AUDIT_SECRET,
  IDENTITY_KEY: secret,
  RECIPIENT_KEY: secret,
  PORT: '0',
  LOG_LEVEL: 'error'
}

/** Runs one of the commands to its end; gives what it printed. */
function command(name: string, args: readonly string[] = [], more: Record<string, string> = {}): string {
  return execFileSync(process.execPath, [join(dist, `${name}.js`), ...args], {
    env: { ...env, ...more },
    encoding: 'utf8'
  })
}

/** A file of the bundle, and those that it loads at once. */
function loadedBy(file: string, known = new Map<string, string>()): Map<string, string> {
  if (known.has(file)) return known
  const text = readFileSync(join(dist, file), 'utf8')
  known.set(file, text)
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    loadedBy(other as string, known)
  return known
}

t.test('large texts that lie in memory from the start on take one byte for a character', async (t) => {
  const files = [...loadedBy('main.js')].filter(([, text]) => text.length > 50_000)
  t.ok(files.length > 1)
  for (const [file, text] of files) {
    const line = text.split('\n').find((one) => /[^\0-\xff]/.test(one))
    t.equal(line, undefined, file)
  }
})

t.test('the client of buckets is loaded where a bucket is used, and only there', async (t) => {
  const isClient = (text: string) => /\bS3Client\b/.test(text)
  const all = readdirSync(dist).filter((name) => name.endsWith('.js'))
  t.ok(all.some((name) => isClient(readFileSync(join(dist, name), 'utf8'))))
  for (const [file, text] of loadedBy('main.js')) t.notOk(isClient(text), file)
})

t.test('the bundle serves as the sources do', async (t) => {
  const server = spawn(process.execPath, ['--expose-gc', join(dist, 'main.js')], { env })
  t.teardown(() => server.kill('SIGKILL'))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said += chunk))
  const ended = once(server, 'exit')
  const address = async (): Promise<string> => {
    const found = /ready on (http:[^\s"]+)/.exec(said)?.[1]
    if (found !== undefined) return found
    if (server.exitCode !== null) throw new Error(said)
    await once(server.stdout, 'data')
    return address()
  }
  const at = await address()
  const token = command('token', ['--unit', '22', '--roles', 'admin,leader']).trim()
  const get = (path: string, accept = 'application/json') =>
    fetch(at + path, { headers: { authorization: `Bearer ${token}`, accept } })

  t.equal((await get('/readyz')).status, 200)
  const city = (await (await get('/v1/units/2201')).json()) as { name: string }
  t.equal(city.name, '长春市')
  const csv = await (await get('/v1/units', 'text/csv')).text()
  t.equal(csv.trim().split('\n').length, 13_016)
  const [page, script] = [await get('/docs'), await get('/docs/js/scalar.js')]
  t.match(await page.text(), /<html/)
  t.ok((await script.text()).length > 1_000_000)
  t.match(await (await get('/openapi.json')).json(), { openapi: '3.1.1' })
  t.match(await (await get('/v1/policies')).json(), { items: [{ id: String }] })

  server.kill('SIGTERM')
  t.same(await ended, [0, null])
  t.match(said, /stopped/)
})

t.test('its commands find the files of the project', async (t) => {
  t.equal(command('migrate', [], { DATABASE_URL: ownerUrl }), 'the database is up to date\n')
  t.match(command('reseal-identities'), /\S/)
})
