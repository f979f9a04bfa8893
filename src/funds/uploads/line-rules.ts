import type { Columns, Row } from '../../platform/csv/read.ts'
import type { Cell, CellType } from '../../platform/database/copy.ts'
import { holdsIdNumber, isIdNumber, looksLikeIdNumber } from '../../platform/id-number.ts'
import { fenOf } from '../../platform/money.ts'
import type { Hasher } from '../hasher.ts'
import type { UploadKind } from '../words.ts'
import type { uploadSentences } from './vocabulary.ts'

/** What a file of each kind holds, in the order in which the cells of a line come. */
export const columns: Record<UploadKind, Columns> = {
  roster: { required: ['recipientNo', 'villageCode', 'amount'], optional: ['account', 'idNumber'] },
  payments: {
    required: ['recipientNo', 'amount', 'paidOn', 'account', 'status'],
    optional: [],
    days: ['paidOn']
  }
}

/** What is kept of each line, besides its month and its file. */
export const kept: Record<UploadKind, Readonly<Record<string, CellType>>> = {
  roster: {
    line: 'integer',
    recipient_no: 'text',
    village_code: 'text',
    amount: 'bigint',
    account: 'text',
    identity_hash: 'bytea',
    identity_end: 'text'
  },
  payments: {
    line: 'integer',
    recipient_no: 'text',
    amount: 'bigint',
    paid_on: 'date',
    account: 'text',
    status: 'text'
  }
}

/** Against what a line is looked at. */
export interface Measure {
  /** The villages of the unit that pays. */
  villages: ReadonlySet<string>
  hashed: Hasher
  today: string
}

/** Told of whatever is wrong with a line. */
export type Tell = (code: keyof typeof uploadSentences, column: string) => void

export interface Line {
  fen: number
  /** Of payments: the day on which the money went out, where it did not come back. */
  paidOn: string | null
  cells: Cell[]
}

type Read = (row: Row, measure: Measure, tell: Tell) => Line

/** What a line says. It counts only where nothing was told against it. */
export const lineOf: Record<UploadKind, Read> = { roster, payments }

function roster({ line, cells }: Row, { villages, hashed }: Measure, tell: Tell): Line {
  const [recipientNo = '', village = '', amount = '', account = '', number = ''] = cells
  checkRecipient(recipientNo, tell)
  if (!villages.has(village)) tell('village-unknown', 'villageCode')
  const fen = fenIn(amount, tell)
  if (account !== '') checkAccount(account, tell)
  const idNumber = number.toUpperCase()
  const isGiven = number !== ''
  if (isGiven && !isIdNumber(idNumber)) tell('bad-id-number', 'idNumber')
  const identity = isGiven ? hashed(idNumber) : null
  const end = isGiven ? idNumber.slice(-4) : null
  return { fen, paidOn: null, cells: [line, recipientNo, village, fen, account || null, identity, end] }
}

function payments({ line, cells }: Row, { today }: Measure, tell: Tell): Line {
  const [recipientNo = '', amount = '', paidOn = '', account = '', status = ''] = cells
  checkRecipient(recipientNo, tell)
  const fen = fenIn(amount, tell)
  if (!isDay(paidOn)) tell('bad-date', 'paidOn')
  else if (paidOn > today) tell('paid-in-future', 'paidOn')
  if (account === '') tell('account-missing', 'account')
  else checkAccount(account, tell)
  if (status !== 'paid' && status !== 'returned') tell('bad-status', 'status')
  return {
    fen,
    paidOn: status === 'paid' ? paidOn : null,
    cells: [line, recipientNo, fen, paidOn, account, status]
  }
}

const visible = /^[^\p{C}\p{Z}]{1,40}$/u

/** Whatever a programme numbers its recipients by; but never by what must not be kept in clear. */
function checkRecipient(recipientNo: string, tell: Tell): void {
  if (recipientNo === '') tell('recipient-missing', 'recipientNo')
  else if (!visible.test(recipientNo)) tell('bad-recipient', 'recipientNo')
  else if (holdsIdNumber(recipientNo)) tell('recipient-is-identity', 'recipientNo')
}

function fenIn(amount: string, tell: Tell): number {
  const fen = fenOf(amount)
  if (fen === undefined) tell('bad-amount', 'amount')
  return fen ?? 0
}

function checkAccount(account: string, tell: Tell): void {
  if (!/^[0-9A-Za-z-]{1,40}$/.test(account)) tell('bad-account', 'account')
  else if (looksLikeIdNumber(account)) tell('account-is-identity', 'account')
}

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether there is such a day. Without a `Date`: this is asked for each of a million lines. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (days[month - 1] ?? 0)
  return day >= 1 && day <= last
}
