import { ConfigError, readConfig } from './config.ts'
import { createLog } from './platform/log.ts'
import { settle } from './platform/memory.ts'
import { type Running, start } from './start.ts'

/** The process: configuration, service, signals. The only place that ends it. */
const say = (line: string) => process.stdout.write(`${line}\n`)

let running: Promise<Running> | undefined
let stopping = false

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  say(`${signal}: finishing what is in flight`)
  // Told to stop while starting: let it come up, so that everything it has opened gets closed.
  const service = await running?.catch(() => undefined)
  await service?.stop()
  say('stopped')
  process.exit(0)
}

process.on('SIGTERM', stop)
process.on('SIGINT', stop)

try {
  const config = readConfig()
  const log = createLog(config)
  process.on('unhandledRejection', (error) => log.error({ event: 'process.unhandled', err: error }))
  running = start(config, log, say)
  await running
  settle()
} catch (error) {
  if (!stopping) {
    const { message, stack } = error as Error
    process.stderr.write(`${error instanceof ConfigError || isPlain(error) ? message : stack}\n`)
    process.exit(1)
  }
}

/** Whether the message alone tells an operator what to do. */
function isPlain(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException
  return name === 'DataFolderTaken' || name === 'StartError' || code === 'EADDRINUSE' || code === 'EACCES'
}
