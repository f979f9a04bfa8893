import { type Static, Type } from 'typebox'
import { actions, closed, listOf, nullable } from '../../platform/http/schema.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import { AccountNo, Bank, Holder, item, Ledger, ValidFrom, ValidTo } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewAccount = closed(
  {
    unitCode: Holder,
    programme: ProgrammeCode,
    bank: Bank,
    accountNo: AccountNo,
    ledger: Ledger,
    validFrom: ValidFrom,
    validTo: Type.Optional(nullable(ValidTo))
  },
  {
    $id: 'NewFundAccount',
    title: '新专户',
    description: 'Special account of a unit for a programme',
    examples: [
      {
        unitCode: '220102',
        programme: 'urban-low-income',
        bank: '中国建设银行长春南关支行',
        accountNo: '22050143003600000123',
        ledger: true,
        validFrom: '2026-01-01'
      }
    ]
  }
)
export type NewAccount = Static<typeof NewAccount>

export const AccountChange = closed(
  { bank: Type.Optional(Bank), ledger: Type.Optional(Ledger) },
  {
    $id: 'FundAccountChange',
    title: '专户变更',
    description: 'Changes of an account: name of the bank, or separate ledger. A new number is a new account',
    minProperties: 1,
    examples: [{ ledger: true }]
  }
)
export type AccountChange = Static<typeof AccountChange>

export const AccountEnd = closed(
  { validTo: ValidTo },
  {
    $id: 'FundAccountEnd',
    title: '销户',
    description: 'Closing of an account',
    examples: [{ validTo: '2026-07-01' }]
  }
)
export type AccountEnd = Static<typeof AccountEnd>

export const AccountItem = closed(item.properties, {
  $id: 'FundAccountItem',
  title: '专户（列表项）',
  description: 'Special account of a unit for a programme, in a list'
})
export type AccountItem = Static<typeof AccountItem>

export const Account = closed(
  { ...item.properties, actions: actions(stepNames) },
  { $id: 'FundAccount', title: '专户', description: 'Special account of a unit for a programme' }
)
export type Account = Static<typeof Account>

export const AccountPage = {
  ...listOf(Type.Unsafe<AccountItem>({ $ref: 'FundAccountItem#' })),
  $id: 'FundAccountPage'
}

export const schemas = [NewAccount, AccountChange, AccountEnd, AccountItem, Account, AccountPage]
