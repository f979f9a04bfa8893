import type { tableSentences } from './sentences.ts'

/**
 * Texts that a program has put in place of a number or a name: `2.20182E+17`, `####`, `#N/A`, NULL, a date,
 * 合计. If they were accepted, three people would become one, and a check of payments would find nothing.
 */
export type Spoilt = Extract<
  keyof typeof tableSentences,
  | 'number-spoilt'
  | 'number-hidden'
  | 'cell-error-text'
  | 'cell-placeholder'
  | 'cell-date-text'
  | 'cell-total-text'
  | 'text-garbled'
>

const sound = /^[A-DF-Za-df-z]{0,4}\d{2,}$/

/** Digits after at most four letters are never spoilt; almost all numbers have this form. */
export function isSound(text: string): boolean {
  return sound.test(text)
}

/**
 * Java writes `2.2E17`, spreadsheets `2.2E+17`, in some languages with a comma; `12E3` may be the number of a
 * building. A float ends in `.0`.
 */
const scientific = /^[+-]?(?:\d+[.,]\d*e[+-]?\d+|\d+e[+-]\d+|\d+\.0*)$/i
const errors = 'REF|VALUE|DIV/0|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN'
const error = new RegExp(
  `^#(?:N/A.*|GETTING_DATA|(?:NAME|${errors})[!?]*|\\p{L}+[!?\uff01\uff1f]*)$` +
    '|^(?:err|\\u9519\\u8bef)[:\uff1a]\\d+$',
  'iu'
)
/** The text that a program other than a spreadsheet prints for an invalid number. */
const noNumber = /^[+-]?\d+\.#/
const placeholders = new Set([
  'null',
  '(null)',
  '<null>',
  'nil',
  'none',
  'nan',
  '-nan',
  'n/a',
  'n.a.',
  'na',
  'undefined',
  'true',
  'false',
  'inf',
  '-inf',
  'infinity',
  '\\n',
  'unknown',
  'true()',
  'false()',
  'wahr',
  'falsch',
  'vrai',
  'faux',
  'verdadero',
  'falso',
  '真',
  '假',
  '空值',
  '(空)',
  '（空）',
  '待核实',
  '无',
  '暂无',
  '没有',
  '空',
  '空白',
  '不详',
  '未知',
  '待定',
  '待补',
  '是',
  '否'
])
const onlySigns = /^[\p{P}\p{S}]+$/u
/** A text that was decoded with a wrong encoding, and such a text decoded wrongly once more. */
const garbled = /\ufffd|\u951f\u65a4\u62f7/

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const date = new RegExp(
  '^(?:' +
    [
      '(?:19|20)\\d{2}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?(?:[ t].*)?',
      '\\d{1,2}[-/]\\d{1,2}[-/](?:19|20)?\\d{2}',
      '(?:(?:19|20)\\d{2}年)?\\d{1,2}月(?:\\d{1,2}日)?',
      `\\d{1,2}-${month}(?:-\\d{2,4})?`,
      `${month}-\\d{1,4}`
    ].join('|') +
    ')$',
  'i'
)

const parts = ['本页', '本月', '本年', '全部', '大', '共', '金额', '人数']
const totals = [
  '合计',
  '总计',
  '小计',
  '共计',
  '累计',
  '总和',
  '汇总',
  '总额',
  '总金额',
  '总人数',
  '总数',
  '总共'
]
const counted = '[元人户笔条行]'
/** `合计（元）：1,920.00`, `共计3人`, `Total:` */
const total = new RegExp(
  `^(?:${parts.join('|')})?(?:${totals.join('|')})(?:${['数', '金额', '人数', '户数'].join('|')})?` +
    `(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?[:\uff1a]?(?:\\d[\\d,.]*${counted}?|${counted})?$` +
    `|^\\u5171\\d+${counted}$|^(?:sub|grand)?totals?[:\uff1a]?$`,
  'i'
)

/** Whether a cell says that its line is a total: `合 计`, `总计：`. */
export function isTotal(cell: string): boolean {
  return cell.length <= 20 && total.test(cell.replaceAll(/\s/g, ''))
}

/** Whether a cell may begin with total, subtotal or grand total; called for each of a million lines. */
export function mayBeTotal(cell: string): boolean {
  const letter = cell.charCodeAt(0) | 0x20
  return letter === 0x67 || letter === 0x73 || letter === 0x74
}

/** What happened to a number or name; undefined if it may be the intended value. */
export function spoiltBy(text: string): Spoilt | undefined {
  if (isSound(text)) return undefined
  if (scientific.test(text)) return 'number-spoilt'
  if (text.startsWith('#') && /^#+$/.test(text)) return 'number-hidden'
  if (error.test(text) || noNumber.test(text)) return 'cell-error-text'
  if (placeholders.has(text.toLowerCase()) || onlySigns.test(text)) return 'cell-placeholder'
  if (garbled.test(text)) return 'text-garbled'
  if (date.test(text)) return 'cell-date-text'
  return isTotal(text) ? 'cell-total-text' : undefined
}
