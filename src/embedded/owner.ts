import { createHash, randomUUID } from 'node:crypto'
import { linkSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorOf } from '../platform/errors/thrown.ts'
import { birthOf, readIfThere, until } from './process.ts'

/** A process that was just killed takes a moment to die, in milliseconds. */
const DEATH = 500

/** Another running instance of the service owns the data folder. */
export class DataFolderTaken extends Error {
  constructor(folder: string, pid?: number) {
    const who = pid === undefined ? 'Another instance of the service' : `The service with process id ${pid}`
    super(`${who} already uses the data folder ${folder}. Stop it, or set DATA_DIR to another folder.`)
    this.name = 'DataFolderTaken'
  }
}

/**
 * Makes this process the only owner of the data folder, until the returned function is called.
 *
 * @throws DataFolderTaken
 */
export async function claim(dataDir: string): Promise<() => void> {
  let refusal: unknown
  const release = await until(DEATH, () => {
    try {
      return claimNow(dataDir)
    } catch (error) {
      if (!(error instanceof DataFolderTaken)) throw error
      refusal = error
      return undefined
    }
  })
  if (release === undefined) throw refusal
  return release
}

function claimNow(dataDir: string): () => void {
  const mark = `${process.pid} ${birthOf(process.pid)} ${randomUUID()}\n`
  const draft = join(dataDir, `service.pid.${randomUUID()}`)
  writeFileSync(draft, mark, { mode: 0o644, flush: true })
  try {
    return hold(dataDir, join(dataDir, 'service.pid'), draft, mark)
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * A process that finds a dead owner first needs the right to succeed that owner. The right is a file of the
 * same kind; while one process has it, no other may replace the dead owner. So only one process wins.
 */
function hold(dataDir: string, file: string, draft: string, mark: string): () => void {
  for (;;) {
    if (linked(draft, file)) return () => letGo(file, mark)
    const holder = readIfThere(file)
    if (holder === undefined) continue
    const [pid, birth] = holder.split(' ')
    if (birth !== undefined && birthOf(Number(pid)) === birth) throw new DataFolderTaken(dataDir, Number(pid))
    const release = hold(dataDir, `${file}.${digest(holder)}`, draft, mark)
    try {
      if (readIfThere(file) !== holder) continue
      writeFileSync(`${draft}.next`, mark, { mode: 0o644, flush: true })
      renameSync(`${draft}.next`, file)
      return () => letGo(file, mark)
    } finally {
      release()
    }
  }
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (errorOf(error).code === 'EEXIST') return false
    throw error
  }
}

function letGo(file: string, mark: string): void {
  if (readIfThere(file) === mark) unlinkSync(file)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
