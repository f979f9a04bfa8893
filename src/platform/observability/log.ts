import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import type { Config } from '../../config.ts'
import { failureOf } from '../database/failures.ts'
import { Refusal } from '../errors/refusal.ts'

/**
 * JSON lines, by default on standard output. Bodies and headers are never logged; secrets that appear anyway
 * are removed.
 */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: null,
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

/**
 * The message of an error. Where Node tried several addresses, it has no message itself, only those of each
 * address.
 */
export function reasonOf({ message, code, errors }: Partial<Logged>): string {
  return message || errors?.[0]?.message || code || 'unknown'
}

interface Logged extends Error {
  code?: string | undefined
  constraint?: string
  errors?: Error[] | undefined
}

/**
 * Without `detail` and `where` of PostgreSQL, which repeat values, and without parameters. Without the
 * stack, too, where something was refused or the database is away: it says nothing, and comes with every
 * request.
 */
function errorOf(error: unknown) {
  if (error === null || typeof error !== 'object') return { message: String(error) }
  // pg-boss reports errors as plain objects with a message; Node reports several addresses without one.
  const { name, message, code, constraint, stack, cause, errors } = error as Logged
  const reason = cause instanceof Error ? cause.message : undefined
  const said = { name, message: reasonOf({ message, code, errors }), code, constraint, reason }
  const isNoDefect = error instanceof Refusal || failureOf(error).code === 'database-unavailable'
  return isNoDefect ? said : { ...said, stack }
}
