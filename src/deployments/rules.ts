import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Milestone } from './tables.ts'
import { refuse, type State } from './vocabulary.ts'

/** 上级部署推进: whether a unit takes what it was asked to do seriously, by which measures, with what effect. */
export const CLAUSE = 'jilin-2019-12:2.1'

/** Within how many days after the issue an addressee should have studied the document. */
export const STUDY = 'deployment.study'

/** The steps of a deployment. `by`: people of the issuing unit and those above, or of an addressed unit. */
export const steps = {
  issue: { from: ['draft'], to: 'issued', by: 'issuer', permission: 'deployments:issue' },
  amend: { from: ['issued'], by: 'issuer', permission: 'deployments:issue' },
  report: { from: ['issued'], by: 'addressee', permission: 'deployments:report' },
  notice: { from: ['issued', 'closed'], by: 'issuer', permission: 'notices:draft' },
  close: { from: ['draft', 'issued'], to: 'closed', by: 'issuer', permission: 'deployments:issue' }
} as const satisfies Record<string, Step<State> & { by: 'issuer' | 'addressee' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a deployment. */
export interface Standing {
  state: State
  unitCode: string
  /** Whether the actor may issue, judge and close it. */
  isKeeper: boolean
  /** Whether the actor's unit is addressed, or acts for an addressed unit that has ended. */
  isAddressed: boolean
}

export function notTheirs(name: StepName, one: Standing, _actor: Actor): Refusal | undefined {
  if (steps[name].by === 'issuer') return notIssuer(one)
  return one.isAddressed ? undefined : refuse('deployment-of-addressee', { clause: CLAUSE })
}

export function notIssuer({
  isKeeper,
  unitCode
}: Pick<Standing, 'isKeeper' | 'unitCode'>): Refusal | undefined {
  return isKeeper ? undefined : refuse('deployment-of-issuer', { values: { unit: unitCode } })
}

export function notNow(name: StepName, { state }: Pick<Standing, 'state'>): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  return from.includes(state) ? undefined : refuse('deployment-step', { values: { state, step: name } })
}

/** An item as a body gives it. */
export interface Item {
  no: number
  measure?: { target: number }
  dueOn: string
  milestones?: readonly Milestone[]
}

/** Refuses items that cannot be right. `issuedOn`: the date of the document. */
export function checkItems(items: readonly Item[], issuedOn: string): void {
  const numbers = items.map(({ no }) => no)
  for (const [n, item] of items.entries()) {
    const pointer = `/items/${n}`
    if (numbers.indexOf(item.no) < n) {
      throw refuse('deployment-item-twice', { pointer: `${pointer}/no`, values: { no: item.no } })
    }
    if (item.dueOn < issuedOn) {
      throw refuse('deployment-due-before-issue', { pointer: `${pointer}/dueOn`, values: { on: issuedOn } })
    }
    checkMilestones(item, issuedOn, `${pointer}/milestones`)
  }
}

function checkMilestones({ measure, milestones = [], dueOn }: Item, issuedOn: string, pointer: string) {
  for (const [n, { dueOn: on, target }] of milestones.entries()) {
    const before = milestones[n - 1]
    const isLater = before === undefined || (before.dueOn < on && before.target <= target)
    const isWithin = issuedOn <= on && on <= dueOn && measure !== undefined && target <= measure.target
    if (!isLater || !isWithin) throw refuse('deployment-milestones', { pointer: `${pointer}/${n}` })
  }
}

export function checkIssuedOn(issuedOn: string, today: string): void {
  if (issuedOn > today) throw refuse('deployment-issued-later', { pointer: '/issuedOn', values: { today } })
}

/** An amendment does not make an item overdue at once. */
export function checkAmended(items: readonly Item[], today: string): void {
  const n = items.findIndex(({ dueOn }) => dueOn < today)
  if (n >= 0) throw refuse('deployment-due-passed', { pointer: `/items/${n}/dueOn`, values: { today } })
}

/** Checks the named units. `below`: those of them that lie below the unit and exist today. */
export function checkNamed(codes: readonly string[], below: ReadonlySet<string>, unit: string): void {
  for (const [n, code] of codes.entries()) {
    const pointer = `/addressees/unitCodes/${n}`
    if (codes.indexOf(code) < n) throw refuse('deployment-addressee-twice', { pointer })
    if (!below.has(code)) throw refuse('deployment-addressee-unknown', { pointer, values: { unit } })
  }
}
