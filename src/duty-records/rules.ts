import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Assignment, Figures } from './tables.ts'
import { type Kind, type Review, refuse, type State, type Topic } from './vocabulary.ts'

/** The steps of a duty record. The unit keeps it; a unit above reviews it. */
export const steps = {
  change: {
    from: ['filed'],
    by: 'unit',
    reviews: ['open', 'confirmed', 'returned'],
    permission: 'duties:file'
  },
  withdraw: {
    from: ['filed'],
    to: 'withdrawn',
    by: 'unit',
    reviews: ['open', 'confirmed', 'returned'],
    permission: 'duties:file'
  },
  confirm: { from: ['filed'], by: 'above', reviews: ['open', 'returned'], permission: 'duties:review' },
  return: { from: ['filed'], by: 'above', reviews: ['open', 'confirmed'], permission: 'duties:review' }
} as const satisfies Record<string, Step<State> & { by: 'unit' | 'above'; reviews: readonly Review[] }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a record that is on file. */
export interface Standing {
  kind: Kind
  state: State
  review: Review
  year: number
  unitCode: string
  path: string
  /** Who files for the unit now: the unit itself until it ends. */
  acting: string
}

export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (steps[name].by === 'unit') {
    return unitCode === one.acting
      ? undefined
      : refuse('duty-record-of-others', { values: { unit: one.acting } })
  }
  const above = one.path.split('.').filter((code) => code !== one.unitCode && code !== one.acting)
  return above.includes(unitCode)
    ? undefined
    : refuse('duty-record-review-above', { values: { unit: one.acting } })
}

export function notNow(name: StepName, one: Standing): Refusal | undefined {
  const { from, reviews }: { from: readonly State[]; reviews: readonly Review[] } = steps[name]
  if (from.includes(one.state) && reviews.includes(one.review)) return undefined
  return refuse('duty-record-step', { values: { state: one.state, review: one.review, step: name } })
}

/** What a record says, as it will stand. */
export interface Content {
  kind: Kind
  year: number
  issuedOn: string | null
  from: string | null
  to: string | null
  validYears: { from: number; to: number } | null
  localRuleId: string | null
  topics: readonly Topic[]
  figures: Figures
  assignments: readonly Assignment[]
}

const MOST_YEARS = 10
/** Kinds that are one document, and may hold for several years. */
const documents: readonly Kind[] = ['scheme', 'rules']

/** Refuses a record that cannot be right. */
export function check(one: Content, today: string): void {
  checkFields(one)
  checkYears(one)
  checkDays(one, today)
  const { people, staffOnRegister, distinctPeople } = one.figures
  if (one.kind === 'training' && staffOnRegister !== undefined) {
    for (const [name, number] of [
      ['people', people],
      ['distinctPeople', distinctPeople]
    ] as const) {
      if (number === undefined || number <= staffOnRegister) continue
      const values = { people: number, staff: staffOnRegister }
      throw refuse('more-people-than-staff', { pointer: `/figures/${name}`, values })
    }
  }
}

/** A field belongs to some kinds only; and two kinds say nothing without theirs. */
function checkFields({ kind, from, to, localRuleId, topics, assignments }: Content): void {
  const strange = {
    from: from !== null && !hasPeriod(kind),
    to: to !== null && !hasPeriod(kind),
    localRuleId: localRuleId !== null && kind !== 'rules',
    topics: topics.length > 0 && kind !== 'publicity',
    assignments: assignments.length > 0 && kind !== 'responsibility'
  }
  const [field] = Object.entries(strange).find(([, isStrange]) => isStrange) ?? []
  if (field !== undefined) {
    throw refuse('duty-field-of-other-kind', { pointer: `/${field}`, values: { kind } })
  }
  if (kind === 'publicity' && topics.length === 0) throw refuse('duty-topics-missing', { pointer: '/topics' })
  if (kind !== 'responsibility') return
  if (assignments.length === 0) throw refuse('duty-assignments-missing', { pointer: '/assignments' })
  const areas = assignments.map(({ area }) => area)
  const twice = areas.findIndex((area, n) => areas.indexOf(area) !== n)
  if (twice < 0) return
  throw refuse('duty-area-twice', { pointer: `/assignments/${twice}/area`, values: { n: twice + 1 } })
}

function hasPeriod(kind: Kind): boolean {
  return kind === 'publicity' || kind === 'training'
}

function checkYears({ kind, year, validYears }: Content): void {
  if (validYears === null) return
  const { from, to } = validYears
  const isRight = documents.includes(kind) && from <= year && year <= to && to - from < MOST_YEARS
  if (!isRight)
    throw refuse('duty-valid-years', { pointer: '/validYears', values: { year, most: MOST_YEARS } })
}

function checkDays({ year, issuedOn, from, to, validYears }: Content, today: string): void {
  const isPeriod = from !== null && to !== null
  if ((issuedOn !== null) === isPeriod || (from === null) !== (to === null)) {
    throw refuse('duty-date-missing', { pointer: '/issuedOn' })
  }
  if (from !== null && to !== null && from > to) throw refuse('duty-period-order', { pointer: '/to' })
  const days = Object.entries({ issuedOn, from, to }).flatMap(([name, on]) =>
    on === null ? [] : [{ name, on }]
  )
  for (const { name, on } of days) {
    if (on > today) throw refuse('duty-date-future', { pointer: `/${name}`, values: { today } })
    const of = Number(on.slice(0, 4))
    if (of === year || (of < year && validYears !== null)) continue
    throw refuse('year-of-other-date', { pointer: `/${name}`, values: { on, year } })
  }
}
