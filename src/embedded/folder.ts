import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statSync
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { errorOf } from '../platform/errors/thrown.ts'

export interface User {
  uid: number
  gid: number
}

/** Where the cluster lies. */
export interface Place {
  folder: string
  /** The folder around it, for the log and, if need be, the binaries. */
  beside: string
  /** The user that PostgreSQL runs as when the service is root; PostgreSQL refuses to run as root. */
  user?: User
}

/** On most systems `nobody`: a user without home, shell and files. */
const NOBODY: User = { uid: 65534, gid: 65534 }

/** Survives a reboot, unlike /tmp. Only needed for root, so never on Windows. */
const LASTING = '/var/tmp'

/** The data folder by its real, absolute path. It is made if it does not exist. */
export function openDataDir(dataDir: string): string {
  const folder = resolve(dataDir)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (error) {
    const reason = errorOf(error).code
    throw new Error(
      `The data folder ${folder} cannot be used (${reason}). Make it writable, or set DATA_DIR.`
    )
  }
}

/** The place of the cluster of a data folder, and the user that PostgreSQL runs as. */
export function placeOf(dataDir: string): Place {
  const inside = join(dataDir, 'postgres')
  const owner = ownerOf(inside)
  const self = process.getuid?.()
  if (self !== 0) {
    if (self !== undefined && owner !== undefined && owner.uid !== self) {
      throw new Error(
        `${inside} belongs to user ${owner.uid}. Start as that user or as root, or set DATA_DIR.`
      )
    }
    return { folder: inside, beside: dataDir }
  }
  if (owner?.uid === 0) throw new Error(`${inside} belongs to root, as whom PostgreSQL refuses to run.`)
  const user = owner ?? NOBODY
  const barrier = barrierTo(dataDir, user)
  if (owner !== undefined && barrier !== undefined) {
    throw new Error(
      `PostgreSQL runs as user ${user.uid}, who cannot enter ${barrier}, so not reach ${inside}.`
    )
  }
  // A cluster that was made in the refuge stays in use, even when the data folder has become accessible.
  if (barrier === undefined && !existsSync(join(refugeOf(dataDir), 'postgres'))) {
    return { folder: inside, beside: dataDir, user }
  }
  return openRefuge(refugeOf(dataDir))
}

/** The first folder on the way to `path`, or `path` itself, that `user` cannot enter (or read and run). */
export function barrierTo(path: string, user: User): string | undefined {
  const up = dirname(path)
  const above = up === path ? undefined : barrierTo(up, user)
  return above ?? (isOpenTo(statSync(path), user) ? undefined : path)
}

export function refugeOf(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return join(LASTING, `social-assistance-supervision-${name}`)
}

function openRefuge(refuge: string): Place {
  mkdirSync(refuge, { recursive: true })
  const { uid, mode } = lstatSync(refuge)
  // Anybody may make folders there, and a folder that others can change could mislead root.
  if (!lstatSync(refuge).isDirectory() || uid !== 0 || (mode & 0o022) !== 0) {
    throw new Error(`${refuge} was made by somebody else. Remove it, or set DATA_DIR to another folder.`)
  }
  chmodSync(refuge, 0o755)
  const folder = join(refuge, 'postgres')
  const owner = ownerOf(folder)
  if (owner?.uid === 0) throw new Error(`${folder} belongs to root, as whom PostgreSQL refuses to run.`)
  return { folder, beside: refuge, user: owner ?? NOBODY }
}

function ownerOf(folder: string): User | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat && { uid: stat.uid, gid: stat.gid }
}

function isOpenTo(stat: Stats, user: User): boolean {
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0
  const needed = stat.isDirectory() ? 0o1 : 0o5
  return ((stat.mode >> shift) & needed) === needed
}
