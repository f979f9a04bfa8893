import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Hasher, programmeOf, refuseFunds } from '../../funds/index.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, type Row, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { relationCode, relativeRulesOf } from '../../policy/index.ts'
import { meetTerms } from '../../terms/index.ts'
import { isInOffice, unitPlace } from '../../units/index.ts'
import { mustNotBeFuture } from '../filers/rules.ts'
import { refuse as refuseFiler } from '../filers/vocabulary.ts'
import { putFileTerm } from './file-term.ts'
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
  const { tx, actor, today } = work
  const filer = await store.filerFor(tx, actor, wanted.filerId)
  if (filer === undefined) throw refuseFiler('filer-not-found', { pointer: '/filerId' })
  if (filer.until !== null) throw refuseFiler('filer-has-left', { pointer: '/filerId' })
  rules.checkNumbers(wanted)
  const identityHash = hashed(wanted.idNumber)
  await checkRelation(work, filer, wanted.relation, identityHash.equals(filer.identityHash))
  const programmeId = await programmeFor(tx, filer.unitCode, wanted.programme)
  const targetPath = await villagePath(work, filer.path, wanted.villageCode)
  const { recipientNo, villageCode, relation, isHead, trigger, fileNo } = wanted
  const id = await insertFiling(work, filer, {
    ...{ programmeId, recipientNo, villageCode, targetPath, identityHash },
    ...{ identityEnd: wanted.idNumber.slice(-4), relation, isHead, trigger, fileNo }
  })
  return present(await store.find(tx, actor, id, today))
}

type Content = Pick<
  Row<'relative_filing'>,
  | 'programmeId'
  | 'recipientNo'
  | 'villageCode'
  | 'targetPath'
  | 'identityHash'
  | 'identityEnd'
  | 'relation'
  | 'isHead'
  | 'trigger'
> & { fileNo?: string | undefined }

/** Writes a filing that has been checked, with its term and its event; gives its id. */
export async function insertFiling(work: Work, filer: store.FilerOf, content: Content): Promise<string> {
  const { tx, actor, now, today } = work
  const { unitCode, path } = filer
  const id = uuid({ msecs: now.getTime() })
  const place = { filerId: filer.id, filerHash: filer.identityHash, unitCode, path }
  const filed = { filedOn: today, filedAt: now.toISOString(), filedBy: actor.sub }
  await insertRecord(tx, 'relative_filing', { id, ...place, ...content, ...filed })
  const isLate = await putFileTerm(
    work,
    { ...content, id, acting: filer.acting, filedOn: today },
    filer.since
  )
  work.record('relative-filing.filed', { id, unitCode, path }, { trigger: content.trigger, isLate })
  return id
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
      await checkRelation(work, one, relation, identityHash.equals(one.filerHash))
    }
    const { villageCode } = change
    const moved =
      villageCode === undefined ? {} : { targetPath: await villagePath(work, one.path, villageCode) }
    await updateRecord(work, 'relative_filing', id, { ...change, ...person, ...moved })
    if (change.recipientNo !== undefined || villageCode !== undefined) {
      await putFileTerm(work, { ...one, ...change, ...moved })
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

async function checkRelation(
  { tx, today }: Work,
  { unitCode }: { unitCode: string },
  code: string,
  isSelf: boolean
): Promise<void> {
  const isKnown = relationCode(code, today) === code
  rules.checkRelation({ code, isKnown, isSelf }, await relativeRulesOf(tx, unitCode, today))
}

/** @throws programme-unknown */
async function programmeFor(tx: Tx, unitCode: string, named: string): Promise<string> {
  const programme = await programmeOf(tx, unitCode, named)
  if (programme === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  return programme.id
}

/**
 * The path of a village of the same province that is in office.
 *
 * @throws filing-village
 */
async function villagePath({ tx, today }: Work, ofFiler: string, code: string): Promise<string> {
  const place = await unitPlace(tx, code)
  const isHere = place?.path.split('.', 1)[0] === ofFiler.split('.', 1)[0]
  if (place === undefined || !isHere || place.level !== 'village' || !isInOffice(place, today)) {
    throw refuse('filing-village', { pointer: '/villageCode' })
  }
  return place.path
}
