import { updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import * as notices from '../rules.ts'
import * as noticeStore from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { AnswerReturn, NewAnswer } from './schema.ts'
import * as store from './store.ts'

const missing = () => refuse('notice-answer-not-found')

/** An addressed unit answers; for a unit that has ended, the unit that acts for it answers. */
export function giveAnswer(work: Work, noticeId: string, wanted: NewAnswer) {
  const { tx, actor, today } = work
  const { unitCode = actor.unitCode, text } = wanted
  const kind = answerSteps(unitCode, () => rules.notAddressed(unitCode))
  return takeStep(kind, work, noticeId, 'give', async (one) => {
    const ended = await meetTerms(tx, store.KIND, one.id, [notices.TERM], today)
    const terms = ended.map(({ rule, dueOn }) => ({ rule, dueOn, metOn: today, isMet: today <= dueOn }))
    await updateRecord(work, 'notice_addressee', one.id, rules.give(text, work))
    return { event: newEvent('notice-answer.given', { ...(await recounted(work, one)), terms }) }
  })
}

export function acceptAnswer(work: Work, noticeId: string, unitCode: string) {
  return takeStep(answerSteps(unitCode, missing), work, noticeId, 'accept', async (one) => {
    await updateRecord(work, 'notice_addressee', one.id, rules.accept(work))
    return { event: newEvent('notice-answer.accepted', await recounted(work, one)) }
  })
}

/** Sends an answer back as insufficient; a new term begins. */
export function sendBackAnswer(work: Work, noticeId: string, unitCode: string, wanted: AnswerReturn) {
  const { tx, today } = work
  const { reason, answerBy = null } = wanted
  return takeStep(answerSteps(unitCode, missing), work, noticeId, 'send-back', async (one) => {
    const { earlier, ...change } = rules.sendBack(one, reason, work)
    const days = notices.answerIn(answerBy, today, '/answerBy')
    const term = (await timetable(tx, one.issuer)).begin(notices.TERM, today, { days })
    await insertTerms(tx, [term], { kind: store.KIND, id: one.id, unitCode })
    const kept = { earlier: JSON.stringify(earlier) as never, dueOn: term.dueOn }
    await updateRecord(work, 'notice_addressee', one.id, { ...change, ...kept })
    return { event: newEvent('notice-answer.sent-back', await recounted(work, one)) }
  })
}

/**
 * The steps of one unit's answer. The notice is locked first, as everywhere, because it counts its answers.
 * An addressed unit gets 404 for the answer of another unit, because that is hidden from it.
 */
function answerSteps(
  addressee: string,
  missing: () => ReturnType<typeof refuse>
): StepKind<store.Standing, rules.StepName, store.Shown> {
  return {
    ...rules,
    missing,
    async lock({ tx, actor }, noticeId) {
      const notice = await noticeStore.lock(tx, actor, noticeId)
      if (notice === undefined) throw refuse('notice-not-found')
      return store.lock(tx, actor, noticeId, addressee)
    },
    read: ({ tx, actor, today }, noticeId) => store.find(tx, actor, noticeId, addressee, today)
  }
}

/** Counts the answers of the notice again. Returns the details that each event of an answer contains. */
async function recounted({ tx }: Work, { noticeId, addressee }: store.Standing) {
  await noticeStore.recount(tx, noticeId)
  return { noticeId, addressee }
}
