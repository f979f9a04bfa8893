import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { secretInFile } from '../platform/audit/key.ts'
import { errorOf } from '../platform/errors/thrown.ts'
import { DataFolderTaken } from './owner.ts'
import { until } from './process.ts'

export interface Passwords {
  /** Password of the superuser. */
  postgres: string
  /** Password of the role that owns the database and changes its schema. */
  owner: string
  /** Password of the role that the service uses for its work. */
  service: string
}

export const DATABASE = 'supervision'

export const PASSWORDS = 'postgres.passwords'

const HOLDER = 'social-assistance-supervision owner'

/** After its service was killed, a server needs a moment to notice. */
const PATIENCE = 1500

export function passwordsIn(dataDir: string): Passwords {
  const make = () => randomBytes(24).toString('hex')
  const all = () => JSON.stringify({ postgres: make(), owner: make(), service: make() })
  try {
    return JSON.parse(secretInFile(dataDir, PASSWORDS, all)) as Passwords
  } catch (error) {
    const reason = errorOf(error).code ?? 'it is damaged'
    throw new Error(`${join(dataDir, PASSWORDS)} cannot be read (${reason}).`)
  }
}

/** Connects as the superuser. Rejects with the error of `pg`. */
export async function connectAdmin(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: `${HOLDER} ${process.pid}`
  })
  // Without a listener, the end of PostgreSQL would also end this process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    client.end().catch(() => {})
    throw error
  }
}

/**
 * Locks the cluster for this process until the connection ends. This decides where the file that names the
 * owner was lost.
 *
 * @throws DataFolderTaken
 */
export async function hold(admin: pg.Client, dataDir: string): Promise<void> {
  const isHeld = await until(PATIENCE, async () => {
    const { rows } = await admin.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [
      HOLDER
    ])
    return rows[0].held === true ? true : undefined
  })
  if (isHeld) return
  const { rows } = await admin.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and a.application_name like $1`,
    [`${HOLDER} %`]
  )
  throw new DataFolderTaken(dataDir, rows[0] && Number(rows[0].name.slice(HOLDER.length)))
}

/** Makes the roles and the database. Returns whether they were missing. */
export async function setUp(admin: pg.Client, passwords: Passwords): Promise<boolean> {
  const found = await admin.query('select from pg_database where datname = $1', [DATABASE])
  if (found.rows.length > 0) return false
  // CREATEDB lets a test make a copy of the database for itself.
  await addRole(admin, 'owner', `createdb password '${passwords.owner}'`)
  await addRole(admin, 'service', `password '${passwords.service}'`)
  // Written last, and in one step: where it exists, nothing else is missing.
  await admin.query(`create database ${DATABASE} owner "owner"`)
  return true
}

async function addRole(admin: pg.Client, name: string, options: string): Promise<void> {
  const { rows } = await admin.query('select from pg_roles where rolname = $1', [name])
  if (rows.length === 0) await admin.query(`create role "${name}" login ${options}`)
}
