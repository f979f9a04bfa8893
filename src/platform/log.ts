import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import type { Config } from '../config.ts'

/**
 * JSON lines, on standard output unless told otherwise. Bodies and headers are never logged; what slips in is
 * struck out.
 */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['authorization', 'token', 'password', 'secret', 'reporter', 'idNumber', 'phone'].flatMap(
        (name) => [name, `*.${name}`, `*.*.${name}`]
      ),
      censor: '[struck out]'
    },
    serializers: { err: errorOf, error: errorOf }
  }
  return to === undefined ? pino(options) : pino(options, to)
}

/** Without `detail` and `where` of PostgreSQL, which repeat values, and without parameters. */
function errorOf(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, code, constraint, stack, cause } = error as Error & {
    code?: string
    constraint?: string
  }
  const reason = cause instanceof Error ? cause.message : undefined
  return { name, message, code, constraint, reason, stack }
}
