import type { Cell, CellType } from '../../platform/database/copy.ts'
import type { Row } from '../../platform/table/reader.ts'
import type { tableSentences } from '../../platform/table/sentences.ts'
import { isSound, spoiltBy } from '../../platform/table/spoilt.ts'
import { amountOf, dayOf } from '../../platform/table/values.ts'
import { holdsIdNumber, isIdNumber, looksLikeIdNumber } from '../../platform/values/id-number.ts'
import { fenOf } from '../../platform/values/money.ts'
import type { Hasher } from '../hasher.ts'
import type { UploadKind } from '../labels.ts'
import { bare, statuses } from './columns.ts'
import type { uploadSentences } from './vocabulary.ts'

/** The columns of each line that are kept, besides its month and its file. */
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

/** The data against which a line is checked. */
export interface Measure {
  /** The villages of the unit that pays. */
  villages: ReadonlySet<string>
  /** Their codes by name; the code is empty if several villages share the name. */
  villageNames: ReadonlyMap<string, string>
  hashed: Hasher
  today: string
  /** The earliest possible day of a payment for the month. */
  earliest: string
  /** Counts a value that was not written in the form that is kept. */
  count: (what: string) => void
}

/** Reports a fault of a line. */
export type Tell = (code: keyof typeof uploadSentences | keyof typeof tableSentences, column: string) => void

export interface Line {
  fen: number
  /** For payments: the day on which the money went out, unless it came back. */
  paidOn: string | null
  cells: Cell[]
}

type Read = (row: Row, measure: Measure, tell: Tell) => Line

/** The values of a line. They count only if no fault was reported for the line. */
export const lineOf: Record<UploadKind, Read> = { roster, payments }

function roster({ line, cells }: Row, measure: Measure, tell: Tell): Line {
  const { hashed } = measure
  const [recipientNo = '', place = '', amount = '', account = '', number = ''] = cells
  checkRecipient(recipientNo, tell)
  const village = villageIn(place, measure, tell)
  const fen = fenIn(amount, measure, tell)
  if (account !== '') checkAccount(account, tell)
  const idNumber = number.toUpperCase()
  const isGiven = number !== ''
  if (isGiven && !isIdNumber(idNumber)) tell(unreadable(number, true) ?? 'bad-id-number', 'idNumber')
  const identity = isGiven ? hashed(idNumber) : null
  const end = isGiven ? idNumber.slice(-4) : null
  return { fen, paidOn: null, cells: [line, recipientNo, village, fen, account || null, identity, end] }
}

function payments({ line, cells }: Row, measure: Measure, tell: Tell): Line {
  const [recipientNo = '', amount = '', written = '', account = '', word = ''] = cells
  checkRecipient(recipientNo, tell)
  const fen = fenIn(amount, measure, tell)
  const paidOn = dayIn(written, measure)
  if (!isDay(paidOn)) tell(unreadable(written) ?? 'bad-date', 'paidOn')
  else if (paidOn > measure.today) tell('paid-in-future', 'paidOn')
  else if (paidOn < measure.earliest) tell('paid-too-early', 'paidOn')
  if (account === '') tell('account-missing', 'account')
  else checkAccount(account, tell)
  const status = statuses.get(bare(word)) ?? ''
  if (status === '') tell(unreadable(word) ?? 'bad-status', 'status')
  else if (status !== word) measure.count('statuses')
  return {
    fen,
    paidOn: status === 'paid' ? paidOn : null,
    cells: [line, recipientNo, fen, paidOn, account, status]
  }
}

const ID_LENGTH = 18

/** Has a letter or a digit, which no spreadsheet inserts by itself, and no blanks or invisible characters. */
const visible = /^(?=.*[0-9A-Za-z])[^\p{C}\p{Z}]{1,40}$/u

/** A programme may number its recipients in any way, except by data that must not be kept in clear. */
function checkRecipient(recipientNo: string, tell: Tell): void {
  // Almost all numbers are of this kind: too short to hold an identity number.
  if (recipientNo.length < ID_LENGTH && isSound(recipientNo)) return
  const spoilt = spoiltBy(recipientNo)
  if (recipientNo === '') tell('recipient-missing', 'recipientNo')
  else if (spoilt !== undefined) tell(spoilt, 'recipientNo')
  else if (!visible.test(recipientNo)) tell('bad-recipient', 'recipientNo')
  else if (holdsIdNumber(recipientNo)) tell('recipient-is-identity', 'recipientNo')
}

/** A village by its code, or by its name where no other village of the unit has it. */
function villageIn(place: string, { villages, villageNames, count }: Measure, tell: Tell): string {
  if (villages.has(place)) return place
  const code = villageNames.get(place)
  if (code === '') tell('village-ambiguous', 'villageCode')
  else if (code === undefined) tell(unreadable(place, true) ?? 'village-unknown', 'villageCode')
  else count('villages')
  return code ?? ''
}

function fenIn(written: string, { count }: Measure, tell: Tell): number {
  const fen = fenOf(written)
  if (fen !== undefined) return fen
  const amount = amountOf(written)
  const clear = amount === undefined ? undefined : fenOf(amount)
  if (clear === undefined) tell(unreadable(written) ?? 'bad-amount', 'amount')
  else count('amounts')
  return clear ?? 0
}

/** What happened to an unreadable cell, if a program left a sign of it. */
function unreadable(text: string, isNumber = false) {
  const spoilt = spoiltBy(text)
  const isSign = spoilt === 'number-hidden' || spoilt === 'cell-error-text' || spoilt === 'text-garbled'
  return isSign || (isNumber && spoilt === 'number-spoilt') ? spoilt : undefined
}

function dayIn(written: string, { count }: Measure): string {
  if (isDay(written)) return written
  const day = dayOf(written)
  if (day !== undefined) count('dates')
  return day ?? written
}

function checkAccount(account: string, tell: Tell): void {
  if (account.length !== ID_LENGTH && account.length <= 40 && isSound(account)) return
  const spoilt = spoiltBy(account)
  if (spoilt !== undefined) tell(spoilt, 'account')
  else if (!/^[0-9A-Za-z-]{1,40}$/.test(account)) tell('bad-account', 'account')
  else if (looksLikeIdNumber(account)) tell('account-is-identity', 'account')
}

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the day exists. It makes no `Date`, because it is called for each of a million lines. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (days[month - 1] ?? 0)
  return day >= 1 && day <= last
}
