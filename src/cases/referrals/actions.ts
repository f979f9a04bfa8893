import { v7 as uuid } from 'uuid'
import { may, permissions } from '../../platform/access/permissions.ts'
import { present } from '../../platform/database/present.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, reopenTerms, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { checkNotBarred } from '../accused/rules.ts'
import { barredAmong, barredNamed } from '../accused/store.ts'
import { checkTexts } from '../intake/free-text.ts'
import * as cases from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewReferral, Outcome, Receipt } from './schema.ts'
import { type ClueSources, clueIn, type SourceKind } from './sources.ts'
import * as store from './store.ts'

/** The permission to refer clues from cases and to record receipts and outcomes. */
const MAKE = 'referrals:make'

/** Refers a clue from a case, in every state and regardless of the unit that has to take the next step. */
export async function makeReferral(
  work: Work,
  caseId: string,
  wanted: NewReferral
): Promise<store.Versioned> {
  const one = await cases.lock(work.tx, work.actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  await checkReceiver(work, one.hiddenFrom, wanted.receiverName)
  const { unitCode, path } = one
  return begin(work, wanted, { unitCode, path }, { from: { origin: 'case_id', id: caseId } })
}

/**
 * Refuses to refer a report to an authority whose name is that of an accused unit, of its successor or of a
 * unit within one.
 */
async function checkReceiver(
  { tx }: Work,
  hiddenFrom: readonly string[],
  receiverName: string
): Promise<void> {
  const [unit] = await barredNamed(tx, receiverName.replace(/\s/g, ''), hiddenFrom)
  if (unit !== undefined) checkNotBarred([unit], [unit], '/receiverName')
}

const origins = { finding: 'finding_id', 'fund-check': 'fund_check_id' } as const

/**
 * Refers a clue from a finding or a fund check. The referral belongs to the unit of the person who makes it.
 * It is hidden from the unit that the record concerns, unless its own people make it.
 */
export async function referClue(
  work: Work,
  sources: ClueSources,
  { kind, id }: { kind: SourceKind; id: string },
  wanted: NewReferral
): Promise<store.Versioned> {
  const { tx, actor } = work
  checkTexts(wanted)
  const source = await clueIn(sources[kind], tx, actor, id)
  work.match(source.version)
  const about = [source.unitCode]
  if ((await barredNamed(tx, wanted.receiverName.replace(/\s/g, ''), about)).length > 0) {
    throw refuse('referral-to-concerned', { pointer: '/receiverName', clause: rules.CLAUSE })
  }
  const { path } = present(await unitPlace(tx, actor.unitCode))
  const isOwn = (await barredAmong(tx, [actor.unitCode], about)).length > 0
  const place = { unitCode: actor.unitCode, path, hiddenFrom: isOwn ? [] : about }
  return begin(work, wanted, place, { from: { origin: origins[kind], id }, place })
}

/** Inserts a referral; the term for the referral begins. */
async function begin(
  work: Work,
  wanted: NewReferral,
  { unitCode, path }: { unitCode: string; path: string },
  lies: Pick<Parameters<typeof store.insert>[1], 'from' | 'place'>
): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const id = uuid({ msecs: now.getTime() })
  const term = (await timetable(tx, unitCode)).begin(rules.TERM, today)
  const { dueOn } = term
  await store.insert(tx, { ...wanted, ...lies, id, referredOn: today, referredBy: actor.sub, dueOn })
  await insertTerms(tx, [term], { kind: 'referral', id, unitCode })
  const made = present(await store.whole(tx, actor, id, today))
  const { receiver, receiverName } = wanted
  work.record('referral.made', { id, unitCode, path }, { ...sourceOf(made), receiver, receiverName, dueOn })
  return made
}

/** The record from which a referral arose, as its events name it. */
function sourceOf({
  caseId,
  findingId,
  fundCheckId
}: Pick<store.Versioned, 'caseId' | 'findingId' | 'fundCheckId'>) {
  return {
    ...(caseId !== null && { caseId }),
    ...(findingId !== null && { findingId }),
    ...(fundCheckId !== null && { fundCheckId })
  }
}

export async function receiveReferral(work: Work, id: string, wanted: Receipt): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const referral = await locked(work, id)
  const receipt = rules.receive(referral, wanted, today)
  await store.update(tx, id, receipt)
  // An outcome recorded earlier has already met the term, perhaps on a later day than the receipt.
  await reopenTerms(tx, 'referral', id, [rules.TERM])
  await meetTerms(tx, 'referral', id, [rules.TERM], receipt.receivedOn)
  const { unitCode, path } = referral
  work.record('referral.received', { id, unitCode, path }, { ...sourceOf(referral), ...receipt })
  return present(await store.whole(tx, actor, id, today))
}

export async function concludeReferral(work: Work, id: string, wanted: Outcome): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const referral = await locked(work, id)
  const reported = rules.conclude(referral, wanted, today)
  await store.update(tx, id, reported)
  await meetTerms(tx, 'referral', id, [rules.TERM], reported.outcomeOn)
  const { unitCode, path } = referral
  work.record(
    'referral.concluded',
    { id, unitCode, path },
    { ...sourceOf(referral), outcomeOn: reported.outcomeOn }
  )
  return present(await store.whole(tx, actor, id, today))
}

async function locked(work: Work, id: string) {
  const { tx, actor } = work
  const referral = await store.lock(tx, actor, id)
  if (referral === undefined) throw refuse('referral-not-found')
  if (referral.caseId !== null && !may(actor, MAKE)) {
    throw refuseCall('role-missing', { values: { roles: permissions[MAKE] } })
  }
  rules.mustKeep(referral, actor)
  work.match(referral.version)
  return referral
}
