import { sql } from 'kysely'
import { type DutyMeasures, endOf, inYear, measured, owing } from '../../platform/access/duty-measures.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import { isPublished } from '../website/store.ts'
import '../tables.ts'

/** Months of rosters that a county published on its website; without a roster nothing is known. */
const website: DutyMeasures['website'] = (asked) => {
  const { year, asOf } = asked
  return measured({
    unit: sql`unit.code`,
    done: sql`coalesce(due.published, 0)`,
    of: sql`coalesce(due.months, 0)`,
    isKnown: sql`due.months is not null`,
    dueOn: sql`due.next_on`,
    source: sql`from unit
      left join (
        select coalesce(payer.acting_code, payer.code) as unit_code, count(*) as months,
          count(*) filter (where posted.is_there) as published,
          min(website_due.due_on) filter (where not posted.is_there) as next_on
        from website_due join unit as payer on payer.code = website_due.unit_code
        cross join lateral (select exists (
          select from disclosure as posted
          where ${isPublished} and posted.posted_on <= ${asOf}::date
            and coalesce(posted.withdrawn_on, 'infinity') > ${asOf}::date) as is_there) as posted
        where website_due.stood_on <= ${asOf}::date and ${inYear('website_due.period', year)}
        group by 1
      ) as due on due.unit_code = unit.code
      where ${owing(asked)}`
  })
}

const board: DutyMeasures['board'] = (asked) => {
  const { tree, asOf } = asked
  return measured({
    unit: sql`unit.code`,
    done: sql`case when hung.unit_code is null then 0 else 1 end`,
    of: sql`1`,
    source: sql`from unit left join (
        select distinct board.unit_code from notice_board as board
        where ${inSubtree(tree, { table: 'board', unit: 'unit_code' })} and board.since <= ${asOf}::date
          and board.entered_at < ${endOf(asOf)} and coalesce(board.until, 'infinity') > ${asOf}::date
      ) as hung on hung.unit_code = unit.code
      where ${owing(asked)}`
  })
}

/** Notices of applications under review that stayed up for their days, of those whose days have ended. */
const reviewNotice: DutyMeasures['review-notice'] = ({ tree, year, asOf }) =>
  measured({
    unit: sql`board.unit_code`,
    done: sql`count(*) filter (
      where coalesce(least(notice.removed_on, notice.withdrawn_on), 'infinity') > notice.ends_on)`,
    of: sql`count(*)`,
    source: sql`from disclosure as notice join notice_board as board on board.id = notice.board_id
      where notice.content = 'review' and ${inSubtree(tree, { table: 'board', unit: 'unit_code' })}
        and ${inYear('notice.posted_on', year)} and notice.entered_at < ${endOf(asOf)}
        and least(notice.ends_on, notice.removed_on, notice.withdrawn_on) <= ${asOf}::date
      group by board.unit_code`
  })

export const duties: DutyMeasures = { website, board, 'review-notice': reviewNotice }
