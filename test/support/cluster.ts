import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditKey } from '../../src/platform/audit/key.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { startEmbedded } from '../../src/platform/embedded/index.ts'
import { prepareDatabase } from '../../src/prepare.ts'
import { seedUnits } from '../../src/units/index.ts'

/**
 * The PostgreSQL of the tests: an embedded one, or, with TEST_DATABASE_URL, another whose role may create
 * databases. Every test file works in its own copy of one prepared database.
 */
export interface TestCluster {
  /** The role that owns the databases, on the prepared one. */
  ownerUrl: string
  /** The role of the service, on the prepared one. */
  serviceUrl: string
}

export const dataDir = join(tmpdir(), `social-assistance-supervision-tests-${process.getuid?.() ?? 'user'}`)
const file = join(dataDir, 'cluster.json')
const units = new URL('../../data/jilin-units.csv', import.meta.url).pathname
export const AUDIT_SECRET = 'a secret of the tests, long enough to count'

/** Starts the cluster, prepares the database to copy, and leaves it running. */
export async function prepareCluster(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL
  const cluster = given === undefined ? await embedded() : await external(given)
  const role = given === undefined ? 'service' : undefined
  await prepareDatabase(cluster.ownerUrl, role, () => {})
  const { db } = connect({
    url: cluster.ownerUrl,
    max: 2,
    statementTimeoutMs: 0,
    name: 'tests',
    onError: () => {}
  })
  await seedUnits(
    { db, auditKey: auditKey(AUDIT_SECRET), clock: () => new Date('2026-01-01T00:00:00Z') },
    units
  )
  await db.destroy()
  writeFileSync(file, JSON.stringify(cluster))
}

export function cluster(): TestCluster {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error('The cluster of the tests is not running: node test/support/before.ts')
  }
}

async function embedded(): Promise<TestCluster> {
  const { ownerUrl, url } = await startEmbedded({ dataDir, say: () => {} })
  return { ownerUrl, serviceUrl: url }
}

async function external(url: string): Promise<TestCluster> {
  const { db } = connect({ url, max: 1, statementTimeoutMs: 0, name: 'tests', onError: () => {} })
  const { sql } = await import('kysely')
  await sql.raw('drop database if exists supervision_tests').execute(db)
  await sql.raw('create database supervision_tests').execute(db)
  await db.destroy()
  const prepared = new URL(url)
  prepared.pathname = '/supervision_tests'
  return { ownerUrl: prepared.href, serviceUrl: prepared.href }
}
