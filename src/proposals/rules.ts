import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { type ProposalKind, refuse, type State } from './vocabulary.ts'

/** The steps of a proposal. Computing changes open ones, and lapsed ones that hold again. */
export const steps = {
  accept: { from: ['open'], to: 'accepted', permission: 'proposals:decide' },
  merge: { from: ['open'], to: 'accepted', permission: 'proposals:decide' },
  dismiss: { from: ['open'], to: 'dismissed', permission: 'proposals:decide' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a proposal. */
export interface Standing {
  kind: ProposalKind
  state: State
  /** Who acts for the unit that may decide: the unit itself until it ends. */
  acting: string
}

/** Only the unit to which something is proposed decides; the units above it see the proposal. */
export function notTheirs(_: StepName, { acting }: Standing, { unitCode }: Actor): Refusal | undefined {
  return unitCode === acting ? undefined : refuse('proposal-of-others', { values: { unit: acting } })
}

export function notNow(name: StepName, { state, kind }: Standing): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  if (from.includes(state) && (name !== 'merge' || kind === 'notice')) return undefined
  return refuse('proposal-step', { values: { state, step: name } })
}

const ofNotices = ['title', 'text', 'answerBy'] as const
const ofInterviews = ['reason', 'calledFor'] as const

/** Refuses fields that belong to the other kind, and an interview without its time. */
export function checkAcceptance(
  kind: ProposalKind,
  wanted: Partial<Record<(typeof ofNotices)[number] | (typeof ofInterviews)[number], string>>
): void {
  const strange = kind === 'notice' ? ofInterviews : ofNotices
  const field = strange.find((name) => wanted[name] !== undefined)
  if (field !== undefined)
    throw refuse('proposal-field-of-other-kind', { pointer: `/${field}`, values: { kind } })
  if (kind === 'interview' && wanted.calledFor === undefined)
    throw refuse('proposal-called-for-missing', { pointer: '/calledFor' })
}

/** Refuses to combine anything but proposals of notices to one unit. */
export function checkMerge(all: readonly { kind: ProposalKind; unitCode: string }[]): void {
  const other = all.findIndex(({ kind, unitCode }) => kind !== 'notice' || unitCode !== all[0]?.unitCode)
  if (other < 0) return
  const values = { n: other + 1 }
  throw refuse('proposals-of-several-units', { pointer: `/proposalIds/${other}`, values })
}
