import { type Config, ConfigError, readConfig } from './config.ts'
import { errorOf } from './platform/errors/thrown.ts'
import { createLog } from './platform/observability/log.ts'
import { settle } from './platform/observability/memory.ts'
import { longestStopMs, type Running, start } from './start.ts'

/** The process: configuration, service, signals. The only place that ends it. */
let config: Config | undefined
let running: Promise<Running> | undefined
let stopping = false

/**
 * Tells the operator something: at a terminal as a line of text, elsewhere as a line of the log, because
 * collectors of logs read JSON only.
 */
function say(line: string, level: 'info' | 'error' = 'info'): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}\n`)
  else if (line !== '' && config !== undefined)
    notices(config)[level]({ event: 'service.notice' }, line.trim())
}

/** The log for lines about the start and the stop, which every level of the log includes. */
function notices({ LOG_LEVEL }: Config) {
  return createLog({ LOG_LEVEL: LOG_LEVEL === 'silent' ? 'silent' : 'info' })
}

async function stop(signal: string): Promise<void> {
  if (stopping) {
    say(`${signal} again: ended without waiting`, 'error')
    process.exit(1)
  }
  stopping = true
  say(`${signal}: finishing the requests in progress`)
  let service: Running | undefined
  const limitMs = config === undefined ? 0 : longestStopMs(config)
  setTimeout(() => {
    const step = service === undefined ? 'the start' : 'the last step'
    say(`not stopped within ${limitMs / 1000} s: ${step} had not ended`, 'error')
    process.exit(1)
  }, limitMs)
  // Asked to stop during the start: the start goes on to its end, so that all that it opened gets closed.
  service = await running?.catch(() => undefined)
  const hung = (await service?.stop()) ?? []
  if (hung.length === 0) say('stopped')
  else say(`stopped without waiting any longer for: ${hung.join(', ')}`, 'error')
  process.exit(hung.length === 0 ? 0 : 1)
}

// A terminal that is closed sends SIGHUP.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)

try {
  config = readConfig()
  const log = createLog(config)
  process.on('unhandledRejection', (error) => log.error({ event: 'process.unhandled', err: error }))
  running = start(config, log, say)
  await running
  settle()
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    if (config !== undefined && !isPlain(error))
      createLog(config).debug({ event: 'start.failed', err: error })
    process.exit(1)
  }
}

/** Whether the message alone tells an operator what to do. */
function isPlain(error: unknown): boolean {
  const { code, name } = errorOf(error)
  const isKnown = name === 'DataFolderTaken' || name === 'StartError' || error instanceof ConfigError
  return isKnown || code === 'EADDRINUSE' || code === 'EACCES'
}

/** Why the service did not start. With LOG_LEVEL=debug the log says where in the program. */
function sentenceOf(error: unknown): string {
  const { message, code } = errorOf(error)
  return isPlain(error) ? message : `The service could not start: ${message || code || String(error)}.`
}
