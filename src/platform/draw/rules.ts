import { codesIn, frameText, ranking, sha256 } from './draw.ts'

/** The values that are recorded of every draw. */
export interface Recorded {
  frame: string
  frameHash: string
  population: number
  seed: string
  required: number
  selected: readonly string[]
}

/** A part of a draw: the recorded value, and the recomputed one. */
export type Check<What extends string> = readonly [what: What, recorded: string, recomputed: string]

/**
 * Recomputes a draw from its frame and its seed, and compares the result with the record. `more`: further
 * parts that must agree, given the whole order of the draw.
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
