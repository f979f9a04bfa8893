import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import type { StepName } from '../rules.ts'
import { refuse } from '../vocabulary.ts'

/** Everybody may step aside; only a leader may exclude another person. */
export function stepOf(sub: string, actor: Pick<Actor, 'sub' | 'roles'>): StepName {
  if (isSamePerson(sub, actor.sub)) return 'recuse'
  if (!actor.roles.includes('leader')) throw refuse('recusal-by-leader', { pointer: '/sub' })
  return 'send-aside'
}

/**
 * A leader may exclude only people who worked on the case within the leader's unit. Otherwise a unit could
 * hide a case from the units above it.
 */
export function checkOwn(hasActed: boolean): void {
  if (!hasActed) throw refuse('recusal-of-others', { pointer: '/sub' })
}

/**
 * Only a unit above the one that decided on the recusal may lift it. `by`: codes from the root down to that
 * one.
 */
export function checkReadmission(
  by: readonly string[] | undefined,
  { unitCode }: Pick<Actor, 'unitCode'>
): void {
  if (by === undefined) throw refuse('not-recused', { pointer: '/sub' })
  if (by.slice(0, -1).includes(unitCode)) return
  throw refuse('readmission-from-above', { values: { unit: by.at(-1) ?? '' } })
}
