import { keysOf } from '../platform/values/keys.ts'
/** The labels of the room's codes, in Chinese and English. */
export const labels = {
  'fund-upload-kind': {
    roster: { zh: '发放名册', en: 'roster' },
    payments: { zh: '发放明细', en: 'payments' }
  },
  'payment-status': {
    paid: { zh: '已支付', en: 'paid' },
    returned: { zh: '退回', en: 'sent back by the bank' }
  },
  'fund-programme-step': {
    change: { zh: '变更', en: 'change the programme' }
  },
  'fund-account-step': {
    change: { zh: '变更', en: 'change the account' },
    close: { zh: '销户', en: 'close the account' }
  },
  'allocation-step': {
    correct: { zh: '更正', en: 'correct the allocation' },
    matching: { zh: '登记配套资金到账', en: 'record matching funds' }
  },
  'disbursement-step': {
    change: { zh: '变更', en: 'change the disbursement' },
    roster: { zh: '上传发放名册', en: 'upload the roster' },
    payments: { zh: '上传发放明细', en: 'upload the payments' },
    'correct-payments': { zh: '补充单行更正', en: 'add single lines to the payments' }
  }
} as const

type Lists = typeof labels
export type Word<List extends keyof Lists> = keyof Lists[List] & string

export type UploadKind = Word<'fund-upload-kind'>
export type PaymentStatus = Word<'payment-status'>
/** How a file was read: the encoding of a CSV file, or a workbook. */
export type UploadFormat = 'utf-8' | 'gb18030' | 'xlsx'

export const uploadKinds = keysOf(labels['fund-upload-kind'])

export function codesOf<List extends keyof Lists>(list: List): Word<List>[] {
  return keysOf(labels[list])
}
