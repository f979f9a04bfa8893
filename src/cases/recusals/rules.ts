import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import type { StepName } from '../rules.ts'
import { refuse } from '../vocabulary.ts'

/** Everybody may step aside; a leader sends others aside, of the unit whose turn it is or above. */
export function stepOf(sub: string, actor: Pick<Actor, 'sub' | 'roles'>): StepName {
  if (isSamePerson(sub, actor.sub)) return 'recuse'
  if (!actor.roles.includes('leader')) throw refuse('recusal-by-leader', { pointer: '/sub' })
  return 'send-aside'
}

/**
 * A leader decides about people who have had a hand in the case from within their unit, and about no others:
 * else a unit could blind those above it.
 */
export function checkOwn(hasActed: boolean): void {
  if (!hasActed) throw refuse('recusal-of-others', { pointer: '/sub' })
}

/** Only a unit above that by which somebody is aside lets him in again. `by`: codes from the root down. */
export function checkReadmission(
  by: readonly string[] | undefined,
  { unitCode }: Pick<Actor, 'unitCode'>
): void {
  if (by === undefined) throw refuse('not-recused', { pointer: '/sub' })
  if (by.slice(0, -1).includes(unitCode)) return
  throw refuse('readmission-from-above', { values: { unit: by.at(-1) ?? '' } })
}
