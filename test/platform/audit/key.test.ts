import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { auditKey, secretInFile } from '../../../src/platform/audit/key.ts'

const top = mkdtempSync(join(tmpdir(), 'key-'))
t.teardown(() => rmSync(top, { recursive: true }))
const module = new URL('../../../src/platform/audit/key.ts', import.meta.url).href

t.test('a secret is made once and kept for its owner alone', async (t) => {
  const folder = join(top, 'new', 'folder')
  const first = secretInFile(folder, 'audit-key')
  t.match(first, /^[0-9a-f]{64}$/)
  t.equal(secretInFile(folder, 'audit-key'), first)
  t.not(secretInFile(folder, 'other'), first)
  t.equal(statSync(join(folder, 'audit-key')).mode & 0o777, 0o600)
  t.same(readdirSync(folder).sort(), ['audit-key', 'other'], 'no draft is left')
})

t.test('processes that start at once get the same one', async (t) => {
  const folder = join(top, 'shared')
  const script = `import { secretInFile } from ${JSON.stringify(module)}
    process.stdout.write(secretInFile(${JSON.stringify(folder)}, 'audit-key'))`
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  const found = await Promise.all(Array.from({ length: 6 }, run))
  t.equal(new Set(found.map(({ stdout }) => stdout)).size, 1)
  t.equal(found[0]?.stdout, readFileSync(join(folder, 'audit-key'), 'utf8'))
  t.same(readdirSync(folder), ['audit-key'])
})

t.test('a folder that cannot be one is told', async (t) => {
  writeFileSync(join(top, 'file'), '')
  t.throws(() => secretInFile(join(top, 'file'), 'audit-key'), { code: 'ENOTDIR' })
})

t.test('a key signs, and has a name that does not tell it', async (t) => {
  const [one, same, other] = [auditKey('a'.repeat(32)), auditKey('a'.repeat(32)), auditKey('b'.repeat(32))]
  t.equal(one.sign('text'), same.sign('text'))
  t.equal(one.id, same.id)
  t.match(one.sign('text'), /^[0-9a-f]{64}$/)
  t.not(one.sign('text'), other.sign('text'))
  t.not(one.sign('text'), one.sign('text '))
  t.not(one.id, other.id)
  t.match(one.id, /^[0-9a-f]{16}$/)
})
