import {
  Instant,
  LocalDate,
  Moment,
  MonthDay,
  OPERATION_KIND,
  OPERATOR_OR_CODE,
  UnitCode
} from '../http/schema.ts'
import { AMOUNT, YUAN } from '../values/money.ts'
import type { Labels, Sentence } from './refusal.ts'

/**
 * What a schema expects of a value, in words, because people read refusals: a regular expression or the name
 * of a JSON type would tell them nothing.
 */
export const expectedLabels = {
  'json-type': {
    string: { zh: '文本', en: 'text' },
    integer: { zh: '整数', en: 'a whole number' },
    number: { zh: '数字', en: 'a number' },
    boolean: { zh: '是或否（true、false）', en: 'true or false' },
    array: { zh: '列表', en: 'a list' },
    object: { zh: '对象', en: 'an object' },
    null: { zh: '空值（null）', en: 'null' }
  },
  'text-format': {
    date: { zh: '日期，如 2026-03-02', en: 'a date such as 2026-03-02' },
    'date-time': {
      zh: '带时区的时间，如 2026-03-02T09:00:00+08:00',
      en: 'a time with its offset, such as 2026-03-02T09:00:00+08:00'
    },
    uuid: {
      zh: '标识（UUID），如 019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01',
      en: 'an identifier (UUID) such as 019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01'
    }
  },
  counted: {
    characters: { zh: '个字符', en: 'characters' },
    items: { zh: '项', en: 'items' },
    fields: { zh: '个字段', en: 'fields' }
  }
} satisfies Labels

function patternOf(schema: object): string {
  return 'pattern' in schema ? String(schema.pattern) : ''
}

/** Every pattern of the API's schemas, in words. */
const patterns: Record<string, Sentence> = {
  '\\S': { zh: '不能只有空格', en: 'at least one character that is not a space' },
  [patternOf(LocalDate)]: { zh: '1000 年至 2999 年之间的日期', en: 'a date in the years 1000 to 2999' },
  [patternOf(UnitCode)]: {
    zh: '单位代码（2 至 20 位字母或数字）',
    en: 'a unit code: 2 to 20 letters or digits'
  },
  [OPERATOR_OR_CODE]: {
    zh: '单位代码（2 至 20 位字母或数字），或表示全部单位的 *',
    en: 'a unit code (2 to 20 letters or digits), or * for all units'
  },
  [OPERATION_KIND]: {
    zh: '操作类型，如 inspection-plans.generate',
    en: 'a kind of operation such as inspection-plans.generate'
  },
  [patternOf(Instant)]: {
    zh: '1910 年至 2999 年之间带时区的时间，如 2026-03-02T09:00:00+08:00',
    en: 'a time with its offset in the years 1910 to 2999, such as 2026-03-02T09:00:00+08:00'
  },
  [patternOf(Moment)]: {
    zh: '日期或带时区的时间，如 2026-03-02 或 2026-03-02T09:00:00+08:00',
    en: 'a date or a time with its offset, such as 2026-03-02 or 2026-03-02T09:00:00+08:00'
  },
  [patternOf(MonthDay)]: {
    zh: '月日，如 03-31（2 月 29 日除外）',
    en: 'a month and day such as 03-31, and not 02-29'
  },
  '^[a-z]+(-[a-z]+)*$': {
    zh: '以连字符分隔的小写字母，如 living-allowance',
    en: 'lower-case words joined by hyphens, such as living-allowance'
  },
  '^[0-9]{17}[0-9X]$': {
    zh: '十八位身份证号码，末位可为大写 X',
    en: 'an identity number of 18 digits; the last one may be a capital X'
  },
  '^[0-9a-z][0-9a-z-]{0,29}$': {
    zh: '1 至 30 位小写字母、数字或连字符，不以连字符开头',
    en: '1 to 30 lower-case letters, digits or hyphens, not starting with a hyphen'
  },
  '^[0-9A-Za-z-]{1,40}$': {
    zh: '1 至 40 位字母、数字或连字符',
    en: '1 to 40 letters, digits or hyphens'
  },
  '^[0-9A-Za-z][0-9A-Za-z-]{5,39}$': {
    zh: '6 至 40 位字母、数字或连字符，不以连字符开头',
    en: '6 to 40 letters, digits or hyphens, not starting with a hyphen'
  },
  '^(24h|\\d{1,2}:[0-5]\\d-\\d{1,2}:[0-5]\\d(, ?\\d{1,2}:[0-5]\\d-\\d{1,2}:[0-5]\\d){0,3})$': {
    zh: '起止时间，如 08:30-17:00 或 08:30-11:30,13:30-17:00，或 24h',
    en: 'hours such as 08:30-17:00 or 08:30-11:30,13:30-17:00, or 24h'
  },
  '^\\d{6}$': {
    zh: '6 位数字',
    en: '6 digits'
  },
  '^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$': {
    zh: '0 至 999.99 的分数，最多两位小数，如 12.5',
    en: 'points from 0 to 999.99 with at most two decimals, such as 12.5'
  },
  '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$': {
    zh: '数值，最多六位小数，如 0.95',
    en: 'a number with at most six decimals, such as 0.95'
  },
  [AMOUNT]: {
    zh: '以元为单位的金额，最多两位小数，如 1234.50',
    en: 'an amount in yuan with at most two decimals, such as 1234.50'
  },
  [YUAN]: {
    zh: '以元为单位的金额，两位小数，如 1234.50',
    en: 'an amount in yuan with two decimals, such as 1234.50'
  },
  '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$': {
    zh: '年月，如 2026-03',
    en: 'a year and month such as 2026-03'
  },
  '^[0-9a-f]{64}$': {
    zh: '64 位十六进制数（小写）',
    en: '64 hexadecimal digits in lower case'
  },
  '^[0-9A-Z]{15,20}$': {
    zh: '统一社会信用代码或登记证号（15 至 20 位数字或大写字母）',
    en: 'a unified social credit code or a registration number: 15 to 20 digits or capital letters'
  },
  '^[a-z0-9-]{1,60}$': {
    zh: '1 至 60 位小写字母、数字或连字符',
    en: '1 to 60 lower-case letters, digits or hyphens'
  }
}

/** What a pattern asks for; undefined where the table has no words for it. */
export function patternInWords(pattern: string): Sentence | undefined {
  return patterns[pattern]
}
