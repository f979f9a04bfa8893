import { codesIn, frameText, ranking, sha256 } from './draw.ts'

/** What every draw has on record. */
export interface Recorded {
  frame: string
  frameHash: string
  population: number
  seed: string
  required: number
  selected: readonly string[]
}

/** A part of a draw: as it is on record, and as it should be. */
export type Check<What extends string> = readonly [what: What, recorded: string, recomputed: string]

/**
 * Recomputes a draw from its frame and its seed, and compares with what is on record of it. `more`: what else
 * must agree, given the whole order of the draw.
 */
export function verdict<What extends string>(
  draw: Recorded,
  more: (order: readonly string[]) => readonly Check<What>[]
) {
  const codes = codesIn(draw.frame)
  const order = ranking(codes, draw.seed)
  const recomputedHash = sha256(draw.frame)
  const checks: readonly Check<What | 'frame' | 'population' | 'selection'>[] = [
    ['frame', draw.frameHash, recomputedHash],
    ['frame', recomputedHash, sha256(frameText([...new Set(codes)]))],
    ['population', String(draw.population), String(codes.length)],
    ['selection', draw.selected.join(' '), order.slice(0, draw.required).join(' ')],
    ...more(order)
  ]
  const differences = checks
    .filter(([, recorded, recomputed]) => recorded !== recomputed)
    .map(([what, recorded, recomputed]) => ({ what, recorded, recomputed }))
  return { valid: differences.length === 0, frameHash: draw.frameHash, recomputedHash, differences }
}
