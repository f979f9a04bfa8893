import { sql } from 'kysely'
import { causesBehind } from '../causes/index.ts'
import { localDate } from '../platform/values/days.ts'
import type { News, Reactions } from '../platform/work/events.ts'
import type { Work } from '../platform/work/work.ts'
import type { SubjectKind } from '../terms/index.ts'
import * as changes from './rectification/changes.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** What the answer to a notice does to the findings that the notice rests on. */
export const reactions: Reactions = {
  'notice-answer.given': (work, news) =>
    eachBehind(work, news, 'rectify', (finding, noticeId) => {
      // The target answered on that day, however late it comes to be noted here.
      const on = localDate(new Date(news.at))
      const said = { text: '见对通报的答复。', evidence: [], rectifiedOn: on, reportedOn: on }
      return changes.rectify(work, finding, { ...said, noticeId })
    }),
  'notice-answer.accepted': (work, news) =>
    eachBehind(work, news, 'accept', (finding, noticeId) => changes.accept(work, finding, noticeId)),
  'notice-answer.sent-back': (work, news) =>
    eachBehind(work, news, 'send-back', (finding, noticeId) =>
      changes.sendBack(work, finding, { reason: '对通报的答复被退回。', noticeId })
    )
}

/** Takes a step with the findings behind a notice that are at it, at the addressed unit and below. */
async function eachBehind(
  work: Work,
  { data }: News,
  step: rules.StepName,
  take: (finding: rules.Standing, noticeId: string) => Promise<void>
): Promise<void> {
  const { noticeId, addressee } = data as { noticeId: string; addressee: string }
  const causes = await causesBehind(work.tx, 'notice', noticeId)
  const ids = causes.filter(({ kind }) => kind === 'finding').map(({ id }) => id)
  for (const finding of await store.lockWithin(work.tx, ids, addressee)) {
    if (rules.canTake(step, finding)) await take(finding, noticeId)
  }
}

/** What a finding keeps of its terms: the end of the one that runs. */
export const findingTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from finding where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx }, ids) {
    await sql`
      update finding set version = version + 1, due_on = coalesce((
        select min(due_on) from term
        where subject_kind = 'finding' and subject_id = finding.id and met_on is null), 'infinity')
      where id = any(${ids}::uuid[])`.execute(tx)
  }
}
