import { DATABASE, type Passwords, passwordsIn } from './admin.ts'
import { binariesFor } from './binaries.ts'
import { Cluster } from './cluster.ts'
import { openDataDir, placeOf } from './folder.ts'
import { trimLog } from './log-file.ts'
import { claim } from './owner.ts'
import { prepare } from './prepare.ts'
import { isRunning, postmasterOf } from './site.ts'

export { DataFolderTaken } from './owner.ts'

/** A PostgreSQL of the service's own, for evaluation and tests. */
export interface Embedded {
  /** For the service's work: a role that may do what the migrations grant. */
  url: string
  /** For migrations: the role that owns the database. */
  ownerUrl: string
  /** Where the cluster lies. */
  dataFolder: string
  /** The database was made by this start. */
  isNew: boolean
  /** How often PostgreSQL was started again after it had gone away. */
  restarts(): number
  /** Ends PostgreSQL and waits until it is gone; within this time, 30 s by default. */
  stop(limitMs?: number): Promise<void>
  /** Puts a long log of PostgreSQL aside; only one older one is kept. */
  trimLog(): void
}

export interface EmbeddedOptions {
  dataDir: string
  /** Hears of progress. */
  say: (line: string) => void
  /** Hears when PostgreSQL went away; it is started again on the same port without further ado. */
  onCrash?: (message: string) => void
}

/**
 * Runs PostgreSQL on `<dataDir>/postgres`, made at first use. One left running by a killed service is
 * taken over. At most one process at a time has the data folder.
 *
 * @throws DataFolderTaken
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = openDataDir(options.dataDir)
  const release = await claim(dataDir)
  try {
    return await start(dataDir, options, release)
  } catch (error) {
    release()
    throw error
  }
}

/**
 * The PostgreSQL that the service runs on a data folder at the moment, for a command that runs at the same
 * time: the address of the database for its owner. Undefined if none runs.
 */
export function runningEmbedded(folder: string): { ownerUrl: string } | undefined {
  const dataDir = openDataDir(folder)
  const place = placeOf(dataDir)
  const server = postmasterOf(place)
  if (server === undefined || !server.isReady || !isRunning(place, server.pid)) return undefined
  return { ownerUrl: urlOf('owner', passwordsIn(dataDir), server.port) }
}

function urlOf(role: 'owner' | 'service', passwords: Passwords, port: number): string {
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${DATABASE}`
}

async function start(dataDir: string, options: EmbeddedOptions, release: () => void): Promise<Embedded> {
  const { say, onCrash = say } = options
  const place = placeOf(dataDir)
  if (place.beside !== dataDir) {
    say(`the database lies in ${place.beside}: PostgreSQL, which refuses to be root, cannot enter ${dataDir}`)
  }
  const passwords = passwordsIn(dataDir)
  const binaries = binariesFor(place)
  await prepare(place, binaries, passwords.postgres, say)
  say('starting PostgreSQL …')
  const site = { place, binaries, password: passwords.postgres }
  const cluster = await Cluster.open({ site, dataDir, passwords, say, onCrash })
  let stopped: Promise<void> | undefined
  return {
    url: urlOf('service', passwords, cluster.port),
    ownerUrl: urlOf('owner', passwords, cluster.port),
    dataFolder: place.folder,
    isNew: cluster.isNew,
    restarts: () => cluster.restarts,
    trimLog: () => trimLog(place),
    stop: (limitMs) => {
      stopped ??= cluster.stop(limitMs).finally(release)
      return stopped
    }
  }
}
