/**
 * Turns the amounts, days and words that offices write into the form that is kept; undefined if unclear. In
 * the bundle a Chinese character in a regular expression costs memory, so these are written as numbers.
 */

const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
// 元
const money = /^(?:[\u00a5\uffe5]\s*)?([\d,.eE+-]+)\s*\u5143?$/

/**
 * An amount in the form of `AMOUNT`: `1,234.50`, `¥1234.5`, `685.5000` and `1234.50元` are clear. So are
 * remains of binary arithmetic after the second decimal (`685.3000000000001`, `1.8E-12`): nobody pays a
 * billionth.
 */
export function amountOf(text: string): string | undefined {
  const [, inner = ''] = money.exec(text) ?? []
  const digits = thousands.test(inner) ? inner.replaceAll(',', '') : inner
  if (/^\d(?:\.\d+)?e-\d{2,3}$/i.test(digits)) return Number(digits) < 1e-9 ? '0' : undefined
  const [, whole = '', decimals = ''] = /^-?(0|[1-9]\d*)(?:\.(\d*))?$/.exec(digits) ?? []
  if (whole === '') return undefined
  if (digits.startsWith('-') && !/^-0\.0{9,}/.test(digits)) return undefined
  const rest = decimals.slice(2)
  if (/^0*$/.test(rest) || /^0{7}/.test(rest)) return `${whole}.${decimals.slice(0, 2).padEnd(2, '0')}`
  return /^9{7}/.test(rest) ? fenAbove(whole, decimals.slice(0, 2)) : undefined
}

function fenAbove(whole: string, decimals: string): string {
  const fen = (BigInt(whole + decimals) + 1n).toString().padStart(3, '0')
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`
}

const separated = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(.*))?$/
// 年, 月, 日
const chinese = /^(\d{4})\s*\u5e74\s*(\d{1,2})\s*\u6708\s*(\d{1,2})\s*\u65e5(?:\s*(.*))?$/
/** Banks also write the time without separators: `20260509143000`. */
const compact = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2})(\d{2})(\d{2})|\s+(\d{1,2}:.*))?$/
// with 上午 or 下午 before it
const time = new RegExp(
  '^(?:(?:am|pm|\\u4e0a\\u5348|\\u4e0b\\u5348)\\s*)?(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?' +
    '(?:\\s*[ap]m)?(Z|[+-]\\d{2}:?\\d{2})?$',
  'i'
)

/** A day as `YYYY-MM-DD`: `2026/5/9`, `2026.5.9`, `20260509` and `2026年5月9日` are clear, also with a time. */
export function dayOf(text: string): string | undefined {
  const [, year, , month, day, rest] = separated.exec(text) ?? []
  if (year !== undefined) return joined(year, month, day, rest)
  const [, ownYear, ownMonth, ownDay, ownRest] = chinese.exec(text) ?? []
  if (ownYear !== undefined) return joined(ownYear, ownMonth, ownDay, ownRest)
  const [, one, two, three, hours, minutes, seconds, clock = ''] = compact.exec(text) ?? []
  if (one === undefined) return undefined
  return joined(one, two, three, hours === undefined ? clock : `${hours}:${minutes}:${seconds}`)
}

/** Spreadsheet day numbers from 2000 to 2099: a number that is meant as a day is one of these. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050]
const UNIX_DAY = 25_569

/** The day of a number in a column of days, in a cell without a date format. */
export function dayOfSerial(text: string): string | undefined {
  const serial = Number(text)
  if (!/^\d{5}$/.test(text) || serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined
  return new Date((serial - UNIX_DAY) * 86_400_000).toISOString().slice(0, 10)
}

function joined(year: string, month = '', day = '', rest = ''): string | undefined {
  const [isTime, zone] = rest === '' ? [''] : (time.exec(rest) ?? [])
  if (isTime === undefined) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return zone === undefined ? date : dayInChina(date, rest)
}

/** Programs write midnight in China as an instant of the day before: `2026-05-08T16:00:00Z`. */
function dayInChina(date: string, rest: string): string | undefined {
  const instant = Date.parse(`${date}T${rest.replace(/^\d:/, '0$&')}`)
  return Number.isNaN(instant) ? undefined : new Date(instant + CHINA_MS).toISOString().slice(0, 10)
}

const CHINA_MS = 8 * 3_600_000
