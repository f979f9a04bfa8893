/** The version that an ETag names; behind it stands a hash of the body. */
export function versionOf(etag: unknown): number {
  return Number(/^"(\d+)\.[\w-]{16}"$/.exec(String(etag))?.[1])
}
