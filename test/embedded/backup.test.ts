import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { backUp } from '../../src/embedded/backup.ts'
import { restore } from '../../src/embedded/restore.ts'
import { auditKey } from '../../src/platform/audit/key.ts'
import { sealWaiting } from '../../src/platform/audit/seal.ts'
import { verify } from '../../src/platform/audit/verify.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { work } from '../../src/platform/work/work.ts'
import { prepareDatabase } from '../../src/startup/prepare.ts'
import { admin } from '../platform/service-on.ts'
import { AUDIT_SECRET } from '../support/cluster.ts'
import { folder, start } from './support.ts'

const key = auditKey(AUDIT_SECRET)
const quiet = () => {}
const now = new Date('2026-03-02T01:00:00Z')

function opened(url: string) {
  const { db } = connect({ url, max: 4, statementTimeoutMs: 30_000, name: 'backup', onError: quiet })
  const log = { info: quiet, warn: quiet, error: quiet } as never
  return { db, auditKey: key, clock: () => now, log }
}

t.test('a backup under writers has what was acknowledged before it, and its trail verifies', async (t) => {
  const dataDir = folder(t)
  const to = join(dataDir, '..', 'backup')
  const embedded = await start(t, dataDir)
  await prepareDatabase(embedded.ownerUrl, 'service', quiet)
  const context = opened(embedded.url)
  let written = 0
  const write = () =>
    work(context, { actor: admin }, async ({ record }) => record('unit.begun-again', { code: '22' })).then(
      () => {
        written += 1
      }
    )
  for (let n = 0; n < 50; n += 1) await write()
  await sealWaiting(context.db, key, now)
  const before = written
  let isOver = false
  const writers = Array.from({ length: 3 }, async () => {
    while (!isOver) await write()
  })
  await backUp(dataDir, to, now)
  const after = written
  isOver = true
  await Promise.all(writers)
  await context.db.destroy()
  await embedded.stop()

  t.test('nothing is put in place of a database that runs, or from a damaged backup', async (t) => {
    const damaged = join(to, '..', 'damaged')
    cpSync(to, damaged, { recursive: true })
    appendFileSync(join(damaged, 'postgres', 'PG_VERSION'), ' ')
    await t.rejects(restore(dataDir, damaged, now), { message: /damaged: postgres\/PG_VERSION/ })
    rmSync(join(damaged, 'postgres', 'PG_VERSION'))
    await t.rejects(restore(dataDir, damaged, now), { message: /PG_VERSION cannot be read \(ENOENT\)/ })
    await t.rejects(restore(dataDir, join(to, '..'), now), { message: /not a backup/ })
    await t.rejects(backUp(dataDir, to, now), { message: /is there already/ })
    await t.rejects(backUp(dataDir, join(to, '..', 'other'), now), { message: /No service runs/ })
    t.notOk(existsSync(join(to, '..', 'other')))
  })

  const elsewhere = folder(t, 'restored')
  mkdirSync(elsewhere, { recursive: true })
  const restored = await restore(elsewhere, to, now)
  t.match(restored, { madeAt: now.toISOString(), putAside: undefined })
  const again = await start(t, elsewhere)
  const other = opened(again.url)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_line where action = 'unit.begun-again'`.execute(other.db)
  const count = rows[0]?.count ?? 0
  t.ok(count >= before && count <= after + 3, `${before} <= ${count} <= ${after}`)
  t.comment(`${before} lines before the backup, ${count} in it, ${after} written when it ended`)
  while ((await sealWaiting(other.db, key, now)) > 0);
  t.match(await verify(other.db, key, { now }), { valid: true, complete: true, waiting: 0 })
  await other.db.destroy()
  await t.rejects(restore(elsewhere, to, now), { name: 'DataFolderTaken' })
  await again.stop()
  const twice = await restore(elsewhere, to, now)
  t.ok(twice.putAside && existsSync(join(twice.putAside, 'PG_VERSION')), 'what was there is put aside')
})
