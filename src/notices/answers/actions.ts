import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import * as notices from '../rules.ts'
import * as noticeStore from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { AnswerReturn, NewAnswer } from './schema.ts'
import * as store from './store.ts'

/** An addressed unit answers; for a unit that has ended, the unit that acts for it answers. */
export async function giveAnswer(work: Work, noticeId: string, wanted: NewAnswer): Promise<store.Versioned> {
  const { actor } = work
  const { unitCode = actor.unitCode, text } = wanted
  const notice = await lock(work, noticeId)
  const unit = await unitPlace(work.tx, unitCode)
  rules.mustBeOwn(unitCode, unit?.actingCode ?? unitCode, actor)
  const one = await store.lock(work.tx, actor, noticeId, unitCode)
  if (one === undefined)
    throw refuse('notice-not-yours', { values: { unit: unitCode }, clause: notices.CLAUSE })
  work.match(one.version)
  return write(work, { notice, one, unitCode }, 'given', rules.give(one, text, work))
}

export async function acceptAnswer(work: Work, noticeId: string, unitCode: string): Promise<store.Versioned> {
  const judged = await judge(work, noticeId, unitCode)
  return write(work, judged, 'accepted', rules.accept(judged.one, work))
}

/** Sends an answer back as insufficient; a new term begins. */
export async function sendBackAnswer(
  work: Work,
  noticeId: string,
  unitCode: string,
  { reason, answerBy }: AnswerReturn
): Promise<store.Versioned> {
  const { tx, today } = work
  const judged = await judge(work, noticeId, unitCode)
  const { one, notice } = judged
  const change = rules.sendBack(one, reason, work)
  const days = notices.answerIn(answerBy ?? null, today, '/answerBy')
  const term = (await timetable(tx, notice.unitCode)).begin(notices.TERM, today, { days })
  await insertTerms(tx, [term], { kind: store.KIND, id: one.id, unitCode })
  return write(work, judged, 'sent-back', { ...change, dueOn: term.dueOn })
}

interface Judged {
  notice: noticeStore.Standing
  one: store.Standing
  unitCode: string
}

/**
 * Locks an answer for a decision by the keepers of the notice, or by the unit that supervises the addressed
 * unit now. An answer of another unit stays hidden from an addressed unit: it gets 404.
 */
async function judge(work: Work, noticeId: string, unitCode: string): Promise<Judged> {
  const notice = await lock(work, noticeId)
  const one = await store.lock(work.tx, work.actor, noticeId, unitCode)
  if (one === undefined) throw refuse('notice-answer-not-found')
  if (!one.isSupervisor) notices.mustBeIssuer(notice)
  work.match(one.version)
  return { notice, one, unitCode }
}

/** Locks the notice first, as everywhere: it counts its answers. */
async function lock({ tx, actor }: Work, id: string): Promise<noticeStore.Standing> {
  const notice = await noticeStore.lock(tx, actor, id)
  if (notice === undefined) throw refuse('notice-not-found')
  return notice
}

async function write(
  work: Work,
  { notice, one, unitCode }: Judged,
  step: 'given' | 'accepted' | 'sent-back',
  change: store.Change
): Promise<store.Versioned> {
  const { tx, actor, today } = work
  const ended = step === 'given' ? await meetTerms(tx, store.KIND, one.id, [notices.TERM], today) : []
  await store.update(tx, one.id, change)
  await noticeStore.update(tx, notice.id)
  const terms = ended.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: today, isMet: today <= dueOn }))
  const { unitCode: keeper, path } = notice
  const subject = { id: one.id, unitCode: keeper, path }
  const answer = { noticeId: notice.id, addressee: unitCode }
  if (step === 'given') work.record('notice-answer.given', subject, { ...answer, terms })
  else work.record(`notice-answer.${step}`, subject, answer)
  return (await store.find(tx, actor, notice.id, unitCode, today)) as store.Versioned
}
