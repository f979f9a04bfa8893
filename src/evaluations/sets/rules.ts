import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { SetState } from '../labels.ts'
import { compare, fractionOf, plus, rounded, zero } from '../scoring/fraction.ts'
import type { Grade, Group, Indicator } from '../tables.ts'
import { refuse } from '../vocabulary.ts'

/** A set is changed until it is published; evaluations rest on what was published. */
export const steps = {
  change: { from: ['draft'], permission: 'indicator-sets:write' },
  publish: { from: ['draft'], to: 'published', permission: 'indicator-sets:write' },
  retire: { from: ['draft', 'published'], to: 'retired', permission: 'indicator-sets:write' }
} as const satisfies Record<string, Step<SetState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a set. */
export interface Standing {
  path: string
  state: SetState
}

/** For people of units below a published set is there to be read only: they get a 404. */
export function notTheirs(_: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('indicator-set-not-found')
}

export function notNow(step: StepName, { state }: Standing): Refusal | undefined {
  const from: readonly SetState[] = steps[step].from
  return from.includes(state) ? undefined : refuse('indicator-set-step', { values: { state, step } })
}

/** Points that a set may give in addition to the 100. */
const MOST_BONUS = 5

/** What a set says, as it will stand. */
export interface Content {
  groups: readonly Group[]
  grades: readonly Grade[]
  items: readonly Indicator[]
}

/** Refuses a set by which nobody could be scored. */
export function check({ groups, grades, items }: Content): void {
  checkCodes('/items', items)
  for (const [n, item] of items.entries()) checkItem(item, `/items/${n}`)
  checkWeights(items)
  checkGrades(grades)
  checkGroups(groups)
}

function checkCodes(pointer: string, all: readonly { code: string }[]): void {
  const codes = all.map(({ code }) => code)
  const n = codes.findIndex((code, at) => codes.indexOf(code) !== at)
  if (n >= 0) throw refuse('indicator-code-twice', { pointer: `${pointer}/${n}/code`, values: { n: n + 1 } })
}

function checkItem(item: Indicator, pointer: string): void {
  const { name, mode, formula, unitOfMeasure } = item
  const isComputed = mode === 'computed'
  if (isComputed !== (formula !== undefined) || (isComputed && unitOfMeasure !== 'ratio')) {
    throw refuse('indicator-formula-missing', { pointer: `${pointer}/formula`, values: { name } })
  }
  checkFields(item, pointer)
  if (item.method === 'linear') checkLine(item, pointer)
  if (item.method === 'steps') checkSteps(item, pointer)
}

/** Each method has its own fields. A deduction counts cases. */
function checkFields({ name, method, full, zero, steps, perCase, unitOfMeasure }: Indicator, at: string) {
  const values = { name }
  const given = { full, zero, steps, perCase }
  const wanted = { linear: ['full', 'zero'], steps: ['steps'], deduct: ['perCase'] }[method]
  const wrong = keysOf(given).find((key) => wanted.includes(key) !== (given[key] !== undefined))
  if (wrong !== undefined) throw refuse('indicator-method-fields', { pointer: `${at}/${wrong}`, values })
  if (method === 'deduct' && unitOfMeasure !== 'count') {
    throw refuse('indicator-method-fields', { pointer: `${at}/unitOfMeasure`, values })
  }
}

function checkLine({ name, direction, full = '0', zero = '0' }: Indicator, pointer: string): void {
  const order = compare(fractionOf(full), fractionOf(zero))
  if (order === 0) throw refuse('indicator-full-zero', { pointer: `${pointer}/full`, values: { name } })
  if (order > 0 !== (direction === 'up')) {
    throw refuse('indicator-direction', { pointer: `${pointer}/direction`, values: { name, direction } })
  }
}

function checkSteps({ name, weight, steps = [] }: Indicator, pointer: string): void {
  const begins = steps.map(({ at }) => rounded(fractionOf(at).n < 0n ? zero : fractionOf(at), 6))
  const wrong = steps.findIndex(
    ({ at, score }, n) =>
      fractionOf(at).n < 0n ||
      begins.indexOf(begins[n] ?? '') !== n ||
      compare(fractionOf(score), fractionOf(weight)) > 0
  )
  if (wrong < 0) return
  throw refuse('indicator-steps', { pointer: `${pointer}/steps/${wrong}`, values: { name, weight } })
}

function checkWeights(items: readonly Indicator[]): void {
  const sumOf = (isBonus: boolean) =>
    items
      .filter(({ bonus }) => bonus === isBonus)
      .reduce((sum, { weight }) => plus(sum, fractionOf(weight)), zero)
  const [plain, bonus] = [sumOf(false), sumOf(true)]
  if (compare(plain, fractionOf(100)) !== 0) {
    throw refuse('weights-not-100', { pointer: '/items', values: { sum: rounded(plain) } })
  }
  if (compare(bonus, fractionOf(MOST_BONUS)) > 0) {
    const values = { sum: rounded(bonus), most: MOST_BONUS }
    throw refuse('indicator-bonus-limit', { pointer: '/items', values })
  }
}

function checkGrades(grades: readonly Grade[]): void {
  const last = grades.at(-1)
  const isRight =
    last?.code === 'unqualified' &&
    last.from === 0 &&
    new Set(grades.map(({ code }) => code)).size === grades.length &&
    grades.every(({ from }, n) => n === 0 || from < (grades[n - 1]?.from ?? 0))
  if (!isRight) throw refuse('indicator-grades', { pointer: '/grades' })
}

function checkGroups(groups: readonly Group[]): void {
  checkCodes('/groups', groups)
  const seen = new Set<string>()
  for (const [n, { unitCodes }] of groups.entries()) {
    for (const [m, unit] of unitCodes.entries()) {
      if (seen.has(unit)) {
        throw refuse('indicator-group-twice', {
          pointer: `/groups/${n}/unitCodes/${m}`,
          values: { unit }
        })
      }
      seen.add(unit)
    }
  }
}
