import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Test } from 'tap'
import { connect, type Database } from '../../src/platform/database/connect.ts'
import { at, cluster } from './cluster.ts'

export interface TestDatabase extends Database {
  /** As the service sees it. */
  url: string
  /** As its owner sees it, for looking behind the service's back. */
  ownerUrl: string
  owner: Database
}

/** A database of its own for a test file: a copy of the prepared one, or an empty one. */
export async function testDatabase(t: Test, { empty = false } = {}): Promise<TestDatabase> {
  const { ownerUrl, serviceUrl } = cluster()
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`
  const template = new URL(ownerUrl).pathname.slice(1)
  const copy = empty ? '' : ` template "${template}" strategy file_copy`
  await asOwner(ownerUrl, `create database "${name}"${copy}`)
  const urls = { ownerUrl: at(ownerUrl, name), url: at(serviceUrl, name) }
  const options = { max: 5, statementTimeoutMs: 30_000, name: 'tests', onError: () => {} }
  const own = connect({ ...options, url: urls.url })
  const owner = connect({ ...options, url: urls.ownerUrl })
  t.teardown(async () => {
    await Promise.all([own.db.destroy(), owner.db.destroy()])
    await asOwner(ownerUrl, `drop database if exists "${name}" with (force)`)
  })
  return { ...own, ...urls, owner }
}

async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const url = at(ownerUrl, 'postgres')
  const { db } = connect({ url, max: 1, statementTimeoutMs: 60_000, name: 'tests', onError: () => {} })
  await sql.raw(statement).execute(db)
  await db.destroy()
}
