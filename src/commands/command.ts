import { errorOf } from '../platform/errors/thrown.ts'
/** The caller wrote a command in a way that it does not know; the answer shows how to write it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/**
 * Runs a command of the operator. `--help` prints how to call it and does nothing. A failure is printed as
 * one sentence, and the process ends with 1; with 2, and with `usage`, where the call itself was wrong.
 */
export async function runCommand(usage: string, action: () => Promise<void>): Promise<void> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return print(usage)
  try {
    await action()
  } catch (error) {
    const isUsage = error instanceof UsageError || isFromParseArgs(error)
    const { message } = errorOf(error)
    process.stderr.write(isUsage ? `${message}\n\n${usage}\n` : `${message}\n`)
    process.exitCode = isUsage ? 2 : 1
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function isFromParseArgs(error: unknown): boolean {
  const { code } = errorOf(error)
  return code?.startsWith('ERR_PARSE_ARGS') ?? false
}
