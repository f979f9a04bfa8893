import type { Config } from '../config.ts'
import type { AppContext } from '../platform/work/work.ts'
import { keepWatchingRetention, unknownErasures } from '../retention/index.ts'
import { retainedKinds } from '../rooms.ts'

/**
 * Starts the daily step of retention.
 *
 * @throws StartError where the setting names a kind that the service cannot erase
 */
export function keepRetaining(
  context: AppContext,
  { RETENTION_ERASES }: Pick<Config, 'RETENTION_ERASES'>,
  onError: (error: unknown) => void
) {
  const watching = { kinds: retainedKinds, erases: RETENTION_ERASES?.split(',') ?? [] }
  const unknown = unknownErasures(watching)
  if (unknown.length > 0) {
    const message = `RETENTION_ERASES names kinds that the service cannot erase: ${unknown.join(', ')}`
    // For an error of this name, main.ts prints the message without a stack.
    throw Object.assign(new Error(message), { name: 'StartError' })
  }
  return keepWatchingRetention(context, watching, onError)
}
