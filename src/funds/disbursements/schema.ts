import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, LocalDate, listOf, nullable, UnitCode } from '../../platform/http/schema.ts'
import { acting } from '../../units/index.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import type { Upload } from '../uploads/schema.ts'

export const Period = Type.String({
  pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$',
  maxLength: 7,
  title: '所属月份',
  description: 'Month for which the payments are made',
  examples: ['2026-05']
})
const dueOn = {
  ...LocalDate,
  title: '应发放日期',
  description: 'Last day for the payments; default: the day that the policy or a local rule sets'
}
const accountId = {
  ...Id,
  title: '专户',
  description: 'Identifier of the special account from which it is paid'
}
const allocation = (description: string) => nullable({ ...Id, title: '下达资金', description })

export const NewDisbursement = closed(
  {
    programme: ProgrammeCode,
    unitCode: UnitCode,
    period: Period,
    dueOn: Type.Optional(dueOn),
    accountId: Type.Optional(accountId),
    allocationId: Type.Optional(
      allocation(
        'The allocation whose money it is, of the unit or of one above it, within your own unit; null: ' +
          'of none. Left out: the only one of the unit that it can be'
      )
    )
  },
  {
    $id: 'NewDisbursement',
    title: '新发放批次',
    description: 'New disbursement: the payments of a county or township from a programme in a month',
    examples: [{ programme: 'urban-low-income', unitCode: '220102', period: '2026-05' }]
  }
)
export type NewDisbursement = Static<typeof NewDisbursement>

export const DisbursementChange = closed(
  {
    dueOn: Type.Optional(dueOn),
    accountId: Type.Optional(nullable(accountId)),
    allocationId: Type.Optional(
      allocation('The allocation whose money it is, within your own unit; null: of none')
    )
  },
  {
    $id: 'DisbursementChange',
    title: '发放批次变更',
    description: 'Changes of a disbursement: due date, account or allocation',
    minProperties: 1,
    examples: [{ dueOn: '2026-05-08' }]
  }
)
export type DisbursementChange = Static<typeof DisbursementChange>

export const Disbursement = closed(
  {
    id: Id,
    programme: ProgrammeCode,
    unitCode: { ...UnitCode, title: '发放单位', description: 'Code of the paying unit' },
    unitName: Type.String({ title: '发放单位名称', description: 'Current name of the unit' }),
    ...acting,
    period: Period,
    dueOn,
    accountId: nullable(accountId),
    allocationId: allocation(
      'The allocation whose money it is; null: of none, or of one that you may not see'
    ),
    roster: nullable(Type.Unsafe<Upload>({ $ref: 'FundUpload#' })),
    payments: nullable(Type.Unsafe<Upload>({ $ref: 'FundUpload#' })),
    createdAt: { ...Instant, title: '建立时间', description: 'Date and time at which it was made' },
    createdBy: Type.String({ title: '建立人', description: 'Subject of the token' })
  },
  {
    $id: 'Disbursement',
    title: '发放批次',
    description: 'Disbursement of a unit from a programme in a month, with its current files'
  }
)
export type Disbursement = Static<typeof Disbursement>

export const DisbursementPage = {
  ...listOf(Type.Unsafe<Disbursement>({ $ref: 'Disbursement#' })),
  $id: 'DisbursementPage'
}

export const disbursementQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own disbursements' }),
  programme: Type.Optional(ProgrammeCode),
  period: Type.Optional(Period),
  ...pageParameters
})
export type DisbursementQuery = Static<typeof disbursementQuery>

export const schemas = [NewDisbursement, DisbursementChange, Disbursement, DisbursementPage]
