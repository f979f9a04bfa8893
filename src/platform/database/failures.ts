import { Refusal, type Wordings } from '../errors/refusal.ts'
import { errorOf } from '../errors/thrown.ts'
import { refuse } from '../errors/wordings.ts'

/** SQLSTATE classes and codes that mean: PostgreSQL is away, full, or starting; try again. */
const away = [
  /^08/,
  /^57P/,
  /^53/,
  /^58/,
  /^40001$/,
  /^40P01$/,
  /^55P03$/,
  /^57014$/,
  /^25006$/,
  // Not prepared: this read was sent behind the one that was to prepare its statement, and could not.
  /^26000$/
]

/** Errors of Node and pg without an SQLSTATE after a lost connection. */
const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN'
])
const lostMessages = [
  'Connection terminated',
  'Connection ended',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout'
]

/** The refusals for violated database constraints, by the name of the constraint. */
export type Constraints = ReadonlyMap<string, () => Refusal>

/** The constraints that some wordings name. */
export function constraintsIn(wordings: Wordings): Constraints {
  return new Map(
    Object.entries(wordings)
      .filter(([, { constraint }]) => constraint !== undefined)
      .map(([code, wording]) => [wording.constraint as string, () => new Refusal(code, wording)])
  )
}

export function isRetryable(error: unknown): boolean {
  const code = errorOf(error).code
  return code === '40001' || code === '40P01' || isOldPlan(error)
}

/** The disk of the database is full, read-only, or does not open a file; or the database is read-only. */
export function isStorageFailure(error: unknown): boolean {
  const { code = '', message } = errorOf(error)
  // "could not open file": PostgreSQL's own process lacks a right, not the role.
  return /^(53100|58...|25006)$/.test(code) || (code === '42501' && message.startsWith('could not '))
}

/** This server takes no writes: it is a standby, or is set to read only. */
export function isReadOnly(error: unknown): boolean {
  return errorOf(error).code === '25006'
}

/**
 * A statement was prepared before a migration changed a column of its result. On that connection it always
 * fails; prepared again it succeeds.
 */
export function isOldPlan(error: unknown): boolean {
  const { code, message } = errorOf(error)
  return code === '0A000' && message.startsWith('cached plan')
}

/** The refusal for an error of the database or of the program: 409, 422, 503, or 500 for a defect. */
export function failureOf(error: unknown, constraints: Constraints = new Map()): Refusal {
  const { code = '', constraint = '', message, severity } = errorOf(error)
  const known = constraints.get(constraint)
  if (known !== undefined) return known()
  const fromDatabase = severity !== undefined
  if (fromDatabase && code.startsWith('23')) return refuse('conflicting-change')
  if (fromDatabase && code.startsWith('22')) return refuse('not-storable')
  const isAway = fromDatabase
    ? away.some((one) => one.test(code)) || isStorageFailure(error)
    : lostCodes.has(code) || lostMessages.some((start) => message.startsWith(start))
  return isAway ? refuse('database-unavailable', { retryAfterSeconds: 5 }) : refuse('internal-error')
}
