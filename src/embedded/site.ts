import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { errorOf } from '../platform/errors/thrown.ts'
import { connectAdmin } from './admin.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './folder.ts'
import { birthOf, commandOf, readIfThere, until } from './process.ts'

/** A cluster, and the programs and password needed to run it. */
export interface Site {
  place: Place
  binaries: Binaries
  /** Password of the superuser. */
  password: string
}

/** A server that accepts connections. */
export interface Server {
  /** The process id of the postmaster. */
  pid: number
  port: number
  admin: pg.Client
  /** Whether it was already running. */
  isAdopted: boolean
}

/** The contents of `postmaster.pid`, which the postmaster writes. */
interface Postmaster {
  pid: number
  port: number
  isReady: boolean
}

/** In milliseconds: a recovery after a crash reads up to `max_wal_size`. */
export const PATIENCE = 120_000

/** The server that already runs on the cluster. Waits while it is starting or stopping. */
export async function findRunning(site: Site, signal: AbortSignal): Promise<Server | undefined> {
  let pid = 0
  const isHere = async () => {
    const postmaster = postmasterOf(site.place)
    if (postmaster === undefined || !isRunning(site.place, postmaster.pid)) return null
    pid = postmaster.pid
    return enter(site, pid)
  }
  const found = await until(PATIENCE, isHere, signal)
  if (found === undefined) throw new Error(`PostgreSQL (process id ${pid}) neither answers nor ends. End it.`)
  return found ? { ...found, isAdopted: true } : undefined
}

/** The server with that process id, as soon as the superuser can connect; until then undefined. */
export async function enter(site: Site, pid: number): Promise<Server | undefined> {
  const postmaster = postmasterOf(site.place)
  // The file is checked first, so that the log has no refused connections.
  if (postmaster?.pid !== pid || !postmaster.isReady) return undefined
  const { port } = postmaster
  try {
    const admin = await connectAdmin(port, site.password)
    const { rows } = await admin.query('show data_directory')
    const { data_directory: folder } = rows[0]
    if (realpathSync(folder) === site.place.folder) return { pid, port, admin, isAdopted: false }
    await admin.end()
    throw new Error(`The PostgreSQL on port ${port} is not the one of ${site.place.folder}.`)
  } catch (error) {
    if (errorOf(error).code === '28P01') {
      throw new Error(`The password kept in the data folder does not fit the cluster ${site.place.folder}.`)
    }
    if (isPassing(error)) return undefined
    throw error
  }
}

export function postmasterOf({ folder }: Place): Postmaster | undefined {
  const lines = readIfThere(join(folder, 'postmaster.pid'))?.split('\n')
  const pid = Number.parseInt(lines?.[0] ?? '', 10)
  if (lines === undefined || !(pid > 0)) return undefined
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
}

/**
 * Whether that process is the postmaster of this cluster, and not another program that got its process id.
 */
export function isRunning({ folder }: Place, pid: number): boolean {
  if (birthOf(pid) === undefined) return false
  const command = commandOf(pid)
  // Other systems may spell the folder differently, or say nothing: then the connection decides.
  const expected = process.platform === 'linux' ? `postgres -D ${folder} ` : 'postgres -D '
  return command === undefined || command.includes(expected)
}

/** The server is starting, stopping, recovering or full, or has just ended. */
function isPassing(error: unknown): boolean {
  const { code = '', message } = errorOf(error)
  if (/^(57P0|53|ECONN|EPIPE|ETIMEDOUT)/.test(code)) return true
  return /terminated|timeout|ended|connection error/i.test(message)
}
