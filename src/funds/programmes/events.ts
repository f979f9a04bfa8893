import { Type } from 'typebox'
import { event } from '../../platform/work/catalogue.ts'
import { Account, AccountChange } from '../accounts/schema.ts'
import { ProgrammeCode } from './fields.ts'
import { NewProgramme, Programme, ProgrammeChange } from './schema.ts'

const { code } = Programme.properties
const { ledger, validFrom, validTo } = Account.properties
const { bank, ledger: otherLedger } = AccountChange.properties

/** Programmes, and the special accounts that are kept for them. */
export const keepingEvents = {
  'fund-programme.added': event(
    { zh: '新增救助项目', en: 'Programme added' },
    'The province has a new programme of assistance.',
    {
      code,
      lowIncome: NewProgramme.properties.lowIncome,
      disclosure: NewProgramme.properties.disclosure,
      excludes: Programme.properties.excludes
    }
  ),
  'fund-programme.changed': event(
    { zh: '变更救助项目', en: 'Programme changed' },
    'A programme changed; the event has only the changed fields.',
    { code, ...ProgrammeChange.properties }
  ),
  'fund-account.opened': event(
    { zh: '登记专户', en: 'Special account entered' },
    'A special account of a unit for a programme was registered. Its number is not in the event.',
    { programme: ProgrammeCode, ledger, validFrom, validTo }
  ),
  'fund-account.changed': event(
    { zh: '变更专户', en: 'Special account changed' },
    'The bank of the account or its separate books changed; the event has only the changed fields.',
    { programme: ProgrammeCode, bank, ledger: otherLedger }
  ),
  'fund-account.closed': event(
    { zh: '销户', en: 'Special account closed' },
    'The account was closed from a day on.',
    {
      programme: ProgrammeCode,
      validTo: Type.String({
        format: 'date',
        title: '失效日期',
        description: 'First day on which the account is not valid'
      })
    }
  )
}
