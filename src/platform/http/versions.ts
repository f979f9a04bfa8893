import { refuse } from '../wordings.ts'

/**
 * The ETag of a version. Where what is shown also depends on the day (overdue counts), the day stands
 * behind the version, so that yesterday's copy is not taken for today's.
 */
export function etagOf(version: number, asOf?: string): string {
  return asOf === undefined ? `"${version}"` : `"${version}.${asOf}"`
}

/** Whether If-None-Match names this ETag: the caller has what would be sent. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

/**
 * The versions that If-Match names; undefined for none and for `*`.
 *
 * @throws version-stale for what was never an ETag of ours: it cannot be the current one
 */
export function versionsFrom(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const named = header.split(',').map((one) => /^"(\d{1,9})(\.[\d-]+)?"$/.exec(one.trim())?.[1])
  const versions = named.filter((one) => one !== undefined).map(Number)
  if (versions.length === 0)
    throw refuse('version-stale', { pointer: 'header:if-match', values: { current: '?' } })
  return versions
}
