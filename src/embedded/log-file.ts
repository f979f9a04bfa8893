import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import type { Place } from './folder.ts'

const NAME = 'postgres.log'
/** A longer log is moved aside, with its last part. */
const MOST_BYTES = 8 * 1024 * 1024
const KEPT_BYTES = 4 * 1024 * 1024

// Where the folder does not belong to root, a link could mislead root.
const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW = 0, O_TRUNC } = constants

/** Opens the log for the process of PostgreSQL; `added` returns the text written since. */
export function openLog(place: Place) {
  const fd = openFile(place, NAME, O_APPEND)
  const from = fstatSync(fd).size
  return { fd, added: () => readFileSync(join(place.beside, NAME)).subarray(from).toString('utf8') }
}

/** PostgreSQL keeps writing at the end of the same file. */
export function trimLog(place: Place, mostBytes = MOST_BYTES, keptBytes = KEPT_BYTES): void {
  const log = openFile(place, NAME, O_APPEND)
  try {
    const { size } = fstatSync(log)
    if (size <= mostBytes) return
    const kept = Buffer.alloc(Math.min(size, keptBytes))
    const read = readSync(log, kept, 0, kept.length, size - kept.length)
    const older = openFile(place, `${NAME}.1`, O_TRUNC)
    writeSync(older, kept, 0, read)
    closeSync(older)
    ftruncateSync(log, 0)
  } finally {
    closeSync(log)
  }
}

function openFile({ beside, user }: Place, name: string, flag: number): number {
  const fd = openSync(join(beside, name), flag | O_CREAT | O_RDWR | O_NOFOLLOW, 0o600)
  if (user) fchownSync(fd, user.uid, user.gid)
  return fd
}
