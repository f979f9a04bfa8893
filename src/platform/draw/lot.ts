import { randomBytes } from 'node:crypto'
import { refuse } from '../errors/wordings.ts'

/** The input that decides a draw: the seed of the caller, or null if the server makes one for each draw. */
export interface Lot {
  seed: string | null
  seedSource: string
}

/**
 * The caller's seed with its source, or null for a seed of the server.
 *
 * @throws seed-missing if only a source is named
 */
export function lotOf({ seed, seedSource }: { seed?: string; seedSource?: string }): Lot {
  if (seed !== undefined) return { seed, seedSource: seedSource ?? 'caller' }
  if (seedSource !== undefined) throw refuse('seed-missing', { pointer: '/seedSource' })
  return { seed: null, seedSource: 'server: 32 random bytes' }
}

/** The seed of one draw. */
export function seedOf({ seed }: Lot): string {
  return seed ?? randomBytes(32).toString('hex')
}
