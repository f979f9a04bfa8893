import { causesBehind } from '../causes/index.ts'
import { localDate } from '../platform/values/days.ts'
import type { EventTypes } from '../platform/work/catalogue.ts'
import type { Reactions } from '../platform/work/events.ts'
import type { Taken } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import * as changes from './rectification/changes.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The migration with which findings, and so these reactions, came. */
const since = '0012_findings'

/** An answer to a notice also moves on the findings that are causes of the notice. */
export const reactions: Reactions = {
  'notice-answer.given': {
    since,
    react: (work, { at, data }) =>
      eachBehind(work, data, 'rectify', (finding) => {
        // The date of the answer counts, even if this reaction runs later.
        const on = localDate(new Date(at))
        const report = { text: '见对通报的答复。', evidence: [], rectifiedOn: on, reportedOn: on }
        return changes.rectify(work, finding, { ...report, noticeId: data.noticeId })
      })
  },
  'notice-answer.accepted': {
    since,
    react: (work, { data }) =>
      eachBehind(work, data, 'accept', (finding) => changes.accept(work, finding, data.noticeId))
  },
  'notice-answer.sent-back': {
    since,
    react: (work, { data }) =>
      eachBehind(work, data, 'send-back', (finding) =>
        changes.sendBack(work, finding, { reason: '对通报的答复被退回。', noticeId: data.noticeId })
      )
  }
}

type AnswerEvent = 'notice-answer.given' | 'notice-answer.accepted' | 'notice-answer.sent-back'

/** Takes a step with the causes of a notice that allow it: findings at the addressed unit and below it. */
async function eachBehind(
  work: Work,
  { noticeId, addressee }: Pick<EventTypes[AnswerEvent], 'noticeId' | 'addressee'>,
  step: rules.StepName,
  take: (finding: rules.Standing) => Promise<Taken>
): Promise<void> {
  const causes = await causesBehind(work.tx, 'notice', noticeId)
  const ids = causes.filter(({ kind }) => kind === 'finding').map(({ id }) => id)
  for (const finding of await store.lockWithin(work.tx, ids, addressee)) {
    if (rules.notNow(step, finding) !== undefined) continue
    const { event } = await take(finding)
    work.recordEvent(event, finding)
  }
}
