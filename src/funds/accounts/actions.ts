import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { type NewEvent, newEvent } from '../../platform/work/catalogue.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { AccountChange, AccountEnd, NewAccount } from './schema.ts'
import * as store from './store.ts'

/** The special account of a unit for a programme; the number stays out of the trail. */
export async function openAccount(work: Work, wanted: NewAccount): Promise<store.Versioned> {
  const { tx, actor } = work
  const { unitCode, bank, accountNo, ledger } = wanted
  await placeOf(tx, actor, 'fund', unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, unitCode))
  rules.checkKeeper(unit, wanted.validFrom)
  const programme = await programmeOf(tx, unitCode, wanted.programme)
  if (programme === undefined) throw refuse('programme-unknown', { pointer: '/programme' })
  const { validFrom, validTo } = rules.span(wanted.validFrom, wanted.validTo)
  const account = { id: uuid(), unitCode, path: unit.path }
  const row = {
    ...{ id: account.id, unit_code: unitCode, path: unit.path, programme_id: programme.id },
    ...{ bank, account_no: accountNo, has_ledger: ledger, valid_from: validFrom, valid_to: validTo }
  }
  await oneAtATime(tx, `fund accounts of ${unitCode}`)
  rules.checkAlone(await store.between(tx, row))
  await store.insert(tx, row)
  const { validTo: end = null } = wanted
  work.record('fund-account.opened', account, { programme: programme.code, ledger, validFrom, validTo: end })
  return present(await store.find(tx, actor, account.id))
}

export function changeAccount(work: Work, id: string, change: AccountChange): Promise<store.Versioned> {
  return step(work, id, ({ programme }) => ({
    change,
    event: newEvent('fund-account.changed', { programme, ...change })
  }))
}

/** The account holds no longer from a day on. */
export function closeAccount(work: Work, id: string, { validTo }: AccountEnd): Promise<store.Versioned> {
  return step(work, id, (account) => {
    const change = rules.close(account, validTo)
    return { change, event: newEvent('fund-account.closed', { programme: account.programme, ...change }) }
  })
}

interface Decided {
  change: AccountChange & { validTo?: string }
  event: NewEvent
}

async function step(
  work: Work,
  id: string,
  decide: (account: rules.Standing) => Decided
): Promise<store.Versioned> {
  const { tx, actor } = work
  const account = await store.lock(tx, actor, id)
  if (account === undefined) throw refuse('fund-account-not-found')
  work.match(account.version)
  const { change, event } = decide(account)
  await store.update(tx, id, change)
  work.recordEvent(event, account)
  return present(await store.find(tx, actor, id))
}
