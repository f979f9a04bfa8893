import { sql } from 'kysely'
import type { RoomFigure } from '../platform/observability/figures.ts'
import { addDays } from '../platform/values/days.ts'

// What the metrics port shows of terms. Each count reads through a partial index of terms that are not met.

/** "Due soon": from today to so many days later. */
const SOON_DAYS = 7
/** Counting stops here: beyond it the exact number makes no difference to a reader. */
const MOST = 10_000

export const figures: readonly RoomFigure[] = [
  {
    name: 'terms_due_soon',
    help: `Running terms that are due within ${SOON_DAYS} days`,
    count: (today) => sql`
      select count(*)::int from term where met_on is null and missed_at is null
        and due_on between ${today}::date and ${addDays(today, SOON_DAYS)}::date`
  },
  {
    name: 'terms_past_due_unmarked',
    help: 'Terms past their day, not yet marked as missed',
    count: (today) => sql`
      select count(*)::int from term where met_on is null and missed_at is null and due_on < ${today}::date`
  },
  {
    name: 'terms_missed',
    help: `Terms marked as missed and not met since, ${MOST} at most`,
    count: () => sql`
      select count(*)::int from (select from term where met_on is null and missed_at is not null
        limit ${sql.lit(MOST)}) as missed`
  }
]
