import type { Calendar } from '../calendar/index.ts'
import { dateOf, dayNumber, yearOf } from '../platform/values/days.ts'
import type { TermRule } from '../policy/index.ts'
import { type Counted, type Counting, count, type Skipped, type Span } from './counting/count.ts'
import type { TermKind } from './events.ts'
import type { DayUnit, TermState } from './vocabulary.ts'
import { refuse } from './vocabulary.ts'

export interface Excluded extends Span {
  reason: string
}

/** A term as it is when it begins. All days are absolute: nothing has to be known later to read them. */
export interface NewTerm {
  rule: string
  clauseId: string
  days: number
  dayUnit: DayUnit
  rollsOver: boolean
  localDefault: boolean
  localRuleId: string | null
  startedOn: string
  baseDueOn: string
  extendedDays: number
  excluded: Excluded[]
  dueOn: string
  rolledFrom: string | null
  skipped: Skipped[]
  provisional: boolean
  calendarEdition: number
}

/** A term as it is shown. */
export interface BegunTerm extends NewTerm {
  metOn: string | null
}

/** A term on record. */
export interface StoredTerm extends BegunTerm {
  id: string
  subjectKind: TermKind
  subjectId: string
  unitCode: string
}

/** What counting again changes of a term. */
export type Recount = Counted & { calendarEdition: number }

export type Change = Recount & Pick<NewTerm, 'extendedDays' | 'excluded'>

/** A term by its rule, or with days of its own, where the rule leaves them to whoever sets the term. */
export function begin(
  calendar: Calendar,
  rule: TermRule,
  startedOn: string,
  days = rule.days,
  pointer?: string
): NewTerm {
  mustBeCovered(calendar, startedOn, pointer)
  const isOwn = days !== rule.days
  const { unit: dayUnit, rollsOver } = rule
  const plain = { startedOn, days, dayUnit, rollsOver, extendedDays: 0, excluded: [] }
  return {
    rule: rule.rule,
    clauseId: rule.clause.id,
    localDefault: rule.localDefault && !isOwn,
    localRuleId: isOwn ? null : (rule.localRule?.id ?? null),
    ...plain,
    ...recount(calendar, plain)
  }
}

type Countable = Pick<NewTerm, 'startedOn' | 'days' | 'dayUnit' | 'rollsOver' | 'extendedDays' | 'excluded'>

/** A term counted by a calendar, whatever it was counted by before. */
export function recount(calendar: Calendar, term: Countable): Recount {
  return { ...count(calendar, counting(term)), calendarEdition: calendar.edition }
}

/** What of a term is counted. */
function counting({ startedOn, days, dayUnit, rollsOver, extendedDays, excluded }: Countable): Counting {
  return { startedOn, days, unit: dayUnit, rollsOver, extendDays: extendedDays, excluded }
}

/** Extends a term, once. `limit` is the rule that says by how many days; null where there is none. */
export function extend<T extends NewTerm & { metOn?: string | null }>(
  calendar: Calendar,
  term: T,
  days: number,
  { clause }: Pick<TermRule, 'clause'>,
  limit: TermRule | null,
  pointer?: string
): Change {
  mustRun(term)
  if (limit === null) throw refuse('extension-unknown', { pointer, clause: plain(clause) })
  if (term.extendedDays > 0) throw refuse('extension-twice', { clause: plain(limit.clause) })
  if (days > limit.days) {
    const particulars = { pointer, clause: plain(limit.clause), values: { most: limit.days } }
    throw refuse('extension-too-long', particulars)
  }
  return changed(calendar, term, { extendedDays: days, excluded: term.excluded })
}

/**
 * Leaves days out, which lie within the term and overlap with none that are left out already. Each stretch
 * makes room for the next one behind it: in all they may be as many as the days of the term itself.
 */
export function exclude<T extends NewTerm & { metOn?: string | null }>(
  calendar: Calendar,
  term: T,
  days: Excluded,
  pointers = { from: '/from', to: '/to' }
): Change {
  const { from, to } = days
  mustRun(term)
  if (from > to) throw refuse('exclusion-backwards', { pointer: pointers.to })
  const { startedOn, dueOn } = term
  const outside = [from, to].map((day) => day <= startedOn || day > dueOn)
  if (outside.includes(true)) {
    const pointer = outside[0] ? pointers.from : pointers.to
    throw refuse('exclusion-outside-term', { pointer, values: { startedOn, dueOn } })
  }
  if (term.excluded.some((one) => one.from <= to && from <= one.to)) {
    throw refuse('exclusion-overlaps', { pointer: pointers.from })
  }
  const excluded = [...term.excluded, days].toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const most = term.days + term.extendedDays
  if (excludedDays({ ...term, excluded }) > most) {
    throw refuse('exclusion-too-long', { pointer: pointers.to, values: { most } })
  }
  return changed(calendar, term, { extendedDays: term.extendedDays, excluded })
}

function changed(
  calendar: Calendar,
  term: NewTerm,
  change: Pick<NewTerm, 'extendedDays' | 'excluded'>
): Change {
  return { ...change, ...recount(calendar, { ...term, ...change }) }
}

function mustRun({ metOn }: { metOn?: string | null }): void {
  if (metOn != null) throw refuse('term-met')
}

function mustBeCovered({ first, last }: Calendar, startedOn: string, pointer?: string): void {
  const year = yearOf(startedOn)
  if (year < first || year > last)
    throw refuse('start-outside-calendar', { pointer, values: { first, last } })
}

function plain({ id, text }: { id: string; text: string }) {
  return { id, text }
}

/** The state of a term on a day. It is never stored, because it changes at midnight without a write. */
export function stateOf({ metOn, dueOn }: Pick<StoredTerm, 'metOn' | 'dueOn'>, today: string): TermState {
  if ((metOn ?? today) > dueOn) return 'missed'
  return metOn === null ? 'running' : 'met'
}

/** The earliest day on which something is due; null when all is done. */
export function nextDue(terms: readonly Pick<StoredTerm, 'metOn' | 'dueOn'>[]): string | null {
  const open = terms.filter(({ metOn }) => metOn === null).map(({ dueOn }) => dueOn)
  return open.toSorted()[0] ?? null
}

/** How many days within a term are left out. */
export function excludedDays({ excluded, startedOn, dueOn }: Omit<NewTerm, 'rule'>): number {
  const [first, last] = [dateOf(dayNumber(startedOn) + 1), dueOn]
  const lengths = excluded.map(({ from, to }) => {
    const [a, b] = [from > first ? from : first, to < last ? to : last]
    return Math.max(0, dayNumber(b) - dayNumber(a) + 1)
  })
  return lengths.reduce((sum, one) => sum + one, 0)
}

/** The changed year that made a term be counted again: of those it touches, the one changed last. */
export function causeOf(calendar: Calendar, { startedOn, dueOn }: Pick<NewTerm, 'startedOn' | 'dueOn'>) {
  const touched = [...calendar.years].filter(([year]) => yearOf(startedOn) <= year && year <= yearOf(dueOn))
  const [latest] = touched.toSorted(([, a], [, b]) => b.edition - a.edition)
  return { year: latest?.[0] ?? null, source: latest?.[1].source ?? null }
}
