import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { holdsIdNumber, isIdNumber } from '../../platform/values/id-number.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { RegistrationLevel, State } from '../vocabulary.ts'
import { refuse } from './vocabulary.ts'

/**
 * The steps of a filing. `filer`: of the unit of the filer and those above it; `seen`: also of the line of
 * the village of the recipient, which sees filings from the county up.
 */
export const steps = {
  register: { from: ['filed'], by: 'seen', permission: 'relative-filings:file' },
  visit: { from: ['filed', 'registered'], by: 'county', permission: 'relative-filings:file' },
  correct: { from: ['filed', 'registered'], by: 'filer', permission: 'relative-filings:file' },
  end: { from: ['filed', 'registered'], to: 'ended', by: 'filer', permission: 'relative-filings:file' }
} as const satisfies Record<string, Step<State> & { by: 'filer' | 'seen' | 'county' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a filing, and of the unit of the caller. */
export interface Standing {
  state: State
  unitCode: string
  path: string
  filedOn: string
  /** Level of the unit of the caller; null for the operator. */
  callerLevel: string | null
}

const levels = ['village', 'township', 'county', 'city', 'province']

export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  const { by } = steps[name]
  if (by === 'filer' && !one.path.split('.').includes(unitCode)) {
    return refuse('filing-of-others', { values: { unit: one.unitCode } })
  }
  if (by === 'county' && rank(one.callerLevel) < levels.indexOf('county')) return refuse('visit-by-county')
  return undefined
}

export function notNow(name: StepName, { state }: Standing): Refusal | undefined {
  const { from }: { from: readonly State[] } = steps[name]
  return from.includes(state) ? undefined : refuse('filing-step', { values: { state, step: name } })
}

function rank(level: string | null): number {
  return level === null ? -1 : levels.indexOf(level)
}

/** A unit enters the registration of its own level; a unit above may do so on behalf of a lower level. */
export function checkLevel(level: RegistrationLevel, onBehalf: boolean, callerLevel: string | null): void {
  const [own, wanted] = [rank(callerLevel), levels.indexOf(level)]
  if (onBehalf ? own <= wanted : own !== wanted) throw refuse('registration-level', { pointer: '/level' })
}

export interface Numbers {
  recipientNo?: string | undefined
  fileNo?: string | undefined
  idNumber?: string | undefined
}

/** @throws recipient-no-identity, filing-person-bad */
export function checkNumbers({ idNumber, ...others }: Numbers): void {
  for (const [name, number] of Object.entries(others)) {
    if (number !== undefined && holdsIdNumber(number)) {
      throw refuse('recipient-no-identity', { pointer: `/${name}` })
    }
  }
  if (idNumber !== undefined && !isIdNumber(idNumber)) {
    throw refuse('filing-person-bad', { pointer: '/idNumber' })
  }
}

/** The relations in force for a unit, and the identifier of the clause that lists them. */
export interface Listed {
  inForce: ReadonlySet<string>
  listClauseId: string
}

/**
 * Refuses a relation that is not to be filed.
 *
 * @throws relation-unknown, filing-self, filing-self-mismatch, relation-not-listed
 */
export function checkRelation(
  relation: { code: string; isKnown: boolean; isSelf: boolean },
  { inForce, listClauseId: clause }: Listed
): void {
  const { code, isKnown, isSelf } = relation
  const pointer = '/relation'
  if (!isKnown) throw refuse('relation-unknown', { pointer, clause })
  if ((isSelf || code === 'self') && !inForce.has('self')) {
    throw refuse('filing-self', { pointer: isSelf ? '/idNumber' : pointer, clause })
  }
  if (isSelf !== (code === 'self')) throw refuse('filing-self-mismatch', { pointer })
  if (!inForce.has(code)) throw refuse('relation-not-listed', { pointer, clause })
}

/** @throws filing-end-early */
export function checkEnd(on: string, { filedOn }: Standing): void {
  if (on < filedOn) throw refuse('filing-end-early', { pointer: '/on', values: { filedOn } })
}
