export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [upper = Number.NaN, lower = upper] = [sorted[middle], sorted[middle - 1]]
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2
}

/** `a[n] / b[n]`: what stands in one round was measured under the same circumstances. */
export function ratios(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, n) => value / (b[n] ?? Number.NaN))
}

/** The same list, begun one later each round, so that nobody always comes first. */
export function rotated<T>(list: readonly T[], round: number): T[] {
  const start = round % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
