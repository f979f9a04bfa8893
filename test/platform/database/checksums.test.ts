import { readFileSync } from 'node:fs'
import t from 'tap'
import { readChecksums } from '../../../src/platform/database/migration/checksums.ts'
import { asReleased, migrationFiles } from '../../../src/platform/database/migration/migrate.ts'
import { checksums, listedChecksums } from '../../support/checksums.ts'

const list = readFileSync(new URL('../../../migrations/checksums.txt', import.meta.url), 'utf8')
const files = await migrationFiles()

t.test('each migration is in migrations/checksums.txt, with the checksum of its file', async (t) => {
  t.same([...listedChecksums()], [...checksums()], 'npm run schema')
  t.match(list, /^([0-9a-f]{64} {2}\d{4}_\w+\.sql\n)+$/, 'sha256sum can check it: sha256sum -c checksums.txt')
})

t.test('each number is used once', async (t) => {
  const numbers = files.map(({ name }) => name.slice(0, 4))
  t.same(numbers, [...new Set(numbers)])
})

t.test('a migration that was changed after its release is refused by the name of its file', async (t) => {
  t.same(asReleased(files, list), files)
  for (const n of [0, 20, files.length - 1]) {
    const name = files[n]?.name
    const changed = files.map((one, place) => (place === n ? { ...one, text: `${one.text}\n` } : one))
    t.throws(() => asReleased(changed, list), {
      name: 'StartError',
      message: new RegExp(`^migrations/${name}\\.sql differs from its checksum .* in a new migration$`)
    })
  }
})

t.test('a new migration needs no line yet', async (t) => {
  const added = [...files, { name: '9001_added', text: 'create table later (id int);' }]
  t.same(asReleased(added, list), added)
  t.equal(readChecksums(list).has('9001_added.sql'), false)
})
