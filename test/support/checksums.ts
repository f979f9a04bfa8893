import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checksumOf, readChecksums } from '../../src/platform/database/migration/checksums.ts'

const folder = new URL('../../migrations/', import.meta.url)
const list = new URL('checksums.txt', folder)

/** The checksum of each file of `migrations/`, by its name. */
export function checksums(): Map<string, string> {
  const files = readdirSync(folder).filter((name) => /^\d{4}_.+\.sql$/.test(name))
  return new Map(files.sort().map((name) => [name, checksumOf(readFileSync(new URL(name, folder), 'utf8'))]))
}

/** The lines of `migrations/checksums.txt`, which `sha256sum -c` can read as well. */
export function listedChecksums(): Map<string, string> {
  return readChecksums(readFileSync(list, 'utf8'))
}

/**
 * Adds new migrations to the list.
 *
 * @throws where a listed file was changed or is gone. A migration that another database may have run is never
 * changed; for one that has not left this machine, delete its line first.
 */
export function writeChecksums(): void {
  const now = checksums()
  for (const [name, checksum] of listedChecksums()) {
    const state = now.get(name)
    if (state === checksum) continue
    throw new Error(
      `migrations/${name} ${state === undefined ? 'is gone' : 'was changed'}, but it is in migrations/checksums.txt. ` +
        'Write a new migration instead. If this one was never pushed, delete its line from the list.'
    )
  }
  writeFileSync(list, [...now].map(([name, checksum]) => `${checksum}  ${name}\n`).join(''))
}
