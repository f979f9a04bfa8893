import type { Refusal, Sentence } from '../../platform/errors/refusal.ts'
import { isIdNumber } from '../../platform/values/id-number.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { FilerKind } from '../vocabulary.ts'
import { refuse } from './vocabulary.ts'

/** Steps with the entry of a filer. The unit and the units above it take them. */
export const steps = {
  change: { from: [], permission: 'filers:write' },
  leave: { from: [], permission: 'filers:write' },
  declare: { from: [], permission: 'filers:write' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a filer. */
export interface Standing {
  kind: FilerKind
  since: string
  until: string | null
}

export function notTheirs(): undefined {
  return undefined
}

export function notNow(name: StepName, { until }: Standing): Refusal | undefined {
  return name === 'leave' && until !== null ? refuse('filer-has-left') : undefined
}

const places: Record<FilerKind, readonly string[]> = {
  'assistance-staff': ['county', 'township'],
  'committee-member': ['village']
}

/** 暂行办法 and 村委会组织法: who handles assistance works at a county or township, a committee in a village. */
export function fitsLevel(kind: FilerKind, level: string): boolean {
  return places[kind].includes(level)
}

/** @throws filer-kind-level, filer-number-bad */
export function checkEntry(wanted: { kind: FilerKind; idNumber?: string | undefined }, level: string): void {
  if (!fitsLevel(wanted.kind, level)) throw refuse('filer-kind-level', { pointer: '/kind' })
  if (wanted.idNumber !== undefined && !isIdNumber(wanted.idNumber)) {
    throw refuse('filer-number-bad', { pointer: '/idNumber' })
  }
}

/** @throws relatives-date-future, filer-days */
export function checkDeparture(on: string, { since }: Standing, today: string): void {
  mustNotBeFuture(on, today, '/on')
  if (on < since) throw refuse('filer-days', { pointer: '/on' })
}

/** @throws declaration-year, relatives-date-future */
export function checkDeclaration(
  year: number,
  given: { year?: number; declaredOn: string },
  today: string
): void {
  if ((given.year ?? year) !== year) throw refuse('declaration-year', { pointer: '/year' })
  if (year > Number(today.slice(0, 4))) throw refuse('declaration-year', { pointer: '{year}' })
  mustNotBeFuture(given.declaredOn, today, '/declaredOn')
}

/** @throws relatives-date-future */
export function mustNotBeFuture(day: string, today: string, pointer: string): void {
  if (day > today) throw refuse('relatives-date-future', { pointer, values: { today } })
}

/** 村委会组织法 clause 6: three to seven members; 居委会组织法 clause 7: five to nine. */
export function committeeRemark(kind: FilerKind, unitName: string, members: number): Sentence | null {
  if (kind !== 'committee-member') return null
  const isResidents = ['社区', '居委', '居民'].some((word) => unitName.includes(word))
  const [least, most] = isResidents ? [5, 9] : [3, 7]
  if (least <= members && members <= most) return null
  return {
    zh: `在任委员会成员${members}人，法定为${least}至${most}人。`,
    en: `The committee has ${members} members in office, and the statute asks for ${least} to ${most}.`
  }
}
