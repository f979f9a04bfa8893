import { faults, type Sentence } from '../platform/errors/refusal.ts'

/**
 * What can be wrong with a line of a public list. No sentence repeats a value. Minors and other protected
 * persons have the same one: another word would tell who is ill.
 */
export const faultSentences = {
  'id-number': { zh: '含有身份证号码，请删除', en: 'The text holds an identity number. Remove it' },
  'id-number-partial': {
    zh: '含有遮盖不足的身份证号码，请删除',
    en: 'The text holds an identity number of which too much is legible. Remove it'
  },
  'account-number': { zh: '含有银行账号，请删除', en: 'The text holds an account number. Remove it' },
  'long-number': {
    zh: '含有十二位以上的号码，请核对是否可以公示',
    en: 'The text holds a number of twelve digits or more. Check whether it may be shown'
  },
  'phone-number': { zh: '含有电话号码，请删除', en: 'The text holds a telephone number. Remove it' },
  'address-too-fine': {
    zh: '住址过细，只能公示到村（社区），请删除门牌号等',
    en: 'The address is too fine. Show the village only, and remove house numbers'
  },
  health: {
    zh: '含有健康、疾病或残疾信息，请删除',
    en: 'The text is about health, illness or disability. Remove it'
  },
  'forbidden-column': {
    zh: '该列内容不得公示，请删除整列',
    en: 'The content of this column must not be shown. Delete the column'
  },
  'not-to-be-shown': {
    zh: '该行人员不得公示，请删除该行',
    en: 'The person of this line must not be shown. Delete the line'
  },
  'age-unknown': {
    zh: '缺少有效且与名册相符的身份证号码，也未注明已满十八周岁，无法核对是否可以公示，请补充或删除该行',
    en:
      'There is no valid identity number that fits the roster, nor is the person said to be of age, so ' +
      'whether the person may be shown cannot be checked. Add it, or delete the line'
  },
  'adult-unclear': {
    zh: '“已满十八周岁”应填“是”或“否”，或留空',
    en: 'Whether the person is of age is unclear. Enter yes or no, or leave it empty'
  },
  'not-on-roster': {
    zh: '救助对象编号不在该月发放名册中，请核对或删除该行',
    en: 'The recipient is not on the roster of the month. Check the number, or delete the line'
  },
  'still-on-roster': {
    zh: '救助对象仍在该月发放名册中，请核对或删除该行',
    en: 'The recipient is still on the roster of the month. Check the number, or delete the line'
  },
  'never-on-roster': {
    zh: '以前各月的发放名册中没有该救助对象，请核对编号',
    en: 'The recipient is on no earlier roster. Check the number'
  },
  'amount-differs': {
    zh: '金额与发放名册不符，请更正',
    en: 'The amount differs from the roster. Correct it'
  },
  'village-differs': {
    zh: '村（社区）与发放名册不符，请更正',
    en: 'The village differs from the roster. Correct it'
  },
  twice: { zh: '编号重复出现，请只保留一行', en: 'The number occurs twice. Keep one of the lines' },
  'left-out': {
    zh: '名册中有{lines}名对象应公示而未列入，请核对是否漏公示',
    en: 'Recipients of the roster who are not in the list: {lines}. Check whether they were left out'
  },
  'key-missing': {
    zh: '缺少编号，或编号不规范，请填写项目内的编号',
    en: 'The number is missing or has the wrong form. Enter the number within the programme'
  },
  'name-unclear': {
    zh: '缺少姓名，或姓名不规范，请填写姓名',
    en: 'The name is missing or unclear. Enter it'
  },
  'people-unclear': {
    zh: '保障人数应为一至九十九的整数',
    en: 'The number of people is unclear. Enter a whole number from 1 to 99'
  },
  'village-missing': { zh: '缺少村（社区）名称，请补充', en: 'The name of the village is missing. Add it' },
  'amount-unclear': {
    zh: '金额应为非负数，至多两位小数，如 1234.50',
    en: 'The amount is unclear. Enter a number with at most two decimals, such as 1234.50'
  },
  'protected-programme': {
    zh: '没有这个救助项目，请填写项目代码',
    en: 'There is no such programme. Enter its code'
  },
  'protected-identity': {
    zh: '身份证号码有误，请更正或留空',
    en: 'The identity number is not valid. Correct it, or leave it empty'
  },
  'protected-until': {
    zh: '日期应按“年-月-日”填写，如 2026-05-20，或留空',
    en: 'The day has the wrong form. Write year-month-day, such as 2026-05-20, or leave it empty'
  }
} satisfies Record<string, Sentence>

/** What differs from a roster: it may be the roster that changed since the list was shown. */
const ofRoster: readonly string[] = ['not-on-roster', 'amount-differs', 'village-differs']
/** What is never refused. */
const onlyWarned: readonly string[] = ['long-number', 'left-out']

/** Whether all that was refused in a list only differs from the roster. */
export function onlyDiffers(counts: Readonly<Record<string, number>>): boolean {
  return Object.keys(counts).every((code) => ofRoster.includes(code) || onlyWarned.includes(code))
}

export type FaultCode = keyof typeof faultSentences
export const listFault = faults(faultSentences)
