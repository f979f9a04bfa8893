import { hash } from 'node:crypto'

/**
 * Checksums of migrations: a file that changes after it ran somewhere would leave databases that differ.
 * `migrations/checksums.txt` has those of the released files; a table of each database has those of the files
 * that ran there.
 */
export function checksumOf(text: string): string {
  return hash('sha256', text, 'hex')
}

/** The checksums listed in `migrations/checksums.txt`, by the name of the file. */
export function readChecksums(list: string): Map<string, string> {
  const lines = list.split('\n').filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const [checksum = '', name = ''] = line.split('  ')
      return [name, checksum]
    })
  )
}
