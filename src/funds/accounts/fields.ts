import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, LocalDate, nullable, text, UnitCode, updatedAt } from '../../platform/http/schema.ts'
import { itsProgramme } from '../programmes/fields.ts'
import '../tables.ts'

export const Holder = {
  ...UnitCode,
  title: '开户单位',
  description: 'Code of the unit that holds the account'
}
export const Bank = text(200, '开户银行', 'Name of the bank, with its branch')
export const AccountNo = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z-]{5,39}$',
  maxLength: 40,
  title: '账号',
  description: 'Account number',
  examples: ['22050143003600000123']
})
export const Ledger = Type.Boolean({
  title: '是否专账核算',
  description: 'Whether the programme has a separate ledger'
})
export const ValidFrom = { ...LocalDate, title: '启用日期', description: 'First day of the account' }
export const ValidTo = {
  ...LocalDate,
  title: '失效日期',
  description: 'First day on which the account is no longer valid; null while it is open'
}

/** The fields of an account, whose unit is joined as `unit`. */
export const item = fieldsOf('fund_account', {
  id: Id,
  unitCode: Holder,
  unitName: from(
    Type.String({ title: '开户单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...itsProgramme,
  bank: Bank,
  accountNo: AccountNo,
  ledger: from(Ledger, sql<boolean>`fund_account.has_ledger`),
  validFrom: ValidFrom,
  validTo: from(nullable(ValidTo), sql<string | null>`nullif(fund_account.valid_to, 'infinity')`),
  updatedAt
})
