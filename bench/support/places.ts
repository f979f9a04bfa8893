import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = fileURLToPath(new URL('../../', import.meta.url))

/** Data of the bench: fetched files, its database, keys. Not in version control. */
export const cache = join(project, '.bench')

export const results = join(project, 'bench', 'results')

export function folder(...parts: string[]): string {
  const path = join(cache, ...parts)
  mkdirSync(path, { recursive: true })
  return path
}
