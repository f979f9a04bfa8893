import { median, ratios } from './statistics.ts'

/** What a figure must reach, or must not pass. */
export interface Bar {
  kind: 'at-least' | 'at-most'
  limit: number
  unit: string
}

/** One line of the table. `figure` is what the bar speaks of: mostly a ratio. */
export interface Result {
  row: string
  what: string
  ours: string
  other: string
  figure: number
  bar: Bar
  isMet: boolean
  /** The figure of each round. */
  rounds: number[]
  /** When it was measured. */
  at?: string
}

/** A row that has no figure, and why: a failure, or something missing on this machine. */
export interface Gap {
  row: string
  what: string
  kind: 'failed' | 'left-out'
  reason: string
  at?: string
}

export type Line = Result | Gap

export function atLeast(limit: number, unit = '×'): Bar {
  return { kind: 'at-least', limit, unit }
}

export function atMost(limit: number, unit = '×'): Bar {
  return { kind: 'at-most', limit, unit }
}

interface Compared {
  row: string
  what: string
  ours: readonly number[]
  other: readonly number[]
  otherName: string
  unit: string
  bar: Bar
  /** For durations: the other's time by ours, so that more is better. */
  isInverse?: boolean
}

/** Ours beside another, by the median of the ratios within one round. */
export function compared({ row, what, ours, other, otherName, unit, bar, isInverse }: Compared): Result {
  const rounds = isInverse ? ratios(other, ours) : ratios(ours, other)
  const amount = (values: readonly number[]) => `${shown(median(values))} ${unit}`
  return judged({ row, what, ours: amount(ours), other: `${otherName} ${amount(other)}`, bar, rounds })
}

/** A figure of ours that stands for itself. */
export function alone(row: string, what: string, rounds: number[], bar: Bar): Result {
  return judged({ row, what, ours: `${shown(median(rounds))} ${bar.unit}`, other: '', bar, rounds })
}

function judged(found: Omit<Result, 'figure' | 'isMet'>): Result {
  const figure = median(found.rounds)
  const { kind, limit } = found.bar
  return { ...found, figure, isMet: kind === 'at-least' ? figure >= limit : figure <= limit }
}

export function isGap(line: Line): line is Gap {
  return 'kind' in line
}

export function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}
