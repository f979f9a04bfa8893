import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Test } from 'tap'
import { connect, type Database } from '../../src/platform/database/connect.ts'
import { at, cluster } from './cluster.ts'
import { PATIENCE_MS, until } from './until.ts'

export interface TestDatabase extends Database {
  /** As the service sees it. */
  url: string
  /** As its owner sees it, for looking behind the service's back. */
  ownerUrl: string
  owner: Database
}

/**
 * A database of its own for a test file: a copy of the prepared one, or an empty one. `connections`: of the
 * service at most, since all test files share the hundred of one PostgreSQL.
 */
export async function testDatabase(t: Test, { empty = false, connections = 3 } = {}): Promise<TestDatabase> {
  const { ownerUrl, serviceUrl } = await cluster()
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`
  const template = new URL(ownerUrl).pathname.slice(1)
  const copy = empty ? '' : ` template "${template}" strategy file_copy`
  await asOwner(ownerUrl, `create database "${name}"${copy}`)
  const urls = { ownerUrl: at(ownerUrl, name), url: at(serviceUrl, name) }
  const options = {
    max: connections,
    statementTimeoutMs: 30_000,
    connectTimeoutMs: PATIENCE_MS,
    name: 'tests',
    onError: () => {}
  }
  const own = connect({ ...options, url: urls.url })
  const owner = connect({ ...options, url: urls.ownerUrl })
  t.teardown(async () => {
    await Promise.all([own.db.destroy(), owner.db.destroy()])
    await drop(ownerUrl, name)
  })
  return { ...own, ...urls, owner }
}

/** A backend of the service's role may still be leaving, and the owner may not end it: so it is asked again. */
async function drop(ownerUrl: string, name: string): Promise<void> {
  const isGone = () =>
    asOwner(ownerUrl, `drop database if exists "${name}" with (force)`).then(
      () => true,
      () => false
    )
  await until(isGone, `the database ${name} goes`)
}

let owners: Database | undefined

/** Over one connection for all files of a process: opening one takes as long as a small test. */
async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const url = at(ownerUrl, 'postgres')
  owners ??= connect({ url, max: 1, statementTimeoutMs: 60_000, name: 'tests', onError: () => {} })
  await sql.raw(statement).execute(owners.db)
}
