import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { errorOf } from '../errors/thrown.ts'
import type { Noted } from './evidence.ts'

/** The note of the previous process; undefined where there is none, or where it cannot be read. */
export function readNote(file: string, log: FastifyBaseLogger): Noted | undefined {
  try {
    const { number, hash, through } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Noted>
    if (typeof number === 'number' && typeof hash === 'string' && typeof through === 'string') {
      return { number, hash, through }
    }
    log.error({ event: 'audit.note-unreadable', file })
  } catch (error) {
    const isNone = errorOf(error).code === 'ENOENT'
    if (!isNone) log.error({ event: 'audit.note-unreadable', file, err: error })
  }
  return undefined
}

/** Writes a draft first: if the process is killed meanwhile, the previous note stays complete. */
export async function writeNote(file: string, noted: Noted): Promise<void> {
  const draft = `${file}.${hostname()}.${process.pid}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(draft, `${JSON.stringify(noted)}\n`, { mode: 0o600, flush: true })
  await rename(draft, file)
}
