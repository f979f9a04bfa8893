import type { Hasher } from '../funds/index.ts'
import type { Spooled } from '../platform/http/limits/spool.ts'

/** The key under which a recipient of a programme is looked up in the register: a keyed hash. */
export function recipientKey(hashed: Hasher, programmeId: string, recipientNo: string): Buffer {
  const text = `protected:${programmeId}:${recipientNo}`
  // The hasher takes characters of one byte.
  return hashed(isAscii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1'))
}

const isAscii = /^[ -~]*$/

/**
 * The digest of a file that is kept. It has a key: from the plain SHA-256 of a file with one line, whoever
 * knows the name could try out all identity numbers. The same file gives the same digest.
 */
export function fileDigest(hashed: Hasher, { digest }: Pick<Spooled, 'digest'>): string {
  return hashed(`file:${digest}`).toString('hex')
}
