import { v7 as uuid } from 'uuid'
import { type Citables, causesOf, cite, uncite } from '../causes/index.ts'
import { placeOf } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { yearOf } from '../platform/values/days.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import { insertTermForAll, meetTermsForAll, timetable } from '../terms/index.ts'
import { keepTreeStill, unitPlace } from '../units/index.ts'
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
): Promise<store.Shown | undefined> {
  const notice = await store.find(db, actor, id, today)
  if (notice === undefined) return undefined
  return { ...notice, causes: (await causesOf(db, citables, actor, [id])).get(id) ?? [] }
}

export async function draftNotice(work: Work, citables: Citables, wanted: NewNotice): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const { causes, addressees: to, ...entered } = wanted
  const { unitCode, answerBy = null } = entered
  await placeOf(tx, actor, KIND, unitCode, '/unitCode')
  rules.answerIn(answerBy, today, '/answerBy')
  const { path } = present(await unitPlace(tx, unitCode))
  await mustStandBelow(work, { code: unitCode, path }, to)
  const id = uuid({ msecs: now.getTime() })
  const made = { createdAt: now.toISOString(), createdBy: actor.sub }
  await insertRecord(tx, KIND, { ...entered, ...addressees.addresseeColumns(to), ...made, id, path })
  await cite(work, citables, { kind: KIND, id }, causes)
  work.record('notice.drafted', { id, unitCode, path })
  return reread(work, citables, id)
}

export function changeNotice(work: Work, citables: Citables, id: string, wanted: NoticeChange) {
  return takeStep(noticeSteps(citables), work, id, 'change', async (notice) => {
    const { causes, addressees: to, ...change } = wanted
    rules.answerIn(wanted.answerBy ?? null, work.today, '/answerBy')
    if (to !== undefined) await mustStandBelow(work, unitOf(notice), to)
    await updateRecord(work, KIND, id, { ...change, ...(to && addressees.addresseeColumns(to)) })
    if (causes !== undefined) {
      await uncite(work.tx, { kind: KIND, id })
      await cite(work, citables, { kind: KIND, id }, causes)
    }
    return { event: newEvent('notice.changed', { fields: Object.keys(wanted).toSorted() }) }
  })
}

/** Issues a notice: it gets its number, and for each addressed unit the term for the answer begins. */
export async function issueNotice(work: Work, citables: Citables, id: string) {
  // This lock comes before all others, because moving a unit locks the tree and waits for the records of the
  // unit.
  await keepTreeStill(work)
  return takeStep(noticeSteps(citables), work, id, 'issue', async (notice) => {
    const { tx, today } = work
    const days = rules.answerIn(notice.answerBy, today)
    // The tree may have moved since the draft.
    await mustStandBelow(work, unitOf(notice), notice.addressees)
    // One term for all, by the rules of the issuing unit, because a notice names one day.
    const term = (await timetable(tx, notice.unitCode)).begin(rules.TERM, today, { days })
    const units = await unitsOf(work, notice.addressees)
    const addressed = await addressees.address(work, notice, units, term.dueOn)
    if (addressed.length === 0) throw refuse('addressees-none')
    await insertTermForAll(tx, term, answers.KIND, addressed)
    const number = await store.nextNumberOf(tx, notice.unitCode, yearOf(today))
    const addresseeCount = addressed.length
    await updateRecord(work, KIND, id, { ...rules.issue(work), addresseeCount, number })
    return { event: newEvent('notice.issued', { number, addresseeCount, dueOn: term.dueOn }) }
  })
}

export function closeNotice(work: Work, citables: Citables, id: string) {
  return takeStep(noticeSteps(citables), work, id, 'close', async ({ number, awaited }) => {
    await updateRecord(work, KIND, id, rules.close(work))
    await endTerms(work, awaited)
    return { event: newEvent('notice.closed', { number }) }
  })
}

/** Withdraws a notice. The open terms end: no unit has to answer any more. */
export function withdrawNotice(work: Work, citables: Citables, id: string, reason: string) {
  return takeStep(noticeSteps(citables), work, id, 'withdraw', async ({ number, state: from, awaited }) => {
    await updateRecord(work, KIND, id, rules.withdraw(reason, work))
    await endTerms(work, awaited)
    return { event: newEvent('notice.withdrawn', { number, from }) }
  })
}

type Locked = store.Locked & rules.Standing & { awaited: readonly string[] }

function noticeSteps(citables: Citables): StepKind<Locked, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing: () => refuse('notice-not-found'),
    async lock({ tx, actor }, id) {
      const notice = await store.lock(tx, actor, id)
      // The answers are read after the notice is locked, because each of them locks the notice first.
      return notice && { ...notice, ...(await answers.open(tx, id)), isAwaited: false }
    },
    read: (work, id) => reread(work, citables, id)
  }
}

async function endTerms({ tx, today }: Work, awaited: readonly string[]): Promise<void> {
  if (awaited.length > 0) await meetTermsForAll(tx, answers.KIND, [...awaited], today)
}

async function mustStandBelow(work: Work, issuer: { code: string; path: string }, wanted: Addressees) {
  const codes = rules.namedIn(wanted).map(({ code }) => code)
  rules.address(issuer, wanted, await addressees.unitsOf(work.tx, codes, work.today), work.actor)
}

function unitsOf({ tx, actor }: Work, wanted: Addressees) {
  return 'withinCode' in wanted ? placeOf(tx, actor, KIND, wanted.withinCode) : wanted.unitCodes
}

function unitOf({ unitCode: code, path }: store.Locked) {
  return { code, path }
}

async function reread({ tx, actor, today }: Work, citables: Citables, id: string): Promise<store.Shown> {
  return present(await readNotice(tx, citables, actor, id, today))
}
