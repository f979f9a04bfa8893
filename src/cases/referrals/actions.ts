import { v7 as uuid } from 'uuid'
import { present } from '../../platform/database/present.ts'
import { insertRecord, type NewRow, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
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

/** Refers a clue from a case, in every state and regardless of the unit that has to take the next step. */
export async function makeReferral(work: Work, caseId: string, wanted: NewReferral): Promise<store.Shown> {
  const one = await cases.lock(work.tx, work.actor, caseId)
  if (one === undefined) throw refuse('case-not-found')
  work.match(one.version)
  await checkReceiver(work, one.hiddenFrom, wanted.receiverName)
  const { unitCode, path } = one
  return begin(work, wanted, { unitCode, path }, { caseId })
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

/**
 * Refers a clue from a finding or a fund check. The referral belongs to the unit of the person who makes it.
 * It is hidden from the unit that the record concerns, unless its own people make it.
 */
export async function referClue(
  work: Work,
  sources: ClueSources,
  { kind, id }: { kind: SourceKind; id: string },
  wanted: NewReferral
): Promise<store.Shown> {
  const { tx, actor } = work
  checkTexts(wanted)
  const record = await clueIn(sources[kind], tx, actor, id)
  work.match(record.version)
  const about = [record.unitCode]
  if ((await barredNamed(tx, wanted.receiverName.replace(/\s/g, ''), about)).length > 0) {
    throw refuse('referral-to-concerned', { pointer: '/receiverName', clause: rules.CLAUSE })
  }
  const { path } = present(await unitPlace(tx, actor.unitCode))
  const isOwn = (await barredAmong(tx, [actor.unitCode], about)).length > 0
  const place = { unitCode: actor.unitCode, path }
  const source = kind === 'finding' ? { findingId: id } : { fundCheckId: id }
  return begin(work, wanted, place, { ...source, ...place, hiddenFrom: isOwn ? null : about })
}

/** The record that the clue came from; and, for other records than cases, the place of the referral. */
type Origin = Pick<
  NewRow<'case_referral'>,
  'caseId' | 'findingId' | 'fundCheckId' | 'unitCode' | 'path' | 'hiddenFrom'
>

/** Inserts a referral; the term for the referral begins. */
async function begin(
  work: Work,
  wanted: NewReferral,
  { unitCode, path }: { unitCode: string; path: string },
  origin: Origin
): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const id = uuid({ msecs: now.getTime() })
  const term = (await timetable(tx, unitCode)).begin(rules.TERM, today)
  const { dueOn } = term
  const made = { referredOn: today, referredBy: actor.sub, updatedAt: now.toISOString() }
  await insertRecord(tx, 'case_referral', { ...wanted, ...origin, ...made, id, dueOn })
  await insertTerms(tx, [term], { kind: 'referral', id, unitCode })
  const shown = present(await store.whole(tx, actor, id, today))
  const { receiver, receiverName } = wanted
  work.record('referral.made', { id, unitCode, path }, { ...sourceOf(shown), receiver, receiverName, dueOn })
  return shown
}

/** The record from which a referral arose, as its events name it. */
function sourceOf({
  caseId,
  findingId,
  fundCheckId
}: Pick<store.Locked, 'caseId' | 'findingId' | 'fundCheckId'>) {
  return {
    ...(caseId !== null && { caseId }),
    ...(findingId !== null && { findingId }),
    ...(fundCheckId !== null && { fundCheckId })
  }
}

export function receiveReferral(work: Work, id: string, wanted: Receipt): Promise<store.Shown> {
  return takeStep(referralSteps, work, id, 'receipt', async (one) => {
    rules.receive(one, wanted, work.today)
    await updateRecord(work, 'case_referral', id, wanted)
    // An outcome recorded earlier has already met the term, perhaps on a later day than the receipt.
    await reopenTerms(work.tx, 'referral', id, [rules.TERM])
    await meetTerms(work.tx, 'referral', id, [rules.TERM], wanted.receivedOn)
    return { event: newEvent('referral.received', { ...sourceOf(one), ...wanted }) }
  })
}

export function concludeReferral(work: Work, id: string, wanted: Outcome): Promise<store.Shown> {
  return takeStep(referralSteps, work, id, 'outcome', async (one) => {
    const { outcomeOn } = wanted
    rules.conclude(one, wanted, work.today)
    await updateRecord(work, 'case_referral', id, wanted)
    await meetTerms(work.tx, 'referral', id, [rules.TERM], outcomeOn)
    return { event: newEvent('referral.concluded', { ...sourceOf(one), outcomeOn }) }
  })
}

const referralSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('referral-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  // The answer shows the referral to the person who took the step.
  read: ({ tx, actor, today }, id) => store.whole(tx, actor, id, today)
}
