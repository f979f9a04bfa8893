import type { Hasher } from '../funds/index.ts'

/** The key under which a recipient of a programme is looked up in the register: a keyed hash. */
export function recipientKey(hashed: Hasher, programmeId: string, recipientNo: string): Buffer {
  // The hasher takes characters of one byte.
  return hashed(Buffer.from(`protected:${programmeId}:${recipientNo}`, 'utf8').toString('latin1'))
}
