/**
 * The meaning of a number format:
 * - `plain`: the number itself is shown, perhaps rounded, with a currency or with thousands separators
 * - `zeros`: the number is shown with at least so many digits
 * - `date`, `time`: the number is a day, or a time of day
 * - `signs`: other characters are shown with the digits, which matters for a number of a recipient
 * - `scaled`: the number is shown as a percentage or in ten thousands, so it is unclear which value is meant
 */
export type NumberFormat =
  | { kind: 'plain' | 'date' | 'time' | 'signs' | 'scaled' }
  | { kind: 'zeros'; digits: number }

export const PLAIN: NumberFormat = { kind: 'plain' }

/**
 * Formats that are referred to by number, as Excel and WPS know them; 27 to 36 and 50 to 58 are Chinese
 * dates.
 */
const dates = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
const times = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]

/** A format by its number, for formats without a code. */
export function builtIn(id: number): NumberFormat {
  if (dates.includes(id)) return { kind: 'date' }
  if (times.includes(id)) return { kind: 'time' }
  return id === 9 || id === 10 ? { kind: 'scaled' } : PLAIN
}

/** The name of the default format in files of Excel and of WPS. */
const general = /general|g\/通用格式/gi

/** A format by its code, such as `yyyy/m/d` or `000000`. */
export function formatOf(code: string): NumberFormat {
  // The first section is for positive numbers.
  const positive = sectionOf(code).replaceAll(general, '0')
  // `;;;` hides the content of the cell.
  if (positive.trim() === '') return code.includes(';') ? { kind: 'scaled' } : PLAIN
  if (positive.trim() === '@') return PLAIN
  const literals = [...positive.matchAll(/"([^"]*)"|\\(.)/g)].map(([, text, sign]) => text ?? sign ?? '')
  const shown = literals.join('')
  const bare = positive.replaceAll(/"[^"]*"|\\.|[_*]./g, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return { kind: 'time' }
  const signs = bare.replaceAll(/\[[^\]]*\]|am\/pm|a\/p|上午\/下午/gi, '')
  // `m` next to hours or seconds means minutes.
  const letters = signs.replaceAll(/[hs][^a-z]*m+|m+[^a-z]*s|[0#?]e[+-]/gi, '')
  if (/[ydem年日]/i.test(letters)) return { kind: 'date' }
  if (/[hs]/i.test(signs)) return { kind: 'time' }
  if (/[%‰]|[0#?],+(?![0#?])/.test(signs) || /[万亿千百%]/.test(shown + signs)) return { kind: 'scaled' }
  // With a condition, another section may apply.
  if (/\[[<>=]/.test(bare) && /(?:^|;)[^.;]*0{2,}[^.;]*(?:;|$)/.test(code)) return { kind: 'signs' }
  return digitsOf(signs, shown, layoutOf(positive))
}

/** Digits and literals in their order. */
function layoutOf(section: string): string {
  return section.replaceAll(/"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]/g, '$1$2')
}

function digitsOf(signs: string, literals: string, layout: string): NumberFormat {
  const digits = signs.trim()
  const isMoney = /[.,]/.test(digits) || /[¥￥$元]/.test(literals + digits)
  if (isMoney) return PLAIN
  const isDivided = /[0#?]\s+[0#?]|[0#?]-|-[0#?]/.test(layout)
  if (literals.trim() !== '' || /[^0#?Ee+\s-]/.test(digits) || isDivided) return { kind: 'signs' }
  const zeros = /^#*(0{2,})$/.exec(digits)?.[1]
  return zeros === undefined ? PLAIN : { kind: 'zeros', digits: zeros.length }
}

/** The code up to the first `;` that is not a literal. */
function sectionOf(code: string): string {
  return /^(?:"[^"]*"|\\.|[^;"\\])*/.exec(code)?.[0] ?? code
}
