import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Hasher, programmeOf } from '../../funds/index.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { relationCode, relativeRulesOf } from '../../policy/index.ts'
import { meetTerms } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import { mustNotBeFuture } from '../filers/rules.ts'
import { refuse as refuseFiler } from '../filers/vocabulary.ts'
import { checkFacts, type Facts, isVillageFor } from './facts.ts'
import { beginFileTerms, recountFileTerm } from './file-term.ts'
import { settleRosterTerms } from './roster-terms.ts'
import { firstMonth } from './rosters.ts'
import * as rules from './rules.ts'
import type {
  NewRelativeFiling,
  RelativeCorrection,
  RelativeEnd,
  RelativeRegistration,
  RelativeVisit
} from './schema.ts'
import * as store from './store.ts'
import { END } from './terms.ts'
import { refuse } from './vocabulary.ts'

/** Files a near relative. The day is that of the service, so that a late filing shows as late. */
export async function fileRelative(
  work: Work,
  wanted: NewRelativeFiling,
  hashed: Hasher
): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const filer = await store.filerFor(tx, actor, wanted.filerId)
  if (filer === undefined) throw refuseFiler('filer-not-found', { pointer: '/filerId' })
  rules.checkNumbers(wanted)
  const { idNumber, programme, ...entry } = wanted
  const identity = { identityHash: hashed(idNumber), identityEnd: idNumber.slice(-4) }
  const place = await unitPlace(tx, wanted.villageCode)
  const facts: Facts = {
    until: filer.until,
    relation: relationOf(work, wanted.relation, identity.identityHash.equals(filer.identityHash)),
    listed: await relativeRulesOf(tx, filer.unitCode, today),
    programmeId: (await programmeOf(tx, filer.unitCode, programme))?.id ?? null,
    isVillage: isVillageFor(place, filer.path, today)
  }
  checkFacts(facts)
  const id = uuid({ msecs: now.getTime() })
  const { unitCode, path, identityHash: filerHash } = filer
  const content = { ...entry, ...identity, programmeId: facts.programmeId, targetPath: present(place).path }
  const filed = { filedOn: today, filedAt: now.toISOString(), filedBy: actor.sub }
  await insertRecord(tx, 'relative_filing', { id, unitCode, path, filerHash, ...content, ...filed })
  const { acting, since } = filer
  const late = await beginFileTerms(work, [{ id, acting, since, first: await firstMonth(tx, content) }])
  work.record(
    'relative-filing.filed',
    { id, unitCode, path },
    { trigger: wanted.trigger, isLate: late.has(id) }
  )
  return present(await store.find(tx, actor, id, today))
}

function relationOf({ today }: Work, code: string, isSelf: boolean): Facts['relation'] {
  return { code, isKnown: relationCode(code, today) === code, isSelf }
}

/** The entry of a filing in the register of a level. With the third one it is registered. */
export function registerFiling(work: Work, id: string, wanted: RelativeRegistration): Promise<store.Shown> {
  return takeStep(filingSteps, work, id, 'register', async (one) => {
    const { level, onBehalf = false } = wanted
    const { tx, actor, today } = work
    rules.checkLevel(level, onBehalf, one.callerLevel)
    const { unitCode } = actor
    const unitName = sql`(select name from unit where code = ${unitCode})`
    const entry = { filingId: id, level, unitCode, unitName, onDay: today, by: actor.sub, onBehalf }
    await insertRecord(tx, 'relative_registration', entry)
    const isComplete = (await store.registeredAt(tx, id)) === LEVELS
    await updateRecord(work, 'relative_filing', id, isComplete ? { state: 'registered' } : {})
    return { event: newEvent('relative-filing.registered', { level, onBehalf, isComplete }) }
  })
}

const LEVELS = 3

/** Whether these people are on the staff register: a part, because the register belongs to another room. */
export type StaffAmong = (tx: Tx, actor: Work['actor'], ids: readonly string[]) => Promise<Set<string>>

/** The visit of the county to the household; a later one takes the place of the one before. */
export function visitHousehold(
  work: Work,
  id: string,
  wanted: RelativeVisit,
  staffAmong: StaffAmong
): Promise<store.Shown> {
  return takeStep(filingSteps, work, id, 'visit', async () => {
    const { visitedOn, visitors, conclusion, remarks = null } = wanted
    mustNotBeFuture(visitedOn, work.today, '/visitedOn')
    const known = await staffAmong(work.tx, work.actor, visitors)
    const unknown = visitors.findIndex((one) => !known.has(one))
    if (unknown >= 0) throw refuse('visitor-unknown', { pointer: `/visitors/${unknown}` })
    const visit = { visitConclusion: conclusion, visitRemarks: remarks, visitUnitCode: work.actor.unitCode }
    await updateRecord(work, 'relative_filing', id, { visitedOn, visitors, ...visit })
    return { event: newEvent('relative-filing.visited', { visitedOn, conclusion }) }
  })
}

/** Corrects a filing. Its day and its registrations stay; the audit trail says that it was corrected. */
export function correctFiling(
  work: Work,
  id: string,
  wanted: RelativeCorrection,
  hashed: Hasher
): Promise<store.Shown> {
  return takeStep(filingSteps, work, id, 'correct', async (one) => {
    const { idNumber, reason, ...change } = wanted
    rules.checkNumbers(wanted)
    const person =
      idNumber === undefined ? {} : { identityHash: hashed(idNumber), identityEnd: idNumber.slice(-4) }
    const { relation, identityHash } = { ...one, ...change, ...person }
    if (change.relation !== undefined || idNumber !== undefined) {
      const listed = await relativeRulesOf(work.tx, one.unitCode, work.today)
      rules.checkRelation(relationOf(work, relation, identityHash.equals(one.filerHash)), listed)
    }
    const { villageCode } = change
    const moved =
      villageCode === undefined ? {} : { targetPath: await villagePath(work, one.path, villageCode) }
    await updateRecord(work, 'relative_filing', id, { ...change, ...person, ...moved })
    if (change.recipientNo !== undefined || villageCode !== undefined) {
      const first = await firstMonth(work.tx, { ...one, ...change, ...moved })
      await recountFileTerm(work, { ...one, first, since: await store.sinceOf(work.tx, id) })
      await settleRosterTerms(work, { filingId: id })
    }
    const changed = Object.keys(wanted).filter((name) => name !== 'reason')
    return { event: newEvent('relative-filing.corrected', { changed, reason }) }
  })
}

/** Ends a filing, and with it the term within which it was to be ended. */
export function endFiling(work: Work, id: string, { on, reason }: RelativeEnd): Promise<store.Shown> {
  return takeStep(filingSteps, work, id, 'end', async (one) => {
    const { tx, today } = work
    mustNotBeFuture(on, today, '/on')
    rules.checkEnd(on, one)
    const ended = { endedOn: on, endReason: reason, endedAt: work.now.toISOString(), endedBy: work.actor.sub }
    await updateRecord(work, 'relative_filing', id, { state: rules.steps.end.to, ...ended })
    const met = await meetTerms(tx, 'relative-filing', id, [END], today)
    const terms = met.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: today, isMet: today <= dueOn }))
    return { event: newEvent('relative-filing.ended', { on, reason, terms }) }
  })
}

const filingSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('relative-filing-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/**
 * The path of the village of a corrected filing.
 *
 * @throws filing-village
 */
async function villagePath({ tx, today }: Work, ofFiler: string, code: string): Promise<string> {
  const place = await unitPlace(tx, code)
  if (!isVillageFor(place, ofFiler, today)) throw refuse('filing-village', { pointer: '/villageCode' })
  return present(place).path
}
