import type { Role } from '../access/permissions.ts'

/** Whoever acts: a person with a verified token, or the service itself. */
export interface Actor {
  sub: string
  name: string
  /** The unit the person belongs to; `*` is the operator of the service. */
  unitCode: string
  roles: readonly Role[]
}

/** Subjects under which the service itself acts. No token may carry one of them. */
const reserved = ['system', 'service']

/**
 * A subject for comparing people: the same person may come as `Wang`, `wang` or in full-width letters.
 * The SQL function `person_key` does the same.
 */
export function personKey(sub: string): string {
  // By way of upper case, since some letters have several lower-case forms.
  return sub.normalize('NFKC').trim().toUpperCase().toLowerCase()
}

export function isSamePerson(one: string | null, other: string): boolean {
  return one !== null && personKey(one) === personKey(other)
}

export function isReserved(sub: string): boolean {
  return reserved.includes(personKey(sub))
}

/** The unit code of the operator, who keeps units and policy of every province and sees no secret. */
export const OPERATOR = '*'

/** The service itself, when it does by the clock what nobody asked for. */
export const service: Actor = { sub: 'service', name: 'service', unitCode: OPERATOR, roles: [] }

/** The service itself, at the first load of units. */
export const system: Actor = { sub: 'system', name: 'system', unitCode: OPERATOR, roles: [] }
