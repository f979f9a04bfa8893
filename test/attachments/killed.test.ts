import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { createKeyring, openStore, sweepAttachments } from '../../src/attachments/index.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { named } from '../examples/files.ts'
import { person } from '../support/people.ts'
import { serviceProcess } from '../support/process.ts'
import { ATTACHMENT_SECRET, testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const { database, context } = await testService(t)
const { db } = database.owner
const dataDir = mkdtempSync(join(tmpdir(), 'killed-'))
t.teardown(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 }))
const folder = join(dataDir, 'attachments')
const spool = join(dataDir, 'spool')
mkdirSync(spool)
const env = { DATA_DIR: dataDir, SPOOL_DIR: spool, ATTACHMENT_KEY: ATTACHMENT_SECRET }
const contents = {
  store: await openStore({ DATA_DIR: dataDir }),
  keyring: createKeyring([ATTACHMENT_SECRET])
}
const county = person('220202')
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(40_000_000)])
const piece = pdf.subarray(1_000_000, 1_000_032)
const bearer = await issueToken(
  dataDir,
  { sub: 'x', name: 'x', unitCode: county.unit, roles: county.roles },
  3600
)
const below = (path: string) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : []
const drafts = () => below(join(folder, 'drafts'))
const objects = () => below(folder).filter((path) => !drafts().includes(path))
const rows = async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from attachment) as attachments,
      (select count(*)::int from attachment_object) as objects,
      (select count(*)::int from attachment_unused) as unused,
      (select count(*)::int from outbox_event where type like 'attachment.%') as events,
      (select count(*)::int from audit_line where action like 'attachment.%') as lines`.execute(db)
  return rows[0]
}

const headersWith = (key: string) => ({
  ...named('录像.pdf'),
  authorization: `Bearer ${bearer}`,
  'content-type': 'application/octet-stream',
  'idempotency-key': key
})

/** Sends a file as far as `bytes`: more than the connection holds, so the service has read most of it. */
function sending(address: string, bytes: number, key: string): Promise<void> {
  const headers = { ...headersWith(key), 'content-length': pdf.length }
  const sent = request(`${address}/v1/attachments`, { method: 'POST', headers })
  sent.on('error', () => {})
  return new Promise((done) => sent.write(pdf.subarray(0, bytes), () => done()))
}

/** Holds up each statement that writes into a table, until it is called off. */
async function heldUp(table: string) {
  const held = Promise.withResolvers<void>()
  const isLocked = Promise.withResolvers<void>()
  const over = db.transaction().execute(async (tx) => {
    await sql`lock table ${sql.table(table)} in share mode`.execute(tx)
    isLocked.resolve()
    await held.promise
  })
  await isLocked.promise
  return async () => {
    held.resolve()
    await over
  }
}

/** How many sessions wait for a lock on a table. */
async function waitingFor(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks
    where not granted and relation = ${table}::regclass`.execute(db)
  return rows[0]?.count ?? 0
}

const moments = {
  'half of the file is here': { bytes: pdf.length / 2, waits: undefined, leaves: [0, 0] },
  'the file is sealed into a draft': { bytes: pdf.length, waits: 'attachment_unused', leaves: [1, 0] },
  'the content is in the store, and no row has it': { bytes: pdf.length, waits: 'attachment', leaves: [0, 1] }
} as const
const started = () => serviceProcess(t, database.url, env)
let service = started()
let moment = 0

for (const [what, { bytes, waits, leaves }] of Object.entries(moments)) {
  t.test(`killed when ${what}`, async (t) => {
    const key = `upload-${moment++}`
    const before = await rows()
    const address = await service.ready()
    const callOff = waits && (await heldUp(waits))
    await sending(address, bytes, key)
    if (waits) await until(async () => (await waitingFor(waits)) > 0, 'the upload is held up')
    service.child.kill('SIGKILL')
    t.match(await service.ended, { signal: 'SIGKILL' })
    t.same([drafts().length, objects().length], leaves, 'what it left')
    t.same(readdirSync(spool), [], 'nothing is left of what was received')
    for (const path of below(folder)) t.notOk(readFileSync(path).includes(piece), 'and nothing is in clear')
    await callOff?.()

    service = started()
    const url = `${await service.ready()}/v1/attachments`
    await sweep()
    t.same(below(folder), [], 'no file')
    t.same(await rows(), before, 'no row')

    const headers = headersWith(key)
    const repeated = await fetch(url, { method: 'POST', headers, body: new Uint8Array(pdf) })
    t.equal(repeated.status, 201, 'the client repeats the upload under its key')
    const { id, size } = (await repeated.json()) as { id: string; size: number }
    t.equal(size, pdf.length)
    const { authorization } = headers
    const removed = await fetch(`${url}/${id}`, { method: 'DELETE', headers: { authorization } })
    t.equal(removed.status, 204)
    await sweep()
    t.same(below(folder), [])
  })
}

/** As it runs two hours later. */
async function sweep(): Promise<void> {
  const old = new Date(Date.now() - 2 * 3600_000)
  for (const path of drafts()) utimesSync(path, old, old)
  await sweepAttachments({ ...context, clock: () => new Date(Date.now() + 2 * 3600_000) }, contents)
}
