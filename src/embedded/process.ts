import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { errorOf } from '../platform/errors/thrown.ts'

/** How often a condition is checked, in milliseconds. */
const BEAT = 30

/**
 * Identifies this process among all that had or will have its process id; undefined when it has ended. A
 * zombie counts as ended: in a container it may stay for ever.
 */
export function birthOf(pid: number): string | undefined {
  if (process.platform === 'linux') return birthOnLinux(pid)
  if (!answers(pid)) return undefined
  return process.platform === 'win32' ? 'unknown' : ps(pid, 'lstart')
}

/** The program and its arguments; undefined when the process has ended or the system does not tell. */
export function commandOf(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined
  if (process.platform !== 'linux') return ps(pid, 'command')
  return readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')
}

/** The first answer of `probe` that is not undefined; undefined after `limit` milliseconds. */
export async function until<T>(
  limit: number,
  probe: () => T | undefined | Promise<T | undefined>,
  signal?: AbortSignal
): Promise<T | undefined> {
  const deadline = performance.now() + limit
  for (;;) {
    const answer = await probe()
    if (answer !== undefined || performance.now() > deadline) return answer
    await pause(BEAT, undefined, { signal })
  }
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // ESRCH: the process ended while its file in /proc was being read.
    if (['ENOENT', 'ESRCH'].includes(errorOf(error).code ?? '')) return undefined
    throw error
  }
}

function birthOnLinux(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // The name of the program, in parentheses, may hold anything; the third field comes after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  // Ticks count from the boot, so after the next boot the same ones may come again.
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorOf(error).code === 'EPERM'
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const line = execFileSync('ps', ['-ww', '-o', `stat=,${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      env: environment()
    })
    return line.trim().startsWith('Z') ? undefined : line.trim().replace(/^\S+\s+/, '')
  } catch {
    return undefined
  }
}

/** The environment of PostgreSQL's programs: no secrets, and nothing that changes how they work. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' }
}
