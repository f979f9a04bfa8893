import { sql } from 'kysely'
import { type FactSource, fact, isAsked, measures, monthOf } from './fact.ts'

/** Notices that a unit has not answered in time, each by itself. */
export const noticeUnanswered: FactSource = (asked) => {
  const { today } = asked
  return sql`
    select addressee.unit_code as target_code, notice.id::text as key,
      ${monthOf(sql`addressee.due_on`)} as period,
      ${measures({ days: sql`${today}::date - addressee.due_on` })},
      jsonb_build_array(${fact('notice', sql`notice.id`, { dueOn: sql`addressee.due_on` })}) as facts,
      null as gap
    from notice_addressee as addressee join notice on notice.id = addressee.notice_id
    where notice.state = 'issued' and addressee.state = 'awaited' and addressee.due_on < ${today}::date
      and ${isAsked(asked, 'addressee.unit_code')}`
}

/** Commitments of an interview that were not kept by their day. */
export const commitmentMissed: FactSource = (asked) => {
  const { today } = asked
  return sql`
    select interview.target_code, interview.id || ' ' || promised.n as key,
      ${monthOf(sql`promised.due_on`)} as period,
      ${measures({ days: sql`${today}::date - promised.due_on` })},
      jsonb_build_array(${fact('interview', sql`interview.id`, { dueOn: sql`promised.due_on` })}) as facts,
      null as gap
    from interview_commitment as promised join interview on interview.id = promised.interview_id
    where interview.state = 'held' and promised.fulfilled_on is null and promised.due_on < ${today}::date
      and ${isAsked(asked, 'interview.target_code')}`
}
