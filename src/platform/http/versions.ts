import { hash } from 'node:crypto'
import { refuse } from '../errors/wordings.ts'

/**
 * The ETag of a record: its version, which If-Match compares, and a hash of the body. The version alone is
 * not enough: an answer also shows names of units, cited records and overdue counts.
 */
export function etagOf(version: number, body: string): string {
  // 96 bits: two bodies of one record and one version do not meet by chance.
  return `"${version}.${hash('sha256', body, 'base64url').slice(0, 16)}"`
}

/** Whether If-None-Match names this ETag, so that the caller already has the answer. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

/**
 * The versions that If-Match names; undefined without If-Match and for `*`.
 *
 * @throws version-stale for an ETag that never was one of ours: it cannot be the current one
 */
export function versionsFrom(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const named = header.split(',').map((one) => /^"(\d{1,9})(\.[\w-]+)?"$/.exec(one.trim())?.[1])
  const versions = named.filter((one) => one !== undefined).map(Number)
  if (versions.length === 0)
    throw refuse('version-stale', { pointer: 'header:if-match', values: { current: '?' } })
  return versions
}
