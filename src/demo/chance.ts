import { createHash } from 'node:crypto'

/** Numbers that look like chance and are the same each time. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number between two others, both included. */
  between(least: number, most: number): number
  /** One of a list. */
  of<T>(list: readonly T[]): T
  /** True in about so many of a hundred cases. */
  percent(often: number): boolean
}

/** The chance of one subject (mulberry32): other subjects may be added without changing it. */
export function chanceOf(seed: string, subject: string): Chance {
  let state = createHash('sha256').update(`${seed} ${subject}`).digest().readInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    of<T>(list: readonly T[]): T {
      return list[Math.floor(next() * list.length)] as T
    },
    percent: (often) => next() * 100 < often
  }
}
