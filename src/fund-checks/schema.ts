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
const CheckKind = oneOf(kinds, { title: '检查种类', description: 'What is compared with what' })
const disbursementId = { ...Id, title: '发放批次', description: 'The batch whose files are compared' }
const unitCode = { ...UnitCode, title: '被检查单位', description: 'The unit whose money is looked at' }

export const NewCheck = Type.Union(
  [
    closed({
      kind: oneOf(['payment'], { title: '检查种类', description: 'Roster against payments' }),
      disbursementId
    }),
    closed({
      kind: oneOf(
        kinds.filter((kind) => kind !== 'payment'),
        { title: '检查种类', description: 'Allocations, or accounts, of a unit and all below it' }
      ),
      unitCode,
      programme: ProgrammeCode,
      period: Period
    })
  ],
  {
    $id: 'NewFundCheck',
    title: '新资金检查',
    description: 'What is to be checked',
    examples: [{ kind: 'allocation', unitCode: '2201', programme: 'urban-low-income', period: '2026-05' }]
  }
)
export type NewCheck = Static<typeof NewCheck>
export type RecordsCheck = Extract<NewCheck, { unitCode: string }>

const Tally = closed(
  {
    count: Count('笔数', 'Recipients, allocations or batches'),
    amount: { ...Money, title: '金额', description: 'What they come to' }
  },
  { $id: 'FundTally', title: '异常合计', description: 'The exceptions of a type' }
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
      'By type, all types of the kind; 0 where there was none. In a table, as JSON, those that occurred'
  }
)

const File = closed(
  {
    uploadId: { ...Id, title: '文件', description: 'The upload, whose lines stay readable' },
    number: Type.Integer({ minimum: 1, title: '版次', description: 'Which version of the file it was' }),
    fileHash: Type.String({ title: '文件摘要', description: 'SHA-256 of the file, hex' })
  },
  { $id: 'FundCheckedFile', title: '被比对文件', description: 'A file as it stood when it was checked' }
)
const file = (title: string) =>
  nullable(Type.Unsafe<Static<typeof File>>({ $ref: 'FundCheckedFile#', title }))

const Compared = closed(
  {
    roster: file('发放名册'),
    payments: file('发放明细'),
    dueOn: nullable({ ...LocalDate, title: '应发放日期', description: 'After it a payment is late' }),
    within: { ...UnitCode, description: 'Where other rosters, or records, were looked for' },
    others: Count('其他比对对象', 'Rosters of the month within that unit; or allocations, or batches'),
    othersHash: Type.String({ title: '其他比对对象摘要', description: 'SHA-256 of what these were, hex' })
  },
  { title: '比对依据', description: 'What was compared, as it stood' }
)

const item = {
  id: Id,
  kind: CheckKind,
  state: oneOf(codesOf('fund-check-state'), { title: '状态', description: 'Whether a file was missing' }),
  unitCode,
  unitName: Type.String({ title: '单位名称', description: 'Its name today' }),
  programme: ProgrammeCode,
  period: Period,
  disbursementId: nullable(disbursementId),
  runId: nullable({ ...Id, title: '月度检查', description: 'The run in which it was made' }),
  checkedAt: { ...Instant, title: '检查时间', description: 'When it was made' },
  checkedBy: Type.String({ title: '检查人', description: 'Subject of the token' }),
  totals: closed(
    {
      rosterLines: Count('名册行数', 'Lines of the roster'),
      rosterAmount: Money,
      paidLines: Count('已支付行数', 'Lines of the payments with status paid'),
      paidAmount: Money
    },
    { title: '合计', description: 'Of a payment check; 0 where there is no file' }
  ),
  exceptions: Exceptions,
  missing: Type.Array(oneOf(uploadKinds), {
    title: '缺少文件',
    description:
      'What could not be compared. Without a roster nobody is told as missing on it; without payments ' +
      'all are unpaid'
  })
}

export const Check = closed(
  {
    ...item,
    compared: Compared,
    contentHash: Type.String({
      title: '内容摘要',
      description: 'SHA-256 of what was compared and what came out of it: a repeated check gives the same'
    })
  },
  { $id: 'FundCheck', title: '资金检查', description: 'What was compared, and what came out of it; frozen' }
)
export type Check = Static<typeof Check>

export const CheckItem = closed(item, {
  $id: 'FundCheckItem',
  title: '资金检查（列表项）',
  description: 'A fund check as a list shows it'
})
export type CheckItem = Static<typeof CheckItem>

export const CheckPage = {
  ...listOf(Type.Unsafe<CheckItem>({ $ref: 'FundCheckItem#' })),
  $id: 'FundCheckPage'
}

export const checkQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Checks of that unit alone' }),
  kind: Type.Optional(CheckKind),
  programme: Type.Optional(ProgrammeCode),
  period: Type.Optional(Period),
  disbursementId: Type.Optional(disbursementId),
  runId: Type.Optional({ ...Id, description: 'Checks of a monthly run' }),
  ...pageParameters
})
export type CheckQuery = Static<typeof checkQuery>

export const schemas = [Tally, File, NewCheck, Check, CheckItem, CheckPage]
