/** Figures of a period, and of the same part of the year before. */
export interface Sides {
  now: Record<string, string | number>
  before: Record<string, string | number>
}

/** Counting for at least this long is worth keeping the figures, in milliseconds. */
export const LONG_MS = 100
/** So many times as long as counting took, figures are given again as they are. */
const TIMES = 20

/** Figures that were counted earlier on the day. */
export interface Age {
  /** Milliseconds since they were counted. */
  ageMs: number
  tookMs: number
}

/**
 * What a reader gets: figures that are counted now, or the kept ones; and whether these are counted again
 * for those who ask later. So counting takes at most a twentieth of the time, however many ask.
 */
export function manner(kept: Age | undefined, isFresh: boolean): 'count' | 'give' | 'give-and-count' {
  if (kept === undefined || isFresh) return 'count'
  return kept.ageMs < kept.tookMs * TIMES ? 'give' : 'give-and-count'
}
