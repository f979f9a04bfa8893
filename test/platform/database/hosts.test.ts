import { createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import t from 'tap'
import { connect } from '../../../src/platform/database/connect.ts'
import { faultOfUrl } from '../../../src/platform/database/connection/database-url.ts'
import { connectionOf } from '../../../src/platform/database/connection/hosts.ts'
import { failureOf } from '../../../src/platform/database/failures.ts'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const { url, ownerUrl, owner } = await testDatabase(t)

/** The URL with these servers in front of its own. */
function behind(...hosts: string[]): string {
  const { host } = new URL(url)
  return url.replace(host, [...hosts, host].join(','))
}

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

t.test('a URL with a fault is refused in one sentence that shows no secret', async (t) => {
  const faults = (text: string, role: 'primary' | 'standby' = 'primary') =>
    faultOfUrl('DATABASE_URL', text, role)
  const good = [
    'postgres://u:p@a/x',
    'postgres://u:p@a:5432,b:5433,[::1]:5434/x?target_session_attrs=read-write&sslmode=disable',
    'postgresql://a,b/x',
    'postgres://u:p@a,b/x?target_session_attrs=primary',
    'postgres:///x?host=/run/postgresql',
    'postgres://u:p%40,%2F@a/x'
  ]
  for (const text of good) t.equal(faults(text), undefined, text)
  const bad: [string, RegExp][] = [
    ['postgres://u:secret@a,,b/x', /empty place/],
    ['postgres://u:secret@a,:5432/x', /empty place/],
    ['postgres://u:secret@a:1,b:99999/x', /host 2 of 2/],
    ['postgres://u:secret@a:1,b:x/x', /host 2 of 2/],
    ['postgres://u:secret@a b:x/x', /cannot be read: it is written/],
    ['postgres://u:secret@/x?host=a,b', /behind the question mark/],
    ['postgres://u:secret@a,b/x?target_session_attrs=any', /must lead to a primary.*read-write or primary/],
    ['postgres://u:secret@a/x?target_session_attrs=writable', /must lead to a primary/]
  ]
  for (const [text, expected] of bad) {
    t.match(faults(text), expected, text)
    t.notMatch(faults(text), /secret|\n/, text)
  }
  t.match(faults('postgres://a/x?target_session_attrs=read-write', 'standby'), /must lead to a standby/)
  t.equal(faults('postgres://a,b/x?target_session_attrs=standby', 'standby'), undefined)
})

t.test('one host is left to the driver', async (t) => {
  t.strictSame(connectionOf(url), { connectionString: url })
})

t.test('of several servers the one that takes writes is found, by every kind of connection', async (t) => {
  const list = behind(`127.0.0.1:${await closedPort()}`, `localhost:${await closedPort()}`)
  const { db, pool } = connect({ url: list, max: 2, statementTimeoutMs: 0, name: 'hosts', onError: () => {} })
  t.teardown(() => db.destroy())
  const { rows } = await sql<{ found: number }>`select 1 as found`.execute(db)
  t.strictSame(rows, [{ found: 1 }])
  // As the job queue does for LISTEN.
  const client = new pg.Client({ ...connectionOf(list), keepAlive: true })
  await client.connect()
  await client.query('listen drill')
  await client.end()
  t.equal(pool.totalCount, 1)
})

t.test('a server that follows is none for writes, and the only one where a standby is wanted', async (t) => {
  const name = new URL(ownerUrl).pathname.slice(1)
  const list = behind(`127.0.0.1:${await closedPort()}`)
  const losses: Error[] = []
  const onError = (error: Error) => losses.push(error)
  const { db, pool } = connect({ url: list, max: 1, statementTimeoutMs: 0, name: 'hosts', onError })
  t.teardown(() => db.destroy())
  const write = () => sql`update unit set name = name where code = '22'`.execute(db)
  const pidOf = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  const first = await pidOf()

  await sql`alter database ${sql.ref(name)} set default_transaction_read_only = on`.execute(owner.db)
  await sql`set default_transaction_read_only = on`.execute(db)
  const insert = () => sql`update unit set name = name where code = ${'22'}`.execute(db)
  await t.rejects(insert(), { code: '25006' })
  const isLeft = () =>
    pidOf().then(
      (pid) => pid !== first,
      () => true
    )
  await until(isLeft, 'the connection that refuses writes is given up')
  await until(
    () =>
      write().then(
        () => false,
        (error: Error) => /no server takes writes|takes no writes/.test(error.message)
      ),
    'and no other is opened to a server that takes none'
  )
  const refusal = await write().then(() => undefined, failureOf)
  t.match(refusal, { code: 'database-unavailable' })

  await sql`alter database ${sql.ref(name)} set default_transaction_read_only = off`.execute(owner.db)
  await until(
    () =>
      write().then(
        () => true,
        () => false
      ),
    'it is found when it takes writes again'
  )
  t.equal(pool.totalCount, 1)

  const standby = connect({ url: list, max: 1, statementTimeoutMs: 0, name: 'x', onError, role: 'standby' })
  t.teardown(() => standby.db.destroy())
  await t.rejects(sql`select 1`.execute(standby.db), {
    message: /no server is a standby: .*; .*is no standby/
  })
})
