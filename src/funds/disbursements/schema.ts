import { type Static, Type } from 'typebox'
import { actions, closed, listOf, nullable, UnitCode } from '../../platform/http/schema.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import type { Upload } from '../uploads/schema.ts'
import { AccountId, AllocationId, DueOn, item, Period } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDisbursement = closed(
  {
    programme: ProgrammeCode,
    unitCode: UnitCode,
    period: Period,
    dueOn: Type.Optional(DueOn),
    accountId: Type.Optional(AccountId),
    allocationId: Type.Optional(
      AllocationId(
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
    dueOn: Type.Optional(DueOn),
    accountId: Type.Optional(nullable(AccountId)),
    allocationId: Type.Optional(
      AllocationId('The allocation whose money it is, within your own unit; null: of none')
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

const file = nullable(Type.Unsafe<Upload>({ $ref: 'FundUpload#' }))
const shown = { ...item.properties, roster: file, payments: file }

export const DisbursementItem = closed(shown, {
  $id: 'DisbursementItem',
  title: '发放批次（列表项）',
  description: 'Disbursement with its current files, in a list'
})
export type DisbursementItem = Static<typeof DisbursementItem>

export const Disbursement = closed(
  { ...shown, actions: actions(stepNames) },
  {
    $id: 'Disbursement',
    title: '发放批次',
    description: 'Disbursement of a unit from a programme in a month, with its current files'
  }
)
export type Disbursement = Static<typeof Disbursement>

export const DisbursementPage = {
  ...listOf(Type.Unsafe<DisbursementItem>({ $ref: 'DisbursementItem#' })),
  $id: 'DisbursementPage'
}

export const schemas = [NewDisbursement, DisbursementChange, DisbursementItem, Disbursement, DisbursementPage]
