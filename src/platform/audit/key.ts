import { createHash, createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret that makes audit lines unforgeable for whoever can write to the database only. */
export interface AuditKey {
  /** Names the key without telling it; stored with each seal. */
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

/** The secret kept in a file, made at first use. Two processes that start at once get the same one. */
export function secretInFile(
  folder: string,
  name: string,
  make = () => randomBytes(32).toString('hex')
): string {
  const file = join(folder, name)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, make(), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(file, 'utf8')
}
