import { type Calendar, calendarOf } from '../../calendar/index.ts'
import { present } from '../../platform/database/present.ts'
import { type Handlers, type Progress, startOperation } from '../../platform/operations/index.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { Work } from '../../platform/work/work.ts'
import type { TermKind } from '../events.ts'
import * as rules from '../rules.ts'
import type { Subjects } from '../subjects.ts'
import * as stale from './stale.ts'

export const RECOMPUTE = 'terms.recompute'
export const BATCH = 1000

/** Queues the counting again of the running terms that touch a changed year. */
export function startRecompute(work: Work, jobs: Jobs, changed: { year: number; edition: number }) {
  return startOperation(work, jobs, { kind: RECOMPUTE, input: changed, isStatutory: true })
}

export function handlersFor(subjects: Subjects): Handlers {
  return {
    [RECOMPUTE]: (work: Work, input: { year: number }, progress: Progress) =>
      recomputeYear(work, subjects, input.year, progress)
  }
}

/** All running terms that touch a year and were counted before it changed. What is met is history. */
async function recomputeYear(work: Work, subjects: Subjects, year: number, progress: Progress) {
  const calendar = await calendarOf(work.tx)
  const changed = stale.years(calendar, year)
  const total = await stale.count(work.tx, changed)
  const phase = 'computing-terms'
  await progress(0, total, phase)
  let [done, moved, last] = [0, 0, stale.FIRST]
  for (;;) {
    const ids = await stale.find(work.tx, changed, last, BATCH)
    if (ids.length === 0) break
    moved += await recompute(work, subjects, calendar, ids)
    done += ids.length
    last = present(ids.at(-1))
    await progress(done, Math.max(total, done), phase)
  }
  return { year, edition: calendar.edition, terms: done, moved }
}

/**
 * Counts these terms again by the calendar at hand, records those whose due date moved, and tells the rooms
 * of all of them: a term that ends as before names another edition, at least. Gives how many moved.
 */
export async function recompute(
  work: Work,
  subjects: Subjects,
  calendar: Calendar,
  ids: readonly string[]
): Promise<number> {
  const { tx } = work
  // Looked at once without a lock, only to know which records have to be locked before their terms.
  const likely = await stale.read(tx, ids)
  for (const [kind, records] of recordsOf(likely)) await subjects[kind]?.lock?.(work, records)
  const terms = await stale.lock(tx, ids, calendar.edition)
  const counted = terms.map((term) => ({ term, ...rules.recount(calendar, term) }))
  await stale.update(
    tx,
    counted.map(({ term: { id }, ...change }) => ({ id, ...change }))
  )
  const moved = counted.filter(({ term, dueOn }) => term.dueOn !== dueOn)
  for (const { term, dueOn } of moved) {
    const { subjectKind, subjectId: id, unitCode, rule, dueOn: from } = term
    const cause = rules.causeOf(calendar, { ...term, dueOn: from > dueOn ? from : dueOn })
    work.record(`${subjectKind}.term-moved`, { id, unitCode }, { rule, from, to: dueOn, ...cause })
  }
  for (const [kind, records] of recordsOf(terms)) await subjects[kind]?.recounted(work, records)
  return moved.length
}

/** The records of terms, by kind, each once and in the order of their ids. */
function recordsOf(terms: readonly rules.StoredTerm[]): [kind: TermKind, ids: string[]][] {
  const byKind = Map.groupBy(terms, ({ subjectKind }) => subjectKind)
  return [...byKind].map(([kind, list]) => [
    kind,
    [...new Set(list.map(({ subjectId }) => subjectId))].sort()
  ])
}
