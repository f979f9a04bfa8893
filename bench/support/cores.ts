import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The server under test has one core, database and load the other: so neither takes the other's time. */
const cores = usable()

export const isPinned = cores.length >= 2 && spawnSync('taskset', ['--version']).status === 0

/** Moves this process, and with it the database that it starts, to the core of load and database. */
export function takeLoadCore(pid = process.pid): void {
  if (isPinned) spawnSync('taskset', ['-a', '-p', '-c', String(cores[1]), String(pid)])
}

/** The command that runs a program on the core of the server under test. */
export function onServerCore(command: string, args: readonly string[]): [string, string[]] {
  return isPinned ? ['taskset', ['-c', String(cores[0]), command, ...args]] : [command, [...args]]
}

/** Numbers of the cores that this process may use. */
function usable(): number[] {
  try {
    const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
    return list.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, n) => from + n)
    })
  } catch {
    return []
  }
}
