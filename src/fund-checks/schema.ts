import { type Static, Type } from 'typebox'
import { Period, ProgrammeCode, uploadKinds } from '../funds/index.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  Money,
  nullable,
  oneOf,
  UnitCode
} from '../platform/http/schema.ts'
import { codesOf, type ExceptionType, labels } from './labels.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const kinds = codesOf('fund-check-kind')
const CheckKind = oneOf(kinds, { title: '检查种类', description: 'Kind of check, by the data compared' })
const disbursementId = {
  ...Id,
  title: '发放批次',
  description: 'Identifier of the disbursement whose files are compared'
}
const unitCode = { ...UnitCode, title: '被检查单位', description: 'Code of the unit whose funds are checked' }

export const NewCheck = Type.Union(
  [
    closed({
      kind: oneOf(['payment'], { title: '检查种类', description: 'Payment check: roster against payments' }),
      disbursementId
    }),
    closed({
      kind: oneOf(
        kinds.filter((kind) => kind !== 'payment'),
        {
          'x-enum': 'PeriodCheckKind',
          title: '检查种类',
          description: 'Check of the allocations or accounts of a unit and of all units below it'
        }
      ),
      unitCode,
      programme: ProgrammeCode,
      period: Period
    })
  ],
  {
    $id: 'NewFundCheck',
    title: '新资金检查',
    description: 'New fund check',
    examples: [{ kind: 'allocation', unitCode: '2201', programme: 'urban-low-income', period: '2026-05' }]
  }
)
export type NewCheck = Static<typeof NewCheck>
export type RecordsCheck = Extract<NewCheck, { unitCode: string }>

const Tally = closed(
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

const Exceptions = closed(
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

const File = closed(
  {
    uploadId: {
      ...Id,
      title: '文件',
      description: 'Identifier of the uploaded file, whose lines stay readable'
    },
    number: Type.Integer({ minimum: 1, title: '版次', description: 'Version of the file' }),
    fileHash: Type.String({ title: '文件摘要', description: 'SHA-256 of the file, hex' })
  },
  { $id: 'FundCheckedFile', title: '被比对文件', description: 'File, as it was when it was checked' }
)
const file = (title: string) =>
  nullable(Type.Unsafe<Static<typeof File>>({ $ref: 'FundCheckedFile#', title }))

const Compared = closed(
  {
    roster: file('发放名册'),
    payments: file('发放明细'),
    dueOn: nullable({
      ...LocalDate,
      title: '应发放日期',
      description: 'Last day for payments; later ones are late'
    }),
    within: {
      ...UnitCode,
      description: 'Code of the unit within which other rosters or records were searched'
    },
    others: Count(
      '其他比对对象',
      'Number of rosters of the month within that unit, or of allocations or disbursements'
    ),
    othersHash: Type.String({
      title: '其他比对对象摘要',
      description: 'SHA-256 of these rosters or records, hex'
    })
  },
  { title: '比对依据', description: 'Data that was compared, as it was' }
)

const item = {
  id: Id,
  kind: CheckKind,
  state: oneOf(codesOf('fund-check-state'), {
    title: '状态',
    description: 'Status: complete, or made while a file was missing'
  }),
  unitCode,
  unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  programme: ProgrammeCode,
  period: Period,
  disbursementId: nullable(disbursementId),
  runId: nullable({
    ...Id,
    title: '月度检查',
    description: 'Identifier of the monthly run that made it; null without one'
  }),
  checkedAt: { ...Instant, title: '检查时间', description: 'Date and time at which it was made' },
  checkedBy: Type.String({ title: '检查人', description: 'Subject of the token' }),
  totals: closed(
    {
      rosterLines: Count('名册行数', 'Number of lines of the roster'),
      rosterAmount: Money,
      paidLines: Count('已支付行数', 'Number of lines of the payments with status paid'),
      paidAmount: Money
    },
    { title: '合计', description: 'Number of lines compared, for a payment check; 0 for a missing file' }
  ),
  exceptions: Exceptions,
  missing: Type.Array(oneOf(uploadKinds), {
    title: '缺少文件',
    description:
      'Files that were missing. Without a roster, no recipient is reported as not on it; without ' +
      'payments, all are reported as unpaid'
  })
}

export const Check = closed(
  {
    ...item,
    compared: Compared,
    contentHash: Type.String({
      title: '内容摘要',
      description: 'SHA-256 of the data compared and the result; a repeated check gives the same value'
    })
  },
  {
    $id: 'FundCheck',
    title: '资金检查',
    description: 'Fund check: the data compared and the result, which never change'
  }
)
export type Check = Static<typeof Check>

export const CheckItem = closed(item, {
  $id: 'FundCheckItem',
  title: '资金检查（列表项）',
  description: 'Fund check, in a list'
})
export type CheckItem = Static<typeof CheckItem>

export const CheckPage = {
  ...listOf(Type.Unsafe<CheckItem>({ $ref: 'FundCheckItem#' })),
  $id: 'FundCheckPage'
}

export const checkQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own checks' }),
  kind: Type.Optional(CheckKind),
  programme: Type.Optional(ProgrammeCode),
  period: Type.Optional(Period),
  disbursementId: Type.Optional(disbursementId),
  runId: Type.Optional({ ...Id, description: 'Identifier of a monthly run: only its checks' }),
  ...pageParameters
})
export type CheckQuery = Static<typeof checkQuery>

export const schemas = [Tally, File, NewCheck, Check, CheckItem, CheckPage]
