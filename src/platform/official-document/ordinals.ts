import type { Passage } from './document.ts'
import { linesOf, plain } from './text.ts'

type Level = NonNullable<Passage['heading']>

const digits = '〇一二三四五六七八九'

/** 7.3.3: 结构层次序数, level by level. */
const ordinals: Record<Level, (n: number) => string> = {
  1: (n) => `${inChinese(n)}、`,
  2: (n) => `（${inChinese(n)}）`,
  3: (n) => `${n}. `,
  4: (n) => `（${n}）`
}

const own: Record<Level, RegExp> = {
  1: /^[一二三四五六七八九十百]+、/,
  2: /^[（(][一二三四五六七八九十百]+[）)]/,
  3: /^\d+[.．、]/,
  4: /^[（(]\d+[）)]/
}

/** Counts headings: gives each its ordinal, and starts again below a heading of a higher level. */
export function counter(): (level: Level, text: string) => string {
  const counts = [0, 0, 0, 0, 0]
  return (level, text) => {
    counts[level] = (counts[level] ?? 0) + 1
    counts.fill(0, level + 1)
    const heading = plain(text)
    return own[level].test(heading) ? heading : `${ordinals[level](counts[level])}${heading}`
  }
}

/**
 * The passages of a text that people wrote. A line that begins with 一、 or （一）, and is not a sentence that
 * goes on, is a heading of that level. The other levels look like the body.
 */
export function passagesOf(text: string): Passage[] {
  return linesOf(text).map((line) => {
    const heading = ([1, 2] as const).find((level) => own[level].test(line))
    return /[。；！？].|[：，]$/.test(line) ? { text: line } : { heading, text: line }
  })
}

/** 1 to 99; larger numbers are written in digits. */
function inChinese(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  if (tens > 9) return [...String(n)].map((digit) => digits[Number(digit)]).join('')
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`
  return ten + (ones === 0 ? '' : digits[ones])
}
