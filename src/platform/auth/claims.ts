import type { JWTPayload } from 'jose'
import { type Role, roles, rolesOfSystems } from '../access/permissions.ts'
import { refuse } from '../errors/wordings.ts'
import { hasInvisible } from '../values/invisible.ts'
import { type Actor, isReserved, OPERATOR } from './actor.ts'
import { claimsMissing, reasons } from './token-reasons.ts'

/** The names of the claims that hold the unit and the roles. */
export interface ClaimNames {
  OIDC_UNIT_CLAIM: string
  OIDC_ROLES_CLAIM: string
}

/**
 * The actor of these claims. Unknown roles are left out: they belong to other systems. A system is called by
 * its client id.
 *
 * @throws token-invalid, roles-mixed, roles-of-people, roles-of-systems
 */
export function actorOf(payload: JWTPayload, { OIDC_UNIT_CLAIM, OIDC_ROLES_CLAIM }: ClaimNames): Actor {
  const client = systemIn(payload)
  const sub = client ?? payload.sub
  const name = client ?? payload.name
  const unit = claimAt(payload, OIDC_UNIT_CLAIM)
  const claimed = claimAt(payload, OIDC_ROLES_CLAIM)
  const fits =
    typeof sub === 'string' &&
    sub !== '' &&
    sub.length <= 255 &&
    (name === undefined || (typeof name === 'string' && name.length <= 255)) &&
    typeof unit === 'string' &&
    (unit === OPERATOR || /^[0-9A-Za-z]{2,20}$/.test(unit)) &&
    Array.isArray(claimed)
  if (!fits || [sub, name].some((text) => text !== undefined && !isStorable(text as string))) {
    throw refuse('token-invalid', { values: { reason: claimsMissing(OIDC_UNIT_CLAIM, OIDC_ROLES_CLAIM) } })
  }
  if (isReserved(sub)) throw refuse('token-invalid', { values: { reason: reasons.reserved } })
  const known = claimed.filter((role): role is Role => Object.hasOwn(roles, role))
  checkRoles(known, client !== undefined)
  return Object.freeze({ sub, name: (name as string | undefined) ?? sub, unitCode: unit, roles: known })
}

/**
 * The client id, if the token was given to a system and not to a person (client credentials): then the client
 * is the subject (RFC 9068, 2.2), or the issuer names the grant. `client_id` and `azp` alone say nothing: the
 * tokens of people name the program in which they signed in.
 */
function systemIn({ sub, client_id, azp, gty }: JWTPayload): string | undefined {
  const client = [client_id, azp].find((one) => typeof one === 'string' && one !== '') as string | undefined
  if (client === undefined) return undefined
  return sub === client || gty === 'client-credentials' ? client : undefined
}

/** The role of people that a system may have, for reading alone. */
const FOR_READING = 'viewer'

/** Roles of systems are for systems, and the only role of people that a system may have is `viewer`. */
function checkRoles(known: readonly Role[], isSystem: boolean): void {
  const isOfSystems = (role: Role) => rolesOfSystems.includes(role)
  if (known.some(isOfSystems) && !known.every(isOfSystems)) throw refuse('roles-mixed')
  const misplaced = known.filter((role) => isOfSystems(role) !== isSystem)
  const wrong = misplaced.filter((role) => !isSystem || role !== FOR_READING)
  if (wrong.length > 0) {
    throw refuse(isSystem ? 'roles-of-people' : 'roles-of-systems', { values: { roles: wrong } })
  }
}

/** The claim with this name or dotted path. */
function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path]
  return path.split('.').reduce<unknown>((here, name) => {
    const isObject = typeof here === 'object' && here !== null && Object.hasOwn(here, name)
    return isObject ? (here as Record<string, unknown>)[name] : undefined
  }, payload)
}

/** A subject or name that looks like another one would be mistaken for it in the audit trail. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !hasInvisible(text)
}
