import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { itsProgramme, month, Period } from '../funds/index.ts'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { yuan, yuanOf } from '../platform/database/yuan.ts'
import { closed, Id, Instant, LocalDate, Money, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { codesOf, type ExceptionType, labels } from './labels.ts'
import './tables.ts'

export const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const kinds = codesOf('fund-check-kind')
export const CheckKind = oneOf(kinds, {
  title: '检查种类',
  description: 'Kind of check, by the data compared'
})
export const State = oneOf(codesOf('fund-check-state'), {
  'x-enum': 'FundCheckState',
  title: '状态',
  description: 'Status: complete, or made while a file was missing'
})
export const DisbursementId = {
  ...Id,
  title: '发放批次',
  description: 'Identifier of the disbursement whose files are compared'
}
export const Checked = {
  ...UnitCode,
  title: '被检查单位',
  description: 'Code of the unit whose funds are checked'
}

export const Tally = closed(
  {
    count: Count('笔数', 'Number of recipients, allocations or disbursements'),
    amount: { ...Money, title: '金额', description: 'Sum of their amounts' }
  },
  { $id: 'FundTally', title: '异常合计', description: 'Number and sum of the exceptions of a type' }
)
export type Tally = Static<typeof Tally>
const tally = (type: ExceptionType) =>
  Type.Optional(
    Type.Unsafe<Tally>({
      allOf: [{ $ref: 'FundTally#' }],
      title: labels['fund-exception'][type].zh,
      description: labels['fund-exception'][type].en
    })
  )

export const Exceptions = closed(
  Object.fromEntries(codesOf('fund-exception').map((type) => [type, tally(type)])) as Record<
    ExceptionType,
    ReturnType<typeof tally>
  >,
  {
    title: '异常',
    description:
      'Numbers and sums for every type of the kind, 0 where there were none. In a table: the types ' +
      'that occurred, as JSON'
  }
)

/** By type the exceptions that occurred, with amounts in yuan. */
export const tallies = sql<Partial<Record<ExceptionType, Tally>>>`(
  select coalesce(jsonb_object_agg(type, jsonb_build_object(
    'count', tally -> 'count', 'amount', ${yuanOf(sql`tally ->> 'fen'`)})), '{}')
  from jsonb_each(fund_check.exceptions) as occurred (type, tally))`

const own = {
  id: Id,
  kind: CheckKind,
  state: State,
  unitCode: Checked,
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...itsProgramme,
  period: from(Period, month('fund_check.period')),
  runId: nullable({
    ...Id,
    title: '月度检查',
    description: 'Identifier of the monthly run that made it; null without one'
  }),
  disbursementId: nullable(DisbursementId),
  checkedAt: { ...Instant, title: '检查时间', description: 'Date and time at which it was made' },
  checkedBy: Type.String({ title: '检查人', description: 'Subject of the token' })
} as const

/** The fields of a check that go on the wire unchanged. */
export const item = fieldsOf('fund_check', own)

/** The figures of the compared files of a payment check. The files are joined as `roster` and `payments`. */
export const Totals = {
  rosterLines: Count('名册行数', 'Number of lines of the roster'),
  rosterAmount: Money,
  paidLines: Count('已支付行数', 'Number of lines of the payments with status paid'),
  paidAmount: Money
}
const totals = {
  rosterLines: from(Totals.rosterLines, sql<number>`coalesce(roster.lines, 0)`),
  rosterAmount: from(nullable(Totals.rosterAmount), yuan('roster.amount').$castTo<string | null>()),
  paidLines: from(Totals.paidLines, sql<number>`coalesce(payments.paid_lines, 0)`),
  paidAmount: from(nullable(Totals.paidAmount), yuan('payments.paid_amount').$castTo<string | null>())
}

const exceptions = from(Exceptions, tallies)

/** The fields of a check in a download. */
export const table = fieldsOf('fund_check', { ...own, ...totals, exceptions })

const files = {
  rosterId: from(nullable(Id), sql<string | null>`roster.id`),
  paymentsId: from(nullable(Id), sql<string | null>`payments.id`)
}

/** A check as a row of a list. */
export const row = fieldsOf('fund_check', { ...own, ...totals, exceptions, ...files })

export const DueOn = nullable({
  ...LocalDate,
  title: '应发放日期',
  description: 'Last day for payments; later ones are late'
})
export const Within = {
  ...UnitCode,
  description: 'Code of the unit within which other rosters or records were searched'
}
export const Others = Count(
  '其他比对对象',
  'Number of rosters of the month within that unit, or of allocations or disbursements'
)
const Hash = (title: string, description: string) => Type.String({ title, description })
export const OthersHash = Hash('其他比对对象摘要', 'SHA-256 of these rosters or records, hex')
export const FileNumber = Type.Integer({ minimum: 1, title: '版次', description: 'Version of the file' })
export const FileHash = Hash('文件摘要', 'SHA-256 of the file, hex')
export const ContentHash = Hash(
  '内容摘要',
  'SHA-256 of the data compared and the result; a repeated check gives the same value'
)

/** The further fields of one check. */
export const details = fieldsOf('fund_check', {
  rosterNumber: from(nullable(FileNumber), sql<number | null>`roster.number`),
  rosterHash: from(nullable(FileHash), sql<string | null>`roster.file_hash`),
  paymentsNumber: from(nullable(FileNumber), sql<number | null>`payments.number`),
  paymentsHash: from(nullable(FileHash), sql<string | null>`payments.file_hash`),
  dueOn: DueOn,
  within: from(Within, sql<string>`fund_check.scope_code`),
  others: Others,
  othersHash: OthersHash,
  contentHash: ContentHash
})
