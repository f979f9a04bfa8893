import { createHash, createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorOf } from '../errors/thrown.ts'

/** The secret that protects audit lines from people who can only write to the database. */
export interface AuditKey {
  /** Identifies the key without revealing it; stored with each seal. */
  id: string
  /** HMAC-SHA256 in lower-case hex. */
  sign(text: string): string
}

export function auditKey(secret: string): AuditKey {
  const key = createHash('sha256').update(`audit:${secret}`).digest()
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    sign: (text) => createHmac('sha256', key).update(text).digest('hex')
  }
}

/**
 * The secret in a file, which is made at first use. Two processes that start at the same time get the same
 * secret.
 */
export function secretInFile(
  folder: string,
  name: string,
  make = () => randomBytes(32).toString('hex')
): string {
  const file = join(folder, name)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (errorOf(error).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, make(), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (errorOf(error).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(file, 'utf8')
}
