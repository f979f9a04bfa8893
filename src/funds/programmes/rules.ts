import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from '../vocabulary.ts'

/** A programme has no states: people of its province's own unit may always change it. */
export const steps = {
  change: { from: [], permission: 'programmes:write' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

export function notTheirs(_: StepName, one: { unitCode: string }, { unitCode }: Actor): Refusal | undefined {
  return unitCode === one.unitCode ? undefined : refuseCall('top-unit-only')
}

export function notNow(): undefined {
  return undefined
}

/** The province's own unit names a programme once for the whole province. */
export function checkTop({ depth }: { depth: number }): void {
  if (depth !== 1) throw refuse('programme-not-at-top', { pointer: '/unitCode' })
}

/** The ids of the excluded programmes: all of the same province, and not the programme itself. */
export function excluded(own: string, found: readonly (string | undefined)[]): string[] {
  return found.map((id, n) => {
    const pointer = `/excludes/${n}`
    if (id === undefined) throw refuse('programme-unknown', { pointer })
    if (id === own) throw refuse('programme-excludes-itself', { pointer })
    return id
  })
}
