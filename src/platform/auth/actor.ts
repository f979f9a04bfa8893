import type { Role } from '../access/permissions.ts'

/** Who acts: a person with a verified token, or the service itself. */
export interface Actor {
  sub: string
  name: string
  /** The unit the person belongs to; `*` is the operator of the service. */
  unitCode: string
  roles: readonly Role[]
}

/** Subjects of the service itself. No token may have one of them. */
const reserved = ['system', 'service']

/**
 * The form of a subject in which people are compared: one person may have the tokens `Wang`, `wang` or
 * full-width letters. The SQL function `person_key` does the same.
 */
export function personKey(sub: string): string {
  // Through upper case, because some letters have several lower-case forms.
  return sub.normalize('NFKC').trim().toUpperCase().toLowerCase()
}

export function isSamePerson(one: string | null, other: string): boolean {
  return one !== null && personKey(one) === personKey(other)
}

export function isReserved(sub: string): boolean {
  return reserved.includes(personKey(sub))
}

/** The unit code of the operator, who keeps the units and policies of every province and sees no secret. */
export const OPERATOR = '*'

/** The service itself, for work that the clock starts. */
export const service: Actor = { sub: 'service', name: 'service', unitCode: OPERATOR, roles: [] }

/** The service itself, when it loads the first units. */
export const system: Actor = { sub: 'system', name: 'system', unitCode: OPERATOR, roles: [] }
