import { withoutInvisible } from '../../platform/values/invisible.ts'

// How a cell is read before it is checked: people write the same number in many ways.

/** The text in its usual characters, on one line, without anything that a reader cannot see. */
export function plainText(cell: string): string {
  return withoutInvisible(cell.normalize('NFKC').replaceAll(/[\t\n\r\u2028\u2029]/g, ' '))
}

/** Characters that people write between the digits of a number. */
const between = '[\\s\\p{Pd}._\\u00b7\\u30fb]'
/** Signs that stand for a digit that is not shown. */
const mask = /[\u00d7\u25a0\u25a1\u25cb\u25cf\u2022\u203b#?]|[xX]{2,}/gu

/** Digits, and signs in their place, with separators in between; an X may end it. */
const number = new RegExp(`[\\d*](?:${between}*[\\d*])*(?:${between}*[Xx](?![A-Za-z0-9]))?`, 'gu')
const separators = new RegExp(`${between}+`, 'u')

/** Letters that look like digits, among at least as many digits. */
const MIXED = new RegExp(`[\\dOolI](?:${between}*[\\dOolI]){9,}`, 'gu')
/** Signs that people write for an X at the end: a Cyrillic letter, or a multiplication sign. */
const lastX = /[\u0425\u0445]|(?<=\d)\u00d7(?![\u00d7\d*])/g
/** (0432)62123456 */
const areaCode = /\((0\d{2,3})\)(?=\s*\d{7})/g
/** A whole number in Chinese digits. */
const SIGNS = '〇零一二三四五六七八九'
const CHINESE = new RegExp(`[${SIGNS}]{10,}`, 'g')
const anyDigit = new RegExp(`[\\d*${SIGNS}]`)
const CHINESE_DIGITS = '零一二三四五六七八九'

/** Numbers of more groups are compared as a whole only. */
const MOST_GROUPS = 24

/** A number of digits only, as nearly all are. */
const usual = /^\d+[Xx]?$/

/** A number as it is written, and all numbers that it may be meant as. */
export interface Written {
  /** Without separators. */
  whole: string
  /** The whole, and each part that begins and ends at a separator. */
  parts: readonly string[]
}

/** The numbers in a text that `plainText` returned. */
export function numbersIn(text: string): Written[] {
  if (!anyDigit.test(text)) return []
  if (usual.test(text)) return [{ whole: text, parts: [text] }]
  const found = inDigits(text).matchAll(number)
  return [...found].flatMap(([written]) => (areDates(written) ? [] : [asWritten(written)]))
}

function inDigits(text: string): string {
  return text
    .replaceAll(areaCode, '$1-')
    .replaceAll(lastX, 'X')
    .replaceAll(mask, (signs) => '*'.repeat(signs.length))
    .replaceAll(CHINESE, (signs) =>
      signs.replaceAll(/./g, (sign) => String(Math.max(0, CHINESE_DIGITS.indexOf(sign))))
    )
    .replaceAll(MIXED, (run) => {
      const letters = run.replaceAll(/[^OolI]/g, '').length
      if (letters > run.replaceAll(/\D/g, '').length) return run
      return run.replaceAll(/[Oo]/g, '0').replaceAll(/[lI]/g, '1')
    })
}

function asWritten(written: string): Written {
  const groups = written.split(separators)
  const whole = groups.join('')
  if (groups.length === 1 || groups.length > MOST_GROUPS) return { whole, parts: [whole] }
  const parts = new Set([whole])
  for (let from = 0; from < groups.length; from += 1) {
    for (let to = from + 1; to <= groups.length; to += 1) parts.add(groups.slice(from, to).join(''))
  }
  return { whole, parts: [...parts] }
}

const day = '(?:19|20)\\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\\d|3[01])'
const dates = new RegExp(`^${day}(?:[\\s\\p{Pd}]+${day})*$`, 'u')

/** One day, or the first and the last of a period: no number, although the digits of two days are sixteen. */
function areDates(written: string): boolean {
  return dates.test(written)
}
