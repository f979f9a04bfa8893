import { sql } from 'kysely'
import t from 'tap'
import {
  type MigrationFile,
  migrate,
  migrationFiles,
  pendingMigrations
} from '../../../src/platform/database/migration/migrate.ts'
import { testDatabase } from '../../support/database.ts'

const files = await migrationFiles()
const step = (name: string, text: string): MigrationFile => ({ name, text })
const added = step('9001_added', '-- One more table.\ncreate table later (id int);')
const breaking = step('9002_breaking', '-- breaking\n-- A column goes.\nalter table later drop column id;')

t.test('an older version starts on a newer schema, unless a breaking step lies between', async (t) => {
  const { owner } = await testDatabase(t)
  const said: string[] = []
  await migrate(owner.db, (line) => said.push(line), [...files, added])
  t.match(said, ['migrated 9001_added'])
  await migrate(owner.db)
  t.same(await pendingMigrations(owner.db), [])
  await migrate(owner.db, () => {}, [...files, added, breaking])
  await t.rejects(migrate(owner.db), { name: 'StartError', message: /newer version \(9002_breaking\)/ })
})

t.test('a step that was changed after it ran is refused by its name', async (t) => {
  const { owner } = await testDatabase(t)
  await migrate(owner.db, () => {}, [...files, added])
  const changed = step(added.name, `${added.text}\n`)
  const refused = { name: 'StartError', message: /migrations\/9001_added\.sql was changed/ }
  await t.rejects(
    migrate(owner.db, () => {}, [...files, changed]),
    refused
  )
  const before = files.map((one, n) => (n === 3 ? step(one.name, `${one.text} `) : one))
  await t.rejects(
    migrate(owner.db, () => {}, [...before, added]),
    { message: new RegExp(files[3]?.name ?? '') }
  )
})

t.test('what was migrated before there were checksums is noted as it is now', async (t) => {
  const { owner, db } = await testDatabase(t)
  await sql`delete from migration_note`.execute(owner.db)
  await migrate(owner.db)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from migration_note`.execute(
    owner.db
  )
  t.same(rows, [{ count: files.length }])
  await migrate(db)
  t.pass('and the role of the service, which may not write there, has nothing to write')
})
