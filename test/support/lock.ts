import { readFileSync, writeFileSync } from 'node:fs'

/**
 * `npm run lock`, after a change of dependencies: takes `engines` of other packages out of package-lock.json.
 * npm compares them with the Node that npm itself runs on, which may be 20, and warns at each installation. The
 * scripts run on the Node 24 that is one of the packages.
 */
export const lockFile = new URL('../../package-lock.json', import.meta.url)

export interface Lock {
  version: string
  packages: Record<string, { version?: string; engines?: unknown; deprecated?: string }>
}

export function readLock(): Lock {
  return JSON.parse(readFileSync(lockFile, 'utf8'))
}

if (import.meta.main) {
  const lock = readLock()
  for (const [path, entry] of Object.entries(lock.packages)) if (path !== '') delete entry.engines
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
}
