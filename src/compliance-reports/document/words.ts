/** Stands for a figure that is unknown. */
export const UNKNOWN = '不详'
export const DASH = '—'

/** A figure in words: unknown is never 0. */
export function valueIn(value: string | null): string {
  if (value === null) return UNKNOWN
  return value === '<5' ? '少于5' : value === 'withheld' ? '不公开' : value
}

/** A share in per cent, with one decimal. */
export function percentIn(rate: string | null): string {
  if (rate === null) return UNKNOWN
  return rate === '<5' ? '不公开' : `${(percentOf(rate) ?? 0).toFixed(1)}%`
}

/** The number of a share in per cent; null where there is none to show. */
export function percentOf(rate: string | null): number | null {
  return rate === null || rate === '<5' ? null : Math.round(Number(rate) * 1000) / 10
}

/** From so many on, a share is shown in per cent: a column of a table has no room for large numbers. */
const MANY = 100

export function shareIn(share: { n: number; of: number } | null): string {
  if (share === null) return UNKNOWN
  const { n, of } = share
  return of < MANY ? `${n}/${of}` : `${((n * 100) / of).toFixed(1)}%`
}
