import { DATABASE, type Passwords, passwordsIn } from './admin.ts'
import { binariesFor } from './binaries.ts'
import { Cluster } from './cluster.ts'
import { openDataDir, placeOf } from './folder.ts'
import { trimLog } from './log-file.ts'
import { claim } from './owner.ts'
import { prepare } from './prepare.ts'
import { isRunning, postmasterOf } from './site.ts'

export { DataFolderTaken } from './owner.ts'

/** The PostgreSQL that the service runs itself, for trials and tests. */
export interface Embedded {
  /** Address for the service: a role that may do what the migrations grant. */
  url: string
  /** Address for migrations: the role that owns the database. */
  ownerUrl: string
  /** Where the cluster lies. */
  dataFolder: string
  /** Whether this start made the database. */
  isNew: boolean
  /** How often PostgreSQL was started again. */
  restarts(): number
  /** Ends PostgreSQL and waits for its end, by default for 30 s at most. */
  stop(limitMs?: number): Promise<void>
  /** Moves a long log of PostgreSQL aside; only one older log is kept. */
  trimLog(): void
}

export interface EmbeddedOptions {
  dataDir: string
  /** Called with lines about the progress. */
  say: (line: string) => void
  /** Called when PostgreSQL has ended unexpectedly. It is then started again on the same port. */
  onCrash?: (message: string) => void
}

/**
 * Runs PostgreSQL on `<dataDir>/postgres`, which the first start makes. A server that a killed service left
 * running is taken over. Only one process at a time can own the data folder.
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
 * The PostgreSQL that the service runs on a data folder at the moment, for commands that run at the same
 * time. Returns the address for the owner of the database; undefined if no server runs.
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
