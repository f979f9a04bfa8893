import { v7 as uuid } from 'uuid'
import type { Work } from '../../platform/work.ts'
import { checkNotBarred } from '../accused/rules.ts'
import { barredNamed } from '../accused/store.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewReferral, Outcome, Receipt } from './schema.ts'
import * as store from './store.ts'

/** Whoever comes upon a clue hands it over: whosever turn it is, and whatever became of the case. */
export async function makeReferral(
  work: Work,
  caseId: string,
  wanted: NewReferral
): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const one = await cases.lock(tx, actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  await checkReceiver(work, one.hiddenFrom, wanted.receiverName)
  const id = uuid({ msecs: now.getTime() })
  const made = await store.insert(tx, { ...wanted, id, caseId, referredOn: today, referredBy: actor.sub })
  const { receiver, receiverName } = wanted
  const { unitCode, path } = one
  work.record('referral.made', { id, unitCode, path }, { caseId, receiver, receiverName })
  return made
}

/**
 * A report is not handed to an authority that is an accused unit, its successor, or lies within one, by its
 * name.
 */
async function checkReceiver(
  { tx }: Work,
  hiddenFrom: readonly string[],
  receiverName: string
): Promise<void> {
  const [unit] = await barredNamed(tx, receiverName.replace(/\s/g, ''), hiddenFrom)
  if (unit !== undefined) checkNotBarred([unit], [unit], '/receiverName')
}

export async function receiveReferral(work: Work, id: string, wanted: Receipt): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const referral = await store.lock(tx, actor, id)
  if (referral === undefined) throw refuse('referral-not-found')
  work.match(referral.version)
  const receipt = rules.receive(referral, wanted, today)
  const received = await store.update(tx, id, receipt)
  const { caseId, unitCode, path } = referral
  work.record('referral.received', { id, unitCode, path }, { caseId, ...receipt })
  return received
}

export async function concludeReferral(work: Work, id: string, wanted: Outcome): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const referral = await store.lock(tx, actor, id)
  if (referral === undefined) throw refuse('referral-not-found')
  work.match(referral.version)
  const told = rules.conclude(referral, wanted, today)
  const concluded = await store.update(tx, id, told)
  const { caseId, unitCode, path } = referral
  work.record('referral.concluded', { id, unitCode, path }, { caseId, outcomeOn: told.outcomeOn })
  return concluded
}
