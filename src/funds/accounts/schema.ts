import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, text, UnitCode } from '../../platform/http/schema.ts'
import { ProgrammeCode } from '../programmes/schema.ts'

const unitCode = { ...UnitCode, title: '开户单位', description: 'Code of the unit that holds the account' }
const bank = text(200, '开户银行', 'Name of the bank, with its branch')
const accountNo = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z-]{5,39}$',
  maxLength: 40,
  title: '账号',
  description: 'Account number',
  examples: ['22050143003600000123']
})
const ledger = Type.Boolean({
  title: '是否专账核算',
  description: 'Whether the programme has a separate ledger'
})
const validFrom = { ...LocalDate, title: '启用日期', description: 'First day of the account' }
const validTo = {
  ...LocalDate,
  title: '失效日期',
  description: 'First day on which the account is no longer valid; null while it is open'
}

export const NewAccount = closed(
  {
    unitCode,
    programme: ProgrammeCode,
    bank,
    accountNo,
    ledger,
    validFrom,
    validTo: Type.Optional(nullable(validTo))
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
  { bank: Type.Optional(bank), ledger: Type.Optional(ledger) },
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
  { validTo },
  {
    $id: 'FundAccountEnd',
    title: '销户',
    description: 'Closing of an account',
    examples: [{ validTo: '2026-07-01' }]
  }
)
export type AccountEnd = Static<typeof AccountEnd>

export const Account = closed(
  {
    id: Id,
    unitCode,
    unitName: Type.String({ title: '开户单位名称', description: 'Current name of the unit' }),
    programme: ProgrammeCode,
    bank,
    accountNo,
    ledger,
    validFrom,
    validTo: nullable(validTo)
  },
  { $id: 'FundAccount', title: '专户', description: 'Special account of a unit for a programme' }
)
export type Account = Static<typeof Account>

export const AccountPage = {
  ...listOf(Type.Unsafe<Account>({ $ref: 'FundAccount#' })),
  $id: 'FundAccountPage'
}

export const accountQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own accounts' }),
  programme: Type.Optional(ProgrammeCode),
  on: Type.Optional({ ...LocalDate, description: 'Date: only accounts valid on that day' }),
  ...pageParameters
})
export type AccountQuery = Static<typeof accountQuery>

export const schemas = [NewAccount, AccountChange, AccountEnd, Account, AccountPage]
