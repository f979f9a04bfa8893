import { v7 as uuid } from 'uuid'
import { type Citables, causesOf, cite, uncite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import { insertTermForAll, meetTermsForAll, timetable } from '../terms/index.ts'
import { keepTreeStill, type Place, unitPlace } from '../units/index.ts'
import * as addressees from './answers/addressees.ts'
import * as answers from './answers/store.ts'
import * as rules from './rules.ts'
import type { Addressees, NewNotice, NoticeChange } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const KIND = 'notice'

/** A notice with those of its causes that are visible to the actor; undefined if the notice is not. */
export async function readNotice(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  id: string,
  today: string
): Promise<store.Versioned | undefined> {
  const notice = await store.find(db, actor, id, today)
  if (notice === undefined) return undefined
  return { ...notice, causes: (await causesOf(db, citables, actor, [id])).get(id) ?? [] }
}

export async function draftNotice(
  work: Work,
  citables: Citables,
  wanted: NewNotice
): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const { causes, ...notice } = wanted
  const { unitCode, answerBy = null } = notice
  await placeOf(tx, actor, KIND, unitCode, '/unitCode')
  rules.answerIn(answerBy, today, '/answerBy')
  const { path } = (await unitPlace(tx, unitCode)) as Place
  await mustStandBelow(work, { code: unitCode, path }, notice.addressees)
  const id = uuid({ msecs: now.getTime() })
  await store.insert(tx, { ...notice, id, path, createdAt: now.toISOString(), createdBy: actor.sub })
  await cite(work, citables, { kind: KIND, id }, causes)
  work.record('notice.drafted', { id, unitCode, path })
  return reread(work, citables, id)
}

export async function changeNotice(
  work: Work,
  citables: Citables,
  id: string,
  wanted: NoticeChange
): Promise<store.Versioned> {
  const notice = await lock(work, id)
  const { causes, ...change } = rules.change(notice, wanted, work.today)
  if (change.addressees !== undefined) await mustStandBelow(work, unitOf(notice), change.addressees)
  await store.update(work.tx, id, change)
  if (causes !== undefined) {
    await uncite(work.tx, { kind: KIND, id })
    await cite(work, citables, { kind: KIND, id }, causes)
  }
  work.record('notice.changed', notice, { fields: Object.keys(wanted).toSorted() })
  return reread(work, citables, id)
}

/** Issues a notice: it gets its number, and for each addressed unit the term for the answer begins. */
export async function issueNotice(work: Work, citables: Citables, id: string): Promise<store.Versioned> {
  const { tx, today } = work
  // First of all locks: moving a unit holds the tree and waits for the records of that unit.
  await keepTreeStill(work)
  const notice = await lock(work, id)
  const issued = rules.issue(notice, work)
  const days = rules.answerIn(notice.answerBy, today)
  // The tree may have moved since the draft.
  await mustStandBelow(work, unitOf(notice), notice.addressees)
  // One term for all, by the rules of the unit that issues: a notice names one day.
  const term = (await timetable(tx, notice.unitCode)).begin(rules.TERM, today, { days })
  const units = await unitsOf(work, notice.addressees)
  const addressed = await addressees.address(tx, notice, units, term.dueOn, today)
  if (addressed.length === 0) throw refuse('addressees-none')
  await insertTermForAll(tx, term, answers.KIND, addressed)
  const number = await store.nextNumberOf(tx, notice.unitCode, Number(today.slice(0, 4)))
  const addresseeCount = addressed.length
  await store.update(tx, id, { ...issued, addresseeCount }, number)
  work.record('notice.issued', notice, { ...number, addresseeCount, dueOn: term.dueOn })
  return reread(work, citables, id)
}

export async function closeNotice(work: Work, citables: Citables, id: string): Promise<store.Versioned> {
  const notice = await lock(work, id)
  const { open, awaited } = await answers.open(work.tx, id)
  await store.update(work.tx, id, rules.close(notice, open, work))
  if (awaited.length > 0) await meetTermsForAll(work.tx, answers.KIND, awaited, work.today)
  work.record('notice.closed', notice, { number: notice.number })
  return reread(work, citables, id)
}

/** Withdraws a notice. The open terms end: no unit has to answer any more. */
export async function withdrawNotice(
  work: Work,
  citables: Citables,
  id: string,
  reason: string
): Promise<store.Versioned> {
  const { tx, today } = work
  const notice = await lock(work, id)
  await store.update(tx, id, rules.withdraw(notice, reason, work))
  const { awaited } = await answers.open(tx, id)
  if (awaited.length > 0) await meetTermsForAll(tx, answers.KIND, awaited, today)
  work.record('notice.withdrawn', notice, { number: notice.number, from: notice.state })
  return reread(work, citables, id)
}

/** Locks a notice that the actor may issue and close. */
async function lock(work: Work, id: string): Promise<store.Standing> {
  const notice = await store.lock(work.tx, work.actor, id)
  if (notice === undefined) throw refuse('notice-not-found')
  rules.mustBeIssuer(notice)
  work.match(notice.version)
  return notice
}

async function mustStandBelow(work: Work, issuer: { code: string; path: string }, wanted: Addressees) {
  const codes = rules.namedIn(wanted).map(({ code }) => code)
  rules.address(issuer, wanted, await addressees.unitsOf(work.tx, codes, work.today), work.actor)
}

function unitsOf({ tx, actor }: Work, wanted: Addressees) {
  return 'withinCode' in wanted ? placeOf(tx, actor, KIND, wanted.withinCode) : wanted.unitCodes
}

function unitOf({ unitCode: code, path }: store.Standing) {
  return { code, path }
}

async function reread({ tx, actor, today }: Work, citables: Citables, id: string): Promise<store.Versioned> {
  return (await readNotice(tx, citables, actor, id, today)) as store.Versioned
}
