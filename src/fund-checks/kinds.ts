import type { CheckKind, ExceptionType } from './labels.ts'

/** The types of exceptions that a check of a kind can find, in the order in which they are shown. */
export const typesOf: Record<CheckKind, readonly ExceptionType[]> = {
  payment: [
    'unpaid',
    'underpaid',
    'overpaid',
    'duplicate',
    'not-on-roster',
    'late',
    'wrong-account',
    'returned',
    'double-roster'
  ],
  allocation: ['handed-down-late', 'not-handed-down'],
  matching: ['matching-late', 'matching-short'],
  account: ['no-account', 'account-expired', 'no-ledger'],
  retention: ['retained']
}

/** The item of the checklist of area `funds` that a finding of the type belongs to. */
export const itemOf: Record<ExceptionType, string> = {
  unpaid: 'funds-paid-in-full',
  underpaid: 'funds-paid-in-full',
  overpaid: 'funds-paid-in-full',
  duplicate: 'funds-paid-in-full',
  'not-on-roster': 'funds-own-use',
  late: 'funds-paid-in-time',
  'wrong-account': 'funds-paid-in-full',
  returned: 'funds-paid-in-full',
  'double-roster': 'funds-own-use',
  'handed-down-late': 'funds-in-time',
  'not-handed-down': 'funds-in-time',
  'matching-late': 'funds-matching',
  'matching-short': 'funds-matching',
  'no-account': 'funds-account',
  'account-expired': 'funds-account',
  'no-ledger': 'funds-ledger',
  retained: 'funds-own-use'
}
