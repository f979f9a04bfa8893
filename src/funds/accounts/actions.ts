import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { AccountChange, AccountEnd, NewAccount } from './schema.ts'
import * as store from './store.ts'

/** Registers the special account of a unit for a programme. The audit trail does not get its number. */
export async function openAccount(work: Work, wanted: NewAccount): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { unitCode, bank, accountNo, ledger } = wanted
  await placeOf(tx, actor, 'fund', unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, unitCode))
  const { path } = unit
  rules.checkKeeper(unit, wanted.validFrom)
  const programme = await programmeOf(tx, unitCode, wanted.programme)
  if (programme === undefined) throw refuse('programme-unknown', { pointer: '/programme' })
  const { validFrom, validTo } = rules.span(wanted.validFrom, wanted.validTo)
  const id = uuid()
  const row = {
    id,
    unit_code: unitCode,
    path,
    programme_id: programme.id,
    bank,
    account_no: accountNo,
    has_ledger: ledger,
    valid_from: validFrom,
    valid_to: validTo,
    updated_at: now.toISOString()
  }
  await oneAtATime(tx, `fund accounts of ${unitCode}`)
  rules.checkAlone(await store.between(tx, row))
  await store.insert(tx, row)
  const details = { programme: programme.code, ledger, validFrom, validTo: wanted.validTo ?? null }
  work.record('fund-account.opened', { id, unitCode, path }, details)
  return present(await store.find(tx, actor, id, today))
}

export function changeAccount(work: Work, id: string, change: AccountChange): Promise<store.Shown> {
  return takeStep(accountSteps, work, id, 'change', async ({ programme }) => {
    const { bank, ledger: hasLedger } = change
    await updateRecord(work, 'fund_account', id, { bank, hasLedger })
    return { event: newEvent('fund-account.changed', { programme, ...change }) }
  })
}

/** Closes an account from a day on. */
export function closeAccount(work: Work, id: string, end: AccountEnd): Promise<store.Shown> {
  return takeStep(accountSteps, work, id, 'close', async ({ programme, validFrom }) => {
    const { validTo } = rules.span(validFrom, end.validTo)
    await updateRecord(work, 'fund_account', id, { validTo })
    return { event: newEvent('fund-account.closed', { programme, validTo }) }
  })
}

const accountSteps: StepKind<store.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('fund-account-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
