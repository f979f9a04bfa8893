import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { errorOf } from '../platform/errors/thrown.ts'
import { openLog } from './log-file.ts'
import { birthOf, environment, readIfThere, until } from './process.ts'
import type { Server, Site } from './site.ts'
import { enter, findRunning, isRunning, PATIENCE, postmasterOf } from './site.ts'

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  // The path of a socket may have 107 bytes at most, and nobody needs this socket.
  'unix_socket_directories=',
  'max_connections=100',
  // PostgreSQL takes 128 MB by default, and the indexes of a province's cases need more.
  'shared_buffers=192MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'timezone=UTC',
  'log_timezone=UTC',
  // The service logs failed statements itself: their texts and values hold personal data.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'logging_collector=off',
  'log_destination=stderr'
]

/** For how long a start is tried again when its reason to fail passes by itself, in milliseconds. */
const STUBBORN = 20_000

/** PostgreSQL did not start: the reason, with the last lines of its log. */
class StartFailed extends Error {
  readonly isPassing: boolean
  constructor(reason: string, log: string) {
    super(`PostgreSQL did not start: ${reason}. ${log.trim().split('\n').slice(-5).join(' ')}`)
    // Backends left behind by a killed postmaster, one that has only just started, or a port in use.
    this.isPassing = /shared memory block|"postmaster.pid" already exists|could not bind/.test(log)
  }
}

/** The running server of the cluster, or a new one; on `port` if given, else on any free one. */
export async function rise(site: Site, signal: AbortSignal, port?: number): Promise<Server> {
  const deadline = performance.now() + STUBBORN
  for (;;) {
    const running = await findRunning(site, signal)
    if (running !== undefined) return running
    try {
      return await launch(site, port ?? (await freePort()), signal)
    } catch (error) {
      if (!(error instanceof StartFailed && error.isPassing) || performance.now() > deadline) throw error
      await pause(100, undefined, { signal })
    }
  }
}

/** Ends the server and waits for its end. Finished statements are kept, others are rolled back. */
export async function halt(site: Site, pid: number, limitMs = 30_000): Promise<void> {
  const steps = [
    { signal: 'SIGINT', limit: limitMs / 2 },
    { signal: 'SIGQUIT', limit: limitMs / 4 },
    { signal: 'SIGKILL', limit: limitMs / 4 }
  ] as const
  for (const { signal, limit } of steps) {
    if (!isRunning(site.place, pid)) return
    send(site, pid, signal)
    if (await until(limit, () => birthOf(pid) === undefined || undefined)) return
  }
  throw new Error(`PostgreSQL (process id ${pid}) could not be ended.`)
}

async function launch(site: Site, port: number, signal: AbortSignal): Promise<Server> {
  disown(site)
  const log = openLog(site.place)
  const child = run(site, port, log)
  let end: string | undefined
  child.once('error', ({ message }) => {
    end = message
  })
  child.once('exit', (code, by) => {
    end ??= `it ended with ${by ?? code}`
  })
  const isReady = () => {
    if (end !== undefined) throw new StartFailed(end, log.added())
    return enter(site, child.pid as number)
  }
  try {
    const server = await until(PATIENCE, isReady, signal)
    if (server !== undefined) return server
    throw new StartFailed('it took too long', log.added())
  } catch (error) {
    child.kill('SIGQUIT')
    await until(10_000, () => end)
    throw error
  } finally {
    closeSync(log.fd)
  }
}

function run({ place, binaries }: Site, port: number, log: { fd: number }): ChildProcess {
  const settings = [`port=${port}`, ...SETTINGS].flatMap((setting) => ['-c', setting])
  const child = spawn(binaries.postgres, ['-D', place.folder, ...settings], {
    cwd: place.folder,
    env: environment(),
    // A process group of its own, so that Ctrl-C reaches the service only, which ends PostgreSQL last.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    windowsHide: true,
    ...place.user
  })
  child.unref()
  return child
}

/**
 * PostgreSQL refuses to start while the process that an old `postmaster.pid` names is alive, even if another
 * program has that process id now; only its own parent is allowed. The other lines stay: by them PostgreSQL
 * finds the backends that were left behind.
 */
function disown({ place }: Site): void {
  const file = join(place.folder, 'postmaster.pid')
  const text = readIfThere(file)
  if (text === undefined) return
  const pid = postmasterOf(place)?.pid
  if (pid !== undefined && isRunning(place, pid)) return
  if (text.trim() === '') rmSync(file)
  else writeFileSync(file, text.replace(/^.*/, String(process.pid)))
}

/**
 * A port below those that systems give to outgoing connections: while PostgreSQL is away, a pool that
 * tries to reconnect could be given just this one.
 */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const isFree = await new Promise<boolean>((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
  return isFree ? port : freePort()
}

function send({ binaries }: Site, pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  if (process.platform === 'win32' && signal !== 'SIGKILL') {
    spawnSync(binaries.pgCtl, ['kill', signal.replace('SIG', ''), String(pid)], { windowsHide: true })
    return
  }
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorOf(error).code !== 'ESRCH') throw error
  }
}
