import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { createKeyring, openStore, sweepAttachments } from '../../src/attachments/index.ts'
import { sealContent } from '../../src/attachments/objects/contents.ts'
import { keepObject } from '../../src/attachments/objects/store.ts'
import { backUp } from '../../src/embedded/backup.ts'
import { restore } from '../../src/embedded/restore.ts'
import { auditKey } from '../../src/platform/audit/key.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { prepareDatabase } from '../../src/startup/prepare.ts'
import { folder, start } from '../embedded/support.ts'
import { AUDIT_SECRET } from '../support/cluster.ts'
import { ATTACHMENT_SECRET } from '../support/service.ts'

const OBJECTS = 20
const now = new Date('2026-03-02T01:00:00Z')

async function opened(t: Test, dataDir: string, url: string) {
  const { db } = connect({ url, max: 4, statementTimeoutMs: 30_000, name: 'backup', onError: () => {} })
  t.teardown(() => db.destroy())
  const clock = { now }
  const context = {
    db,
    auditKey: auditKey(AUDIT_SECRET),
    clock: () => clock.now,
    log: pino({ level: 'silent' })
  }
  const store = await openStore({ DATA_DIR: dataDir })
  return { context, clock, contents: { store, keyring: createKeyring([ATTACHMENT_SECRET]) } }
}

/** The names of the objects in the folder of a service. */
const stored = (dataDir: string) =>
  readdirSync(join(dataDir, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

t.test('a backup has the content of every object that its database names', async (t) => {
  const [dataDir, elsewhere] = [folder(t), folder(t, 'restored')]
  const to = join(dirname(dataDir), 'backup')
  const embedded = await start(t, dataDir)
  await prepareDatabase(embedded.ownerUrl, 'service', () => {})
  const { context, clock, contents } = await opened(t, dataDir, embedded.url)
  const { db } = context
  for (let n = 0; n < OBJECTS; n += 1) {
    const object = await sealContent(
      context,
      contents,
      (async function* () {
        yield randomBytes(100_000)
      })()
    )
    await db.transaction().execute((tx) => keepObject({ tx, now }, object))
  }
  // No attachment uses them, and the hour of grace is over: a sweep removes them all.
  clock.now = new Date(now.getTime() + 2 * 3600_000)
  const backup = { isDone: false }
  const made = backUp(dataDir, to, clock.now).finally(() => {
    backup.isDone = true
  })
  const slots = async () => {
    const { rows } = await sql`select from pg_replication_slots`.execute(db)
    return rows.length
  }
  while ((await slots()) === 0 && !backup.isDone);
  let sweeps = 0
  let left = OBJECTS
  while (left === OBJECTS) {
    await sweepAttachments(context, contents)
    left = stored(dataDir).length
    if ((await slots()) === 0) break
    sweeps += 1
  }
  await made
  t.ok(sweeps > 0)
  t.ok(left === OBJECTS || (await slots()) === 0, 'no sweep removed anything while the backup was under way')
  await sweepAttachments(context, contents)
  t.equal(stored(dataDir).length, 0, 'after the backup they are removed')
  await embedded.stop()

  await restore(elsewhere, to, now)
  const again = await start(t, elsewhere)
  const restored = await opened(t, elsewhere, again.url)
  const { rows } = await sql<{ name: string }>`
    select name from attachment_object union select name from attachment_unused`.execute(restored.context.db)
  t.equal(rows.length, OBJECTS)
  const found = new Set(stored(elsewhere))
  t.ok(rows.every(({ name }) => found.has(name)))
})
