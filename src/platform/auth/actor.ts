import type { Role } from '../permissions.ts'

/** Whoever acts: a person with a verified token, or the service itself. */
export interface Actor {
  sub: string
  name: string
  /** The unit the person belongs to; `*` is the operator of the service. */
  unitCode: string
  roles: readonly Role[]
}

/** The unit code of the operator, who keeps units and policy of every province and sees no secret. */
export const OPERATOR = '*'

/** The service itself, when it does by the clock what nobody asked for. */
export const service: Actor = { sub: 'service', name: 'service', unitCode: OPERATOR, roles: [] }

/** The service itself, at the first load of units. */
export const system: Actor = { sub: 'system', name: 'system', unitCode: OPERATOR, roles: [] }
