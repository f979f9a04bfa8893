import { keysOf } from '../platform/values/keys.ts'
/** The labels of the room's codes, in Chinese and English. */
export const labels = {
  'fund-check-kind': {
    payment: { zh: '发放检查', en: 'payment check' },
    allocation: { zh: '下达检查', en: 'allocation check' },
    matching: { zh: '配套资金检查', en: 'check of matching funds' },
    account: { zh: '专户检查', en: 'check of special accounts' },
    retention: { zh: '滞留检查', en: 'check of retained funds' }
  },
  'fund-check-state': {
    done: { zh: '已完成', en: 'done' },
    incomplete: { zh: '缺少文件', en: 'made while a file was missing' }
  },
  'fund-exception': {
    unpaid: { zh: '未发放', en: 'unpaid' },
    underpaid: { zh: '少发', en: 'underpaid' },
    overpaid: { zh: '多发', en: 'overpaid' },
    duplicate: { zh: '重复发放', en: 'paid more than once' },
    'not-on-roster': { zh: '名册外发放', en: 'paid, but not on the roster' },
    late: { zh: '迟发', en: 'paid late' },
    'wrong-account': { zh: '账号不符', en: 'paid to another account' },
    returned: { zh: '银行退回', en: 'sent back by the bank' },
    'double-roster': { zh: '重复列入名册', en: 'listed on two rosters' },
    'handed-down-late': { zh: '逾期下达', en: 'allocated late' },
    'not-handed-down': { zh: '逾期未下达', en: 'not allocated, past its term' },
    'matching-late': { zh: '配套资金迟到', en: 'matching funds arrived late' },
    'matching-short': { zh: '配套资金不足', en: 'matching funds too low' },
    'no-account': { zh: '未经专户发放', en: 'not paid from a special account' },
    'account-expired': { zh: '专户失效期间发放', en: 'paid while the special account was not valid' },
    'no-ledger': { zh: '未专账核算', en: 'no separate ledger' },
    retained: { zh: '滞留', en: 'retained beyond the term' }
  },
  'fund-run-missing': {
    'paid-before': { zh: '上月有发放批次', en: 'a disbursement in the previous month' },
    'has-account': { zh: '该月有专户', en: 'a special account in the month' },
    'no-files': { zh: '名册与发放明细均未上传', en: 'neither roster nor payments uploaded' },
    'no-roster': { zh: '名册未上传', en: 'roster not uploaded' },
    'no-payments': { zh: '发放明细未上传', en: 'payments not uploaded' }
  },
  'fund-check-step': {
    findings: { zh: '登记为问题', en: 'record findings' }
  }
} as const

type Lists = typeof labels
type Word<List extends keyof Lists> = keyof Lists[List] & string

export type CheckKind = Word<'fund-check-kind'>
export type CheckState = Word<'fund-check-state'>
export type ExceptionType = Word<'fund-exception'>
export type MissingReason = Word<'fund-run-missing'>

export function codesOf<List extends keyof Lists>(list: List): Word<List>[] {
  return keysOf(labels[list])
}
