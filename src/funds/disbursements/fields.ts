import { type RawBuilder, sql } from 'kysely'
import { type Static, type TSchema, type TUnsafe, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { Id, Instant, LocalDate, nullable, UnitCode, updatedAt } from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import { itsProgramme } from '../programmes/fields.ts'
import { item as upload } from '../uploads/fields.ts'
import '../tables.ts'

export const Period = Type.String({
  pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$',
  maxLength: 7,
  title: '所属月份',
  description: 'Month for which the payments are made',
  examples: ['2026-05']
})
export const DueOn = {
  ...LocalDate,
  title: '应发放日期',
  description: 'Last day for the payments; default: the day that the policy or a local rule sets'
}
export const AccountId = {
  ...Id,
  title: '专户',
  description: 'Identifier of the special account from which it is paid'
}
export const AllocationId = (description: string) => nullable({ ...Id, title: '下达资金', description })

/** The month that begins on the day in a column. */
export function month(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM')`
}

const own = {
  id: Id,
  ...itsProgramme,
  unitCode: { ...UnitCode, title: '发放单位', description: 'Code of the paying unit' },
  unitName: from(
    Type.String({ title: '发放单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  period: from(Period, month('disbursement.period')),
  dueOn: DueOn,
  accountId: nullable(AccountId),
  allocationId: from(
    AllocationId('The allocation whose money it is; null: of none, or of one that you may not see'),
    sql<string | null>`allocation.id`
  )
} as const

const others = {
  createdAt: { ...Instant, title: '建立时间', description: 'Date and time at which it was made' },
  createdBy: Type.String({ title: '建立人', description: 'Subject of the token' }),
  ...actingFrom(),
  updatedAt: from(updatedAt, sql<string>`coalesce(disbursement.updated_at, disbursement.created_at)`)
} as const

/** The fields of a disbursement on the wire; there its current files are objects of their own. */
export const item = fieldsOf('disbursement', { ...own, ...others })

const { id, number, lines, amount, paidLines, paidAmount } = upload.properties
const { fileHash, uploadedAt, uploadedBy, correctsId } = upload.properties

type OrNull<S extends TSchema> = TUnsafe<Static<S> | null>

/** A field of a file that is joined; null where there is no file. */
function ofFile<S extends TSchema>(schema: S, column: string) {
  return from<OrNull<S>>(nullable(schema), sql.ref<Static<S> | null>(column))
}

/** An amount of a file that is joined. */
function amountOfFile<S extends TSchema>(schema: S, column: string) {
  return from<OrNull<S>>(nullable(schema), yuan(column).$castTo<Static<S> | null>())
}

/** Figures of the current files, as a download has them. */
const figures = {
  rosterNumber: ofFile(number, 'roster.number'),
  rosterLines: ofFile(lines, 'roster.lines'),
  rosterAmount: amountOfFile(amount, 'roster.amount'),
  paymentsNumber: ofFile(number, 'payments.number'),
  paymentsLines: ofFile(lines, 'payments.lines'),
  paymentsAmount: amountOfFile(amount, 'payments.amount'),
  paidLines: ofFile(paidLines, 'payments.paid_lines'),
  paidAmount: amountOfFile(paidAmount, 'payments.paid_amount')
}

/** The further fields of the objects of the current files. */
const details = {
  rosterId: ofFile(id, 'roster.id'),
  rosterHash: ofFile(fileHash, 'roster.file_hash'),
  rosterAt: ofFile(uploadedAt, 'roster.uploaded_at'),
  rosterBy: ofFile(uploadedBy, 'roster.uploaded_by'),
  paymentsId: ofFile(id, 'payments.id'),
  paymentsHash: ofFile(fileHash, 'payments.file_hash'),
  paymentsAt: ofFile(uploadedAt, 'payments.uploaded_at'),
  paymentsBy: ofFile(uploadedBy, 'payments.uploaded_by'),
  paymentsCorrects: ofFile(correctsId, 'payments.corrects_id')
}

/** The fields that a download has. */
export const table = fieldsOf('disbursement', { ...own, ...figures, ...others })

/** A disbursement as a row of a list. `startsOn` only orders it. */
export const row = fieldsOf('disbursement', {
  ...own,
  ...figures,
  ...details,
  ...others,
  startsOn: from(LocalDate, sql.ref<string>('disbursement.period'))
})
