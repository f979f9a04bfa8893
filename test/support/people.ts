import { everyRole } from '../../src/platform/access/permissions.ts'
import type { Person } from './service.ts'

export { everyRole }

/** A person with every role in service: what they cannot see, nobody of their unit can. */
export function person(unit: string, sub = `${unit}:everything`): Person {
  return { unit, roles: everyRole, sub }
}

/** The operator, who keeps the units and policies of every province. */
export const operator: Person = { unit: '*', roles: ['admin'], sub: 'operator' }
