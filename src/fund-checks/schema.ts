import { type Static, Type } from 'typebox'
import { Period, ProgrammeCode, uploadKinds } from '../funds/index.ts'
import { actions, closed, Id, listOf, nullable, oneOf } from '../platform/http/schema.ts'
import {
  Checked,
  ContentHash,
  DisbursementId,
  DueOn,
  Exceptions,
  FileHash,
  FileNumber,
  item,
  kinds,
  Others,
  OthersHash,
  Tally,
  Totals,
  Within
} from './fields.ts'
import { stepNames } from './rules.ts'

export const NewCheck = Type.Union(
  [
    closed({
      kind: oneOf(['payment'], { title: '检查种类', description: 'Payment check: roster against payments' }),
      disbursementId: DisbursementId
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
      unitCode: Checked,
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

const File = closed(
  {
    uploadId: {
      ...Id,
      title: '文件',
      description: 'Identifier of the uploaded file, whose lines stay readable'
    },
    number: FileNumber,
    fileHash: FileHash
  },
  { $id: 'FundCheckedFile', title: '被比对文件', description: 'File, as it was when it was checked' }
)
const file = (title: string) =>
  nullable(Type.Unsafe<Static<typeof File>>({ $ref: 'FundCheckedFile#', title }))

const Compared = closed(
  {
    roster: file('发放名册'),
    payments: file('发放明细'),
    dueOn: DueOn,
    within: Within,
    others: Others,
    othersHash: OthersHash
  },
  { title: '比对依据', description: 'Data that was compared, as it was' }
)

const shown = {
  ...item.properties,
  totals: closed(Totals, {
    title: '合计',
    description: 'Number of lines compared, for a payment check; 0 for a missing file'
  }),
  exceptions: Exceptions,
  missing: Type.Array(oneOf(uploadKinds), {
    title: '缺少文件',
    description:
      'Files that were missing. Without a roster, no recipient is reported as not on it; without ' +
      'payments, all are reported as unpaid'
  })
}

export const Check = closed(
  { ...shown, compared: Compared, contentHash: ContentHash, actions: actions(stepNames) },
  {
    $id: 'FundCheck',
    title: '资金检查',
    description: 'Fund check: the data compared and the result, which never change'
  }
)
export type Check = Static<typeof Check>

export const CheckItem = closed(shown, {
  $id: 'FundCheckItem',
  title: '资金检查（列表项）',
  description: 'Fund check, in a list'
})
export type CheckItem = Static<typeof CheckItem>

export const CheckPage = {
  ...listOf(Type.Unsafe<CheckItem>({ $ref: 'FundCheckItem#' })),
  $id: 'FundCheckPage'
}

export const schemas = [Tally, File, NewCheck, Check, CheckItem, CheckPage]
