import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PASSWORDS } from './admin.ts'
import { ATTACHMENTS, CLUSTER, MANIFEST, type Manifest } from './backup.ts'
import { binariesFor } from './binaries.ts'
import { openDataDir, type Place, placeOf } from './folder.ts'
import { claim } from './owner.ts'
import { isRunning, postmasterOf } from './site.ts'

export interface Restored {
  madeAt: string
  /** The folder that now holds the previous database. */
  putAside: string | undefined
}

/**
 * Replaces the database of `dataDir` with a backup; no service may run on it. First the backup is compared
 * with its manifest. The previous database is moved aside, not deleted.
 *
 * @throws Error with a sentence for the operator, DataFolderTaken
 */
export async function restore(dataDir: string, from: string, now: Date): Promise<Restored> {
  const manifest = manifestOf(from)
  await compare(from, manifest)
  const folder = openDataDir(dataDir)
  const release = await claim(folder)
  try {
    const place = placeOf(folder)
    binariesFor(place)
    const server = postmasterOf(place)
    if (server !== undefined && isRunning(place, server.pid))
      throw new Error(`PostgreSQL (process id ${server.pid}) still runs on ${place.folder}. End it first.`)
    return putInPlace(folder, place, from, manifest, now)
  } finally {
    release()
  }
}

function manifestOf(from: string): Manifest {
  const file = join(from, MANIFEST)
  if (!existsSync(file)) throw new Error(`${from} is not a backup: ${MANIFEST} is missing.`)
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error(`${from} was made by a version that this one does not know.`)
  return manifest
}

/** Checks that every file exists and is unchanged. */
async function compare(from: string, { files }: Manifest): Promise<void> {
  for (const [path, sum] of Object.entries(files)) {
    const hash = createHash('sha256')
    const read = pipeline(createReadStream(join(from, path)), hash)
    await read.catch((error: NodeJS.ErrnoException) => {
      throw new Error(`The backup is damaged: ${path} cannot be read (${error.code}).`)
    })
    if (hash.digest('hex') !== sum)
      throw new Error(`The backup is damaged: ${path} is not as it was written.`)
  }
}

function putInPlace(folder: string, place: Place, from: string, { madeAt }: Manifest, now: Date): Restored {
  const draft = `${place.folder}.restoring`
  rmSync(draft, { recursive: true, force: true })
  cpSync(join(from, CLUSTER), draft, { recursive: true })
  give(place, draft)
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const putAside = existsSync(place.folder) ? `${place.folder}.before-${stamp}` : undefined
  if (putAside !== undefined) renameSync(place.folder, putAside)
  renameSync(draft, place.folder)
  const isWithFiles = existsSync(join(from, ATTACHMENTS))
  if (isWithFiles) putAttachments(join(folder, ATTACHMENTS), join(from, ATTACHMENTS), stamp)
  const passwords = join(folder, PASSWORDS)
  if (existsSync(passwords)) renameSync(passwords, `${passwords}.before-${stamp}`)
  copyFileSync(join(from, PASSWORDS), passwords)
  return { madeAt, putAside }
}

/** Contents of attachments belong to their database. Those that are there now are moved aside with it. */
function putAttachments(folder: string, from: string, stamp: string): void {
  const draft = `${folder}.restoring`
  rmSync(draft, { recursive: true, force: true })
  cpSync(from, draft, { recursive: true })
  if (existsSync(folder)) renameSync(folder, `${folder}.before-${stamp}`)
  renameSync(draft, folder)
}

/**
 * PostgreSQL refuses files that others may read, whatever the umask; and it runs as another user where the
 * service is root.
 */
function give({ user }: Place, folder: string): void {
  const own = (path: string, mode: number) => {
    chmodSync(path, mode)
    if (user !== undefined) chownSync(path, user.uid, user.gid)
  }
  own(folder, 0o700)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    own(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
}
