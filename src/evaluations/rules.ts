import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { State } from './labels.ts'
import { refuse } from './vocabulary.ts'

/** 第三部分（四）: evaluations of the responsibility, the policy, the work and the programmes. */
export const CLAUSE = 'jilin-2019-12:3.4'

/** The way of an evaluation. Scoring may be repeated until the result is published. */
export const steps = {
  open: { from: ['draft'], to: 'self-assessment', permission: 'evaluations:run' },
  verify: { from: ['self-assessment'], to: 'verification', permission: 'evaluations:run' },
  assign: { from: ['draft', 'self-assessment', 'verification'], permission: 'evaluations:run' },
  release: { from: ['draft', 'self-assessment', 'verification'], permission: 'evaluations:run' },
  draw: { from: ['draft', 'self-assessment', 'verification'], permission: 'evaluations:run' },
  compute: { from: ['self-assessment', 'verification'], permission: 'evaluations:run' },
  score: { from: ['verification', 'scored'], to: 'scored', permission: 'evaluations:run' },
  publish: { from: ['scored'], to: 'published', permission: 'evaluations:publish' },
  close: {
    from: ['draft', 'self-assessment', 'verification', 'scored', 'published'],
    to: 'closed',
    permission: 'evaluations:publish'
  }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of an evaluation. */
export interface Standing {
  path: string
  state: State
  /** Number of objections that are not decided. */
  objections: number
  /** Last day of the period. */
  to: string
}

/** For people of units below an evaluation is there to be read only: they get a 404. */
export function notTheirs(_: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('evaluation-not-found')
}

export function notNow(
  step: StepName,
  { state, objections, to }: Standing,
  today: string
): Refusal | undefined {
  const from: readonly State[] = steps[step].from
  if (!from.includes(state)) return refuse('evaluation-step', { values: { state, step } })
  if (step === 'compute' && to >= today) return refuse('period-running', { values: { to } })
  if (step !== 'publish' || objections === 0) return undefined
  return refuse('evaluation-objections-open', { values: { n: objections } })
}

/** Refuses a period that does not lie in the year, or days in the wrong order. */
export function checkDays(
  {
    year,
    from,
    to,
    selfBy,
    verifyBy
  }: Record<'from' | 'to' | 'selfBy' | 'verifyBy', string> & { year: number },
  today: string
): void {
  const isInYear = [from, to].every((on) => Number(on.slice(0, 4)) === year)
  if (from > to || !isInYear) throw refuse('evaluation-period', { pointer: '/to', values: { year } })
  if (selfBy < today) throw refuse('evaluation-days', { pointer: '/selfBy', values: { today } })
  if (verifyBy < selfBy) throw refuse('evaluation-days', { pointer: '/verifyBy', values: { today } })
}
