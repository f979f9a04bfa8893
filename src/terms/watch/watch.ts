import { sql } from 'kysely'
import { calendarOf } from '../../calendar/index.ts'
import { service } from '../../platform/auth/actor.ts'
import { addDays } from '../../platform/values/days.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../../platform/work/work.ts'
import { lapsingTerms } from '../../policy/index.ts'
import type { TermKind } from '../events.ts'
import type { Subjects } from '../subjects.ts'
import { BATCH, recompute } from './recompute.ts'
import * as stale from './stale.ts'
import '../tables.ts'

const MINUTE = 60

export interface Watching {
  subjects: Subjects
  /** How many days before the due date a reminder is sent; 0: none is sent. */
  reminderDays: number
}

/**
 * Looks at all running terms: counts again what an earlier edition of the calendar was used for (a term that
 * began while the operation was under way), and tells once of each term that is missed or due soon. In small
 * transactions, so that several instances may look at once.
 */
export async function watchTerms(
  context: AppContext,
  { subjects, reminderDays }: Watching,
  alive: () => void = () => {}
) {
  const rounds = (batch: (work: Work) => Promise<Batch>) => inBatches(context, batch, alive)
  const recounted = await rounds((work) => recomputeStale(work, subjects))
  await rounds(clearMistakes)
  const missed = await rounds(tellMissed)
  const dueSoon = reminderDays === 0 ? 0 : await rounds((work) => tellDueSoon(work, reminderDays))
  return { recounted, missed, dueSoon }
}

/** Looks about once a minute until stopped. */
export function keepWatching(context: AppContext, watching: Watching, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, (alive) => watchTerms(context, watching, alive), onError)
}

/** What came of a batch: how many terms it had, and how many of them something was done about. */
interface Batch {
  size: number
  done: number
}

/** Batches, each in a transaction of its own, until one is not full. Gives how many were done. */
async function inBatches(
  context: AppContext,
  batch: (work: Work) => Promise<Batch>,
  alive: () => void
): Promise<number> {
  let total = 0
  for (;;) {
    const { size, done } = await work(context, { actor: service }, batch)
    total += done
    alive()
    if (size < BATCH) return total
  }
}

async function recomputeStale(work: Work, subjects: Subjects): Promise<Batch> {
  const calendar = await calendarOf(work.tx)
  const ids = await stale.find(work.tx, stale.years(calendar), stale.FIRST, BATCH)
  if (ids.length > 0) await recompute(work, subjects, calendar, ids)
  return { size: ids.length, done: ids.length }
}

interface Told {
  kind: TermKind
  id: string
  unitCode: string
  rule: string
  dueOn: string
}

async function tellMissed(work: Work): Promise<Batch> {
  const terms = await mark(work, 'missed_at', sql`due_on < ${work.today}::date`)
  return tell(work, 'term-missed', terms)
}

/**
 * Clears marks that a wrong clock has set: a term that still runs is not missed, and nobody was reminded in
 * time to come. Each cleared "missed" is on record, as the mark was.
 */
async function clearMistakes({ tx, now, today, record }: Work): Promise<Batch> {
  const { rows } = await sql<Told & { wasMissed: boolean }>`
    with found as (
      select id, missed_at is not null as was_missed from term
      where met_on is null and (missed_at is not null or reminded_at is not null) and due_on >= ${today}::date
        and (missed_at is not null or reminded_at > ${now.toISOString()}::timestamptz)
      order by due_on, id limit ${BATCH} for update skip locked
    )
    update term set missed_at = null,
      reminded_at = case when reminded_at > ${now.toISOString()}::timestamptz then null else reminded_at end
    from found where term.id = found.id
    returning subject_kind as kind, subject_id as id, unit_code as "unitCode", rule, due_on as "dueOn",
      was_missed as "wasMissed"`.execute(tx)
  for (const { kind, id, unitCode, rule, dueOn, wasMissed } of rows) {
    if (wasMissed && !lapsingTerms.includes(rule)) {
      record(`${kind}.term-mark-cleared`, { id, unitCode }, { rule, dueOn })
    }
  }
  return { size: rows.length, done: rows.length }
}

async function tellDueSoon(work: Work, days: number): Promise<Batch> {
  const { today } = work
  const soon = sql`due_on between ${today}::date and ${addDays(today, days)}::date`
  return tell(work, 'term-due-soon', await mark(work, 'reminded_at', soon))
}

/** Rights are left out: a unit that lets one lapse is not late. */
function tell({ record }: Work, event: 'term-missed' | 'term-due-soon', terms: readonly Told[]): Batch {
  const told = terms.filter(({ rule }) => !lapsingTerms.includes(rule))
  for (const { kind, id, unitCode, rule, dueOn } of told) {
    record(`${kind}.${event}`, { id, unitCode }, { rule, dueOn })
  }
  return { size: terms.length, done: told.length }
}

/** Marks terms as told of, those that nobody else has at hand; a batch at most. */
async function mark(
  { tx, now }: Work,
  column: 'missed_at' | 'reminded_at',
  isTime: ReturnType<typeof sql>
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with found as (
      select id from term
      where met_on is null and missed_at is null and ${sql.ref(column)} is null and ${isTime}
      order by due_on, id limit ${BATCH} for update skip locked
    )
    update term set ${sql.ref(column)} = ${now.toISOString()} from found where term.id = found.id
    returning subject_kind as kind, subject_id as id, unit_code as "unitCode", rule,
      due_on as "dueOn"`.execute(tx)
  return rows
}
