import { type RawBuilder, sql } from 'kysely'
import { answering, answers, type FactSource, fact, isAsked, measures, monthOf } from './fact.ts'

/** Whether nobody has decided yet what follows for the unit that has ended: one decision is enough. */
function isUndecided(name: string, key: RawBuilder<string>): RawBuilder<boolean> {
  return sql<boolean>`(owing.acting_code is null or not exists (
    select from proposal as decided
    where decided.target_code = owing.code and decided.fact = ${name} and decided.key = ${key}
      and decided.state in ('accepted', 'dismissed')))`
}

/** Notices that a unit has not answered in time, each by itself. */
export const noticeUnanswered: FactSource = (asked) => {
  const { today } = asked
  const key = sql<string>`notice.id::text`
  return sql`
    select ${answering} as target_code, ${key} as key,
      ${monthOf(sql`addressee.due_on`)} as period,
      ${measures({ days: sql`${today}::date - addressee.due_on` })},
      jsonb_build_array(${fact('notice', sql`notice.id`, { dueOn: sql`addressee.due_on` })}) as facts,
      null as gap
    from notice_addressee as addressee join notice on notice.id = addressee.notice_id
    ${answers('addressee.unit_code')}
    where notice.state = 'issued' and addressee.state = 'awaited' and addressee.due_on < ${today}::date
      and ${isAsked(asked, 'addressee.unit_code')} and ${isUndecided('notice-unanswered', key)}`
}

/** Commitments of an interview that were not kept by their day. */
export const commitmentMissed: FactSource = (asked) => {
  const { today } = asked
  const key = sql<string>`(interview.id || ' ' || promised.n)`
  return sql`
    select ${answering} as target_code, ${key} as key,
      ${monthOf(sql`promised.due_on`)} as period,
      ${measures({ days: sql`${today}::date - promised.due_on` })},
      jsonb_build_array(${fact('interview', sql`interview.id`, { dueOn: sql`promised.due_on` })}) as facts,
      null as gap
    from interview_commitment as promised join interview on interview.id = promised.interview_id
    ${answers('interview.target_code')}
    where interview.state = 'held' and promised.fulfilled_on is null and promised.due_on < ${today}::date
      and ${isAsked(asked, 'interview.target_code')} and ${isUndecided('commitment-missed', key)}`
}
